"""Leads and clients of the report tests, made by the verbs the pages use."""

from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
import time_machine

from leads.models import Contact, Lead
from sales.hand_off import transfer
from sales.pipeline import closing

LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def come(sources, stages, cast):
    """Makes a lead of a new contact from a source on a day; `won_after` days makes it a client."""

    def make(source: str, day: str, *, won_after: int | None = None, contact=None, amount=Decimal(100), **values) -> Lead:
        received_at = datetime.fromisoformat(day).replace(tzinfo=LONDON)
        contact = contact or Contact.make(name="Somebody")
        values = {"channel": "phone"} | values
        lead = Lead.objects.create(source=sources.get(source), received_at=received_at, contact=contact, **values)
        if won_after is not None:
            won_at = received_at + timedelta(days=won_after)
            opportunity = transfer.open_opportunity(lead, by=cast.sales, at=received_at)
            closing.win(opportunity, by=cast.sales, amount=amount, at=won_at)
        return lead

    return make


@pytest.fixture
def that_november():
    """Where nobody chose a period, a report is about the last twelve months: of these days the fixtures tell."""
    with time_machine.travel("2026-11-26T12:00:00Z", tick=True):
        yield


@pytest.fixture
def look(client, cast):
    """Opens an address as somebody of the cast; the owner unless told another."""

    def get(path: str, *, who: str = "owner", **query):
        client.force_login(getattr(cast, who))
        return client.get(path, query)

    return get
