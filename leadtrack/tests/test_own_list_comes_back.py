"""The list of leads, saved and brought in again: unchanged it changes nothing, and an empty LeadTrack has everything of it."""

import json
from datetime import date, datetime, time
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from accounts.models import Business
from leads.export import as_csv, chunks, columns
from leads.models import Contact, Lead
from leadtrack import sample
from tests.roles import empty_database

DAY, NOON = date(2026, 6, 16), time(12)
AS_OF = datetime.combine(DAY, NOON, tzinfo=ZoneInfo("Europe/London")).isoformat()
REPORTS = ("sources", "money", "funnel", "clients")
ROOTS = ("leads_lead", "leads_contact", "leads_import")


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        sample.fill(seed=7, today=DAY, now=NOON)
        yield
        empty_database()


@pytest.fixture
def again(database_owner, filled, db):  # the owner can empty history
    """Takes back what a test does to the sample."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def saved(again, tmp_path):
    """The whole list as the owner saves it."""
    written, path = columns(sells=True), tmp_path / "leads.csv"
    blocks = as_csv.blocks(chunks(Lead.objects.standing(), columns=written, business=Business.current()), columns=written)
    path.write_text("".join(blocks), encoding="utf-8-sig", newline="")
    return path


def bring_in(path) -> dict:
    out = StringIO()
    call_command("import_leads", str(path), json=True, stdout=out, stderr=StringIO())
    return json.loads(out.getvalue())


def report(name: str) -> dict:
    out = StringIO()
    call_command("report", name, format="json", as_of=AS_OF, stdout=out, **{"from": "2025-06-16", "to": "2026-06-16"})
    return json.loads(out.getvalue())


def empty() -> None:
    """Leads, people and all that hangs on them go; sources, spend, stages and settings are set up as before."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"TRUNCATE {', '.join(ROOTS)} CASCADE")


def test_unchanged_list_changes_nothing(saved):
    before = list(Lead.objects.order_by("pk").values())
    summary = bring_in(saved)
    assert (summary["created"], summary["updated"], summary["failed"]) == (0, 0, 0)
    assert summary["skipped"] == summary["rows"] > 2500
    assert list(Lead.objects.order_by("pk").values()) == before


def test_empty_leadtrack_gets_everything_back(saved):
    reports = {name: report(name) for name in REPORTS}
    people = Contact.objects.current().filter(leads__in=Lead.objects.standing()).distinct().count()
    empty()
    summary = bring_in(saved)
    assert (summary["created"], summary["failed"], Contact.objects.count()) == (summary["rows"], 0, people)
    for name in REPORTS:
        assert report(name)["rows"] == reports[name]["rows"], name
