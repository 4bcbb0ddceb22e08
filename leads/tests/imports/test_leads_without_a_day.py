"""Leads of a file that have no day, no person or no source are counted before they go in; without a day somebody is asked."""

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from leads.imports.plan import Plan
from leads.imports.rows.missing import Missing, missing
from leads.models import Import, Lead
from leads.tests.imports.conftest import bring_in, table_of

pytestmark = pytest.mark.django_db
FILE = "Lead ID,Name,Received,Source\nA1,Ann,2026-03-04,Leaflet\nA2,Bob,,\nA3,,0000-00-00,Leaflet\n"


@pytest.fixture(autouse=True)
def _at_once(settings):
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def command(tmp_path, capsys):
    def run(*options: str) -> dict:
        path = tmp_path / "leads.csv"
        path.write_text(FILE)
        call_command("import_leads", str(path), "--system", "Shop", *options, "--json")
        return json.loads(capsys.readouterr().out)

    return run


@pytest.fixture
def draft(client, cast):
    """The columns of FILE are chosen."""
    client.force_login(cast.owner)
    client.post(reverse("imports"), {"file": SimpleUploadedFile("leads.csv", FILE.encode())})
    draft = Import.objects.get()
    chosen = {"column-0": "external_id", "column-1": "name", "column-2": "received_at", "column-3": "source"}
    response = client.post(reverse("import", args=[draft.pk]), chosen | {"zone": "Europe/London", "system": "Shop"})
    assert response.url == reverse("import_values", args=[draft.pk])
    return draft


def page(name: str) -> str:
    return reverse(name, args=[Import.objects.get().pk])


def days() -> dict:
    return {key: day and timezone.localtime(day).date().isoformat() for key, day in Lead.objects.values_list("external_id", "received_at")}


def test_command_refuses_leads_without_a_day(command):
    with pytest.raises(CommandError, match=r"2 leads have no day.*--no-day unknown"):
        command()
    assert not Lead.objects.exists()


@pytest.mark.parametrize(("said", "day"), [("unknown", None), ("2026-01-02", "2026-01-02")])
def test_command_does_what_was_said(business, command, said, day):
    summary = command("--no-day", said)
    assert days() == {"A1": "2026-03-04", "A2": day, "A3": day}
    assert summary["without"] == {"day": 2 if day is None else 0, "person": 1, "source": 1}


def test_today_is_the_day_where_the_business_is(business, command):
    command("--no-day", "today")
    assert days()["A2"] == timezone.localdate(timezone=business.zone).isoformat()


@pytest.mark.parametrize("said", ["yesterday", "1066-10-14", (timezone.localdate() + timedelta(days=2)).isoformat()])
def test_command_refuses_a_day_that_is_none(command, said):
    with pytest.raises(CommandError):
        command("--no-day", said)
    assert not Lead.objects.exists()


def test_rows_of_known_leads_need_no_day(business):
    bring_in("id,name,when\nA1,Ann,2026-03-04\n", id="external_id", name="name", when="received_at", system="Shop")
    columns = {"id": "external_id", "won": "won_at"}
    table = table_of("id,won\nA1,2026-03-05\nB1,2026-03-05\n")
    assert missing(table, Plan(columns=columns, system="Shop")) == Missing(day=1, person=1, source=1)
    assert missing(table, Plan(columns=columns, system="Other")).day == 2


def test_sales_need_no_day_of_an_enquiry():
    assert not missing(table_of("Date,Total\n,5\n"), Plan(columns={"Date": "sold_at", "Total": "amount"}, kind="sales"))


def test_wizard_asks_before_it_shows_or_starts_anything(client, draft):
    assert "2 leads have no day" in client.get(page("import_values")).text
    assert client.get(page("import_preview")).url == page("import_values")
    client.post(page("import_start"))
    assert not Lead.objects.exists()


@pytest.mark.parametrize("answer", [{"no_day": ""}, {"no_day": "day"}, {"no_day": "day", "no_day_on": "2200-01-01"}, {"no_day": "never"}])
def test_wizard_refuses_half_an_answer(client, draft, answer):
    assert client.post(page("import_values"), answer).status_code == 422


def test_answer_is_kept_shown_and_done(client, draft):
    assert client.post(page("import_values"), {"no_day": "day", "no_day_on": "2026-01-02"}).url == page("import_preview")
    preview = client.get(page("import_preview"))
    assert "2 have no day: 2026-01-02 is taken" in preview.text
    assert preview.context["missing"] == Missing(day=2, person=1, source=1)
    client.post(page("import_start"))
    assert days() == {"A1": "2026-03-04", "A2": "2026-01-02", "A3": "2026-01-02"}
    assert "1 is of nobody" in client.get(page("import")).text


def test_unknown_days_are_in_no_period_and_last(client, draft, cast):
    client.post(page("import_values"), {"no_day": "unknown"})
    client.post(page("import_start"))
    assert client.get(reverse("leads")).context["page"].rows[0].external_id == "A1"
    in_march = client.get(reverse("leads"), {"from": "2026-03-01", "to": "2026-03-31"})
    assert [lead.external_id for lead in in_march.context["page"].rows] == ["A1"]
