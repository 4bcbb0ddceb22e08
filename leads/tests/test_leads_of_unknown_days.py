"""A lead of which nobody knows the day stands behind all others, newest first, and the pages walk through the same."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.urls import reverse

from leads.models import Lead
from leads.tests.making import make_lead

OLD = datetime(1999, 3, 4, tzinfo=UTC)


@pytest.fixture
def listed(client, cast, monkeypatch):
    client.force_login(cast.staff)
    monkeypatch.setattr("accounts.keyset.page.__kwdefaults__", {"size": 2})

    def listed(query: str = ""):
        return client.get(reverse("leads") + query).context["page"]

    return listed


@pytest.fixture
def leads(cast):
    made = {name: make_lead(name) for name in ("Unknown", "Never", "Old")}
    Lead.objects.update(received_at=None)
    Lead.objects.filter(pk=made["Old"].pk).update(received_at=OLD)
    return made | {"New": make_lead("New")}


def names(page) -> list[str]:
    return [str(lead) for lead in page.rows]


def test_unknown_days_come_last_on_every_page(listed, leads):
    first = listed()
    second = listed(first.older)
    assert names(first) == ["New", "Old"]
    assert names(second) == ["Never", "Unknown"]
    assert names(listed(second.newer)) == ["New", "Old"]


def test_their_history_is_still_written(leads):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM leads_leadevent WHERE pgh_label = 'update' AND received_at IS NULL")
        assert cursor.fetchone()[0] == 3


def test_page_says_that_no_day_is_known(client, cast, leads):
    client.force_login(cast.staff)
    Lead.objects.update(contact=leads["New"].contact)
    assert "no day known" in client.get(leads["New"].get_absolute_url()).text


def test_newest_first_is_read_from_an_index(leads):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_sort = off")
        cursor.execute("EXPLAIN " + str(Lead.objects.order_by("-listed_at", "-pk").values("pk")[:50].query))
        assert "leads_newest_first" in "".join(row[0] for row in cursor.fetchall())
