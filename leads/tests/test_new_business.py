"""Which leads are new business: one definition, for querysets and for SQL."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.db.models import Exists, OuterRef
from psycopg2.sql import SQL

from leads.models import JUNK, Contact, Lead, State
from leads.models.new_business import JUNK as JUNK_CONDITION
from leads.models.new_business import NEW_BUSINESS, STANDING
from leads.tests.making import make_lead

pytestmark = pytest.mark.django_db
DAY = datetime(2026, 5, 1, 12, tzinfo=UTC)


def make_client(name: str, *, since: datetime | None, won: Lead | None = None) -> Contact:
    won = won or make_lead(name, received_at=DAY, state=State.WON)
    Contact.objects.filter(pk=won.contact_id).update(client_lead=won, client_since=since)
    return won.contact


@pytest.fixture
def mixed(business) -> dict[str, Lead]:
    """One lead of every kind, by what it is; a client's first lead is "won" and the like."""
    known, undated = make_client("Known", since=DAY + timedelta(days=9)), make_client("Undated", since=None)
    late = make_lead("Late", received_at=DAY + timedelta(days=30))
    make_client("", since=DAY, won=late)
    kinds = {
        "won": Lead.objects.get(client=known),
        "won at an unknown time": Lead.objects.get(client=undated),
        "written down after the sale": late,
        "before they were a client": make_lead(contact=known, received_at=DAY + timedelta(days=8)),
        "at the very moment": make_lead(contact=known, received_at=DAY + timedelta(days=9)),
        "of a client": make_lead(contact=known, received_at=DAY + timedelta(days=10)),
        "of a client, time unknown": make_lead(contact=known, received_at=None),
        "of a client since nobody knows when": make_lead(contact=undated),
        "anonymous": make_lead(received_at=DAY),
        "for a sale alone": make_lead("Sold", received_at=None, made_for_sale=True),
        "for a sale, dated since": make_lead("Dated", made_for_sale=True),
        "spam": make_lead("Spam", state=State.DISQUALIFIED, disqualified_for="spam"),
        "a test": make_lead("Test", state=State.DISQUALIFIED, disqualified_for="test"),
        "no budget": make_lead("Poor", state=State.DISQUALIFIED, disqualified_for="no_budget"),
        "taken back": make_lead("Gone", state=State.WITHDRAWN),
    }
    return kinds | {"joined": make_lead("Twin", merged_into=kinds["anonymous"])}


NO_NEW_BUSINESS = {"at the very moment", "of a client", "for a sale alone", "spam", "a test", "taken back", "joined"}


def test_new_business_is_what_was_no_clients_when_it_came(mixed):
    counted = set(Lead.objects.new_business())
    assert {kind for kind, lead in mixed.items() if lead not in counted} == NO_NEW_BUSINESS


def test_querysets_and_sql_count_the_same_leads(mixed):
    with connection.cursor() as cursor:
        cursor.execute(
            SQL("SELECT l.id FROM leads_lead l WHERE {}").format(SQL(NEW_BUSINESS.format(lead="l"))).as_string(cursor.connection)
        )
        assert {pk for (pk,) in cursor.fetchall()} == set(Lead.objects.new_business().values_list("pk", flat=True))


def test_conditions_follow_the_name_of_the_table(mixed):
    contacts = Contact.objects.filter(Exists(Lead.objects.new_business().filter(contact=OuterRef("pk"), received_at__lt=DAY)))
    inner = Lead.objects.filter(contact__in=Lead.objects.new_business().values("contact"))
    either = Lead.objects.new_business() | Lead.objects.filter(state=State.WITHDRAWN)
    assert list(contacts) == []
    assert mixed["of a client"] in inner
    assert mixed["taken back"] in either


def test_lists_of_what_is_left_out_hold_the_rest(mixed, client, cast):
    client.force_login(cast.staff)
    rows = {
        kind: list(client.get("/leads/", {"left_out": kind}).context["page"].rows) for kind in ("client", "no_enquiry", "spam", "merged")
    }
    assert set(rows["client"]) == {mixed["at the very moment"], mixed["of a client"]}
    assert (rows["no_enquiry"], rows["spam"]) == ([mixed["for a sale alone"]], [mixed["spam"]])
    assert rows["merged"] == [mixed["joined"]]


def test_conditions_name_the_states_and_reasons_there_are():
    assert f"'{State.WITHDRAWN}'" in STANDING
    assert all(f"'{reason}'" in JUNK_CONDITION for reason in JUNK)
