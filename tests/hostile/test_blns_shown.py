"""Each string where it is shown: as the very text it is, in pages that have the same elements as with plain words."""

import csv
import io
import json

import pytest
from django.urls import reverse

from accounts import csvsafe
from accounts.models import User
from leads.models import Activity, Campaign, Contact, Lead, Source
from leads.models.source import name_key
from sales.models import LostReason, Stage
from tests.hostile.reading import read, runs_something
from tests.hostile.strings import sayable, share, strings
from tests.small_business import enquiry

STRINGS = [text for text in dict.fromkeys(strings()) if sayable(500)(text)]
"""What can be stored at all; how the others are refused is in test_blns_in_forms.py."""
SHORT = [text for text in STRINGS if len(text) <= 60]


def shown_as_text(client, address: str, texts: list[str], change) -> list[str]:
    """Look at a page with plain words, `change(texts)` them, look again. Returns what became more than text, or is missing."""
    before = read(client.get(address).content)
    change(texts)
    after = read(client.get(address).content)
    nodes = {" ".join(node.split()) for node in after.texts}
    missing = [text for text in texts if not any(" ".join(text.split()) in node for node in nodes_like(nodes, text))]
    told = [f"{text!r} is not shown" for text in missing]
    new = (after.shape - before.shape) + (before.shape - after.shape)
    return told + ([f"other elements: {new}"] if new else []) + runs_something(after)


def nodes_like(nodes: set[str], text: str) -> set[str]:
    """The text itself among the nodes where it stands alone, which is quick; else all of them."""
    tidy = " ".join(text.split())
    return {tidy} if tidy in nodes else nodes


def rename(model, rows: list):
    def change(texts: list[str]) -> None:
        for row, text in zip(rows, texts, strict=True):
            row.name = text
            if hasattr(row, "key"):
                row.key = f"{name_key(text)} of {row.pk}"
        model.objects.bulk_update(rows, ["name", *(["key"] if model is Source else [])])

    return change


def test_sources_on_the_tally_in_settings_and_on_the_sheets(small, signed_in):
    rows = Source.objects.bulk_create(Source(name=f"Plain {n}", key=f"plain {n}", position=100 + n) for n in range(len(SHORT)))
    for name in ("tally", "sources_settings", "sheet", "sheet_print", "new_lead"):
        rename(Source, rows)([f"Plain {n}" for n in range(len(rows))])
        assert shown_as_text(signed_in(), reverse(name), SHORT, rename(Source, rows))[:5] == [], name


def test_stages_reasons_and_campaigns(small, signed_in):
    stages = Stage.objects.bulk_create(Stage(name=f"Plain {n}", position=100 + n) for n in range(len(SHORT)))
    assert shown_as_text(signed_in(), reverse("board"), SHORT, rename(Stage, stages))[:5] == []
    reasons = LostReason.objects.bulk_create(LostReason(name=f"Plain {n}", position=100 + n) for n in range(len(SHORT)))
    assert shown_as_text(signed_in(), reverse("stages"), SHORT, rename(LostReason, reasons))[:5] == []
    unlike = [text for text in SHORT if text == text.lower()]
    campaigns = Campaign.objects.bulk_create(Campaign(name=f"Plain {n}", source=small.source) for n in range(len(unlike)))
    assert shown_as_text(signed_in(), reverse("campaigns"), unlike, rename(Campaign, campaigns))[:5] == []


def test_people(small, signed_in):
    rows = User.objects.bulk_create(User(email=f"plain{n}@example.com", name=f"Plain {n}", password="!") for n in range(len(SHORT)))
    assert shown_as_text(signed_in(), reverse("people"), SHORT, rename(User, rows))[:5] == []


def test_sources_in_the_reports(small, signed_in):
    rows = Source.objects.bulk_create(Source(name=f"Plain {n}", key=f"plain {n}") for n in range(len(SHORT)))
    Lead.objects.bulk_create(Lead(source=row, channel="phone", received_at="2026-01-02T12:00Z") for row in rows)
    assert shown_as_text(signed_in(), reverse("report_sources"), SHORT, rename(Source, rows))[:5] == []


def test_people_waiting_on_today(small, signed_in):
    for text in SHORT[:40]:
        lead = enquiry("Plain", by=small.staff)
        Contact.objects.filter(pk=lead.contact_id).update(name=text)
        Activity.plan(lead, by=small.staff, on=small.sheet.day, text=text, for_user=small.everything)
    reader = read(signed_in().get(reverse("today")).content)
    assert runs_something(reader) == []
    assert {tag for tag, *_names in reader.shape} & {"img", "iframe", "object", "embed", "marquee", "plaintext"} == set()


@pytest.fixture
def leads(small):
    """A lead for each string, which is its person's name, company and interest, and its notes."""
    people = Contact.objects.bulk_create(Contact(name=text[:200], company=text[:200], client_type=text[:80]) for text in STRINGS)
    return Lead.objects.bulk_create(
        Lead(contact=person, source=small.source, channel="phone", received_at="2026-01-02T12:00Z", interest=text, notes=text)
        for person, text in zip(people, STRINGS, strict=True)
    )


def test_the_page_of_a_lead(small, signed_in, leads):
    client, problems = signed_in(), []
    plain = None
    for lead, text in [(leads[at], STRINGS[at]) for at in share(STRINGS, 2)]:
        reader = read(client.get(lead.get_absolute_url()).content)
        plain = plain or reader.shape
        problems += [f"{text!r} runs {each}" for each in runs_something(reader)]
        problems += [] if reader.shape == plain else [f"{text!r} makes {(reader.shape - plain) + (plain - reader.shape)}"]
        problems += [] if text[:200] in reader.texts and text in {node.strip("\n") for node in reader.texts} else [f"{text!r} is not shown"]
    assert problems[:5] == []


def test_the_list_of_leads_and_its_files(small, signed_in, leads):
    client = signed_in()
    told = json.loads(b"".join(client.get(reverse("leads_json"))))
    by_id = {row["id"]: row for row in told}
    assert all(by_id[str(lead.pk)]["notes"] == text for lead, text in zip(leads, STRINGS, strict=True))
    file = b"".join(client.get(reverse("leads_csv"))).decode("utf-8-sig")
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(file, newline=""))}
    for lead, text in zip(leads, STRINGS, strict=True):
        for name, value in (("notes", text), ("name", text[:200]), ("interest", text)):
            cell = rows[str(lead.pk)][name]
            assert csvsafe.undo(cell) == value
            assert cell == value or cell == f"'{value}"
            assert not cell.lstrip().startswith(("=", "+", "-", "@")) or csvsafe.PHONES.fullmatch(cell), cell
    address, seen = reverse("leads"), set()
    while address:
        response = client.get(address)
        reader = read(response.content)
        assert runs_something(reader) == []
        seen |= reader.texts
        older = next((each for each in reader.addresses if "after=" in each), "")
        address = reverse("leads") + older if older else ""
    assert [text for text in STRINGS if text[:200] not in seen] == []
