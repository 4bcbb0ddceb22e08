"""A win that was reopened is no client in any report, at once."""

import json
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command

from sales.models import Opportunity, Sale
from sales.pipeline import closing

DAY = "2026-03-02"


@pytest.fixture
def won(come):
    lead = come("Leaflet", DAY, won_after=0, amount=Decimal(500))
    return Opportunity.objects.get(lead=lead)


def clients_of_the_day() -> tuple[int, int]:
    out = StringIO()
    call_command("report", "sources", "--from", DAY, "--to", DAY, "--format", "json", stdout=out)
    total = json.loads(out.getvalue())["total"]
    return total["clients"], total["leads"]


def test_a_win_is_a_client_of_its_day(won):
    assert clients_of_the_day() == (1, 1)


def test_a_reopened_win_is_no_client(won, cast):
    closing.reopen(won, by=cast.sales)
    assert clients_of_the_day() == (0, 1)
    assert Sale.objects.get().reversed_at
