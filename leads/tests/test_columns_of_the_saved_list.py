"""Everything leads know of a lead stands in the saved list, in columns that keep their names."""

import csv
import io
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from leads.export import COLUMNS, columns
from leads.export.cells import items
from leads.models import Contact, HandOff, Touch
from leads.tests.making import make_lead

pytestmark = pytest.mark.usefixtures("everyone_saves")

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
NAMES = """
id external_id external_system received_at source channel campaign how_known name company client_type phone other_phones email other_emails
street postcode town region country interest notes state disqualified_for closed_at is_client logged_by logged_at owner referred_by
referred_by_id contact_id about yearly_spend warm_since made_for_sale touches hand_offs stage expected_close lost_reason stages value deals
sales refunds
"""


@pytest.fixture
def saved(client, cast):
    client.force_login(cast.staff)

    def saved() -> dict:
        text = b"".join(client.get(reverse("leads_csv")).streaming_content).decode("utf-8-sig")
        [row] = csv.DictReader(io.StringIO(text, newline=""))
        return row

    return saved


def test_columns_keep_their_names_and_order():
    assert [column.name for column in columns(sells=True)] == NAMES.split()
    assert set(COLUMNS) <= set(NAMES.split())


def test_a_touch_is_written_with_all_that_is_known_of_it(saved, sources, cast):
    lead = make_lead("Ann", source=sources["Leaflet"])
    told = {"channel": "phone", "how_known": "asked", "by": cast.staff}
    Touch.objects.create(lead=lead, source=sources["Signboard"], at=NOON, text="Rang again; twice", **told)
    Touch.objects.create(lead=lead, channel="email", at=None)
    assert items(saved()["touches"]) == [
        ["", "", "email"],
        ["2026-06-01 13:00:00", "Signboard", "phone", "", "asked", "Jo", "Rang again; twice"],
    ]


def test_a_hand_over_is_written_with_its_answer(saved, cast):
    lead = make_lead("Ann")
    hand_off = HandOff.make(lead, by=cast.staff, to=cast.sales, at=NOON, note="Urgent")
    hand_off.decide(by=cast.sales, returned_for="not_ready", note="In May", at=NOON)
    at = "2026-06-01 13:00:00"
    assert items(saved()["hand_offs"]) == [[at, "", at, "not_ready", "Jo", "Tom", "Urgent", "In May"]]


def test_who_sent_a_lead_is_written_with_their_id(saved):
    sender = Contact.make(name="", company="Alder & Finch")
    make_lead("Ann", referred_by=sender)
    row = saved()
    assert (row["referred_by"], row["referred_by_id"]) == ("Alder & Finch", str(sender.pk))


def test_an_extension_and_a_number_as_typed_are_kept(saved):
    lead = make_lead("Ann", phones=["0113 496 0142 ext. 12", "ask; at the desk"])
    row = saved()
    assert (row["phone"], row["other_phones"]) == ("+441134960142 x12", "ask\\; at the desk")
    assert row["contact_id"] == str(lead.contact_id)


def test_a_tick_of_nobody_has_empty_cells(saved):
    make_lead()
    row = saved()
    assert (row["name"], row["phone"], row["contact_id"], row["touches"]) == ("", "", "", "")
    assert (row["source"], row["is_client"], row["made_for_sale"]) == ("(blank)", "False", "False")


def test_the_list_keeps_its_order_over_blocks(client, cast, monkeypatch):
    monkeypatch.setattr("leads.export.reading.BLOCK", 2)
    for day in range(1, 6):
        make_lead(str(day), received_at=datetime(2026, 6, day, tzinfo=UTC))
    client.force_login(cast.staff)
    text = b"".join(client.get(reverse("leads_csv")).streaming_content).decode("utf-8-sig")
    assert [row["name"] for row in csv.DictReader(io.StringIO(text, newline=""))] == ["5", "4", "3", "2", "1"]


def test_a_block_is_one_statement(business, django_assert_num_queries):
    from leads.export import chunks
    from leads.models import Lead

    for _ in range(5):
        make_lead("Ann", phones=["0113 496 0142"], emails=["a@example.com"])
    with django_assert_num_queries(2):  # who is on it, and the block
        [block] = chunks(Lead.objects.standing(), columns=columns(sells=True), business=business)
    assert len(block) == 5
