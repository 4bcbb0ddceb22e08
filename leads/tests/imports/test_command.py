import json
from contextlib import nullcontext

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.models import Business
from leads.management.commands import import_leads
from leads.models import Import, Lead, Source
from leads.tests.imports.conftest import Killed

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(tmp_path, capsys):
    """Write a CSV file and import it; returns the summary that was printed as JSON."""

    def import_(text: str, *options: str):
        path = tmp_path / "leads.csv"
        path.write_text(text)
        call_command("import_leads", str(path), "--no-day", "unknown", *options, "--json")
        return json.loads(capsys.readouterr().out)

    return import_


def test_it_works_before_the_business_is_set_up(run):
    told = run("Lead Id,Origin,Won\nA1,Leaflet,2026-03-05\n", "--map", "Lead Id=external_id", "Origin=source", "Won=won_at")
    assert not Business.objects.exists()
    assert (told["created"], told["errors"]) == (1, [])
    assert list(Source.objects.values_list("name", flat=True)) == ["Leaflet"]


def test_the_summary_counts_and_names_each_bad_row(run, tmp_path):
    told = run("id,when\nA1,2026-03-04\nA2,never\n", "--map", "id=external_id", "--map", "when=received_at")
    assert (told["created"], told["failed"], told["errors"][0]["row"]) == (1, 1, 3)
    assert "never" in told["errors"][0]["reason"]
    assert "never" in (tmp_path / "leads.csv.bad.csv").read_text()


def test_a_dry_run_keeps_nothing(run, tmp_path):
    told = run("id,when\nA1,2026-03-04\nA2,never\n", "--map", "id=external_id", "when=received_at", "--dry-run")
    assert (told["created"], told["failed"], told["dry_run"]) == (1, 1, True)
    assert not Lead.objects.exists()
    assert not (tmp_path / "leads.csv.bad.csv").exists()


def test_an_unknown_value_is_refused_with_the_option_that_answers_it(run):
    with pytest.raises(CommandError, match=r"--map-value 'stage:Sold, paid=won'"):
        run('id,stage\nA1,"Sold, paid"\n', "--map", "id=external_id", "stage=stage")
    assert not Lead.objects.exists()


def test_stages_that_every_program_calls_so_need_no_answer(run):
    summary = run("id,stage\nA1,Closed Won\nA2,closed-lost\n", "--map", "id=external_id", "stage=stage")
    assert (summary["created"], summary["failed"]) == (2, 0)
    assert dict(Lead.objects.values_list("external_id", "state")) == {"A1": "won", "A2": "lost"}


def test_what_only_says_that_it_is_not_won_has_to_be_answered(run):
    with pytest.raises(CommandError, match=r"--map-value 'outcome:0=open'"):
        run("id,converted\nA1,1\nA2,0\n", "--map", "id=external_id", "converted=outcome")
    run("id,converted\nA1,1\nA2,0\n", "--map", "id=external_id", "converted=outcome", "--map-value", "outcome:0=lost")
    assert dict(Lead.objects.values_list("external_id", "state")) == {"A1": "won", "A2": "lost"}


def test_a_mapped_value_goes_in(run):
    options = ("--map", "id=external_id", "how=channel", "s=stage", "--map-value", "channel:smoke=message", "stage:Done: paid=won")
    run("id,how,s\nA1,smoke,Done: paid\n", *options)
    lead = Lead.objects.get()
    assert (lead.channel, lead.state) == ("message", "won")


def test_dates_that_can_be_read_both_ways_are_asked_about(run):
    text = "id,when\nA1,03/04/2026\n"
    with pytest.raises(CommandError, match="--date-order"):
        run(text, "--map", "id=external_id", "when=received_at")
    run(text, "--map", "id=external_id", "when=received_at", "--date-order", "mdy")
    assert Lead.objects.get().received_at.month == 3


def test_defaults_and_the_zone_of_the_file_are_used(run):
    run(
        "id,when\nA1,2026-07-01 20:00\n",
        "--map",
        "id=external_id",
        "when=received_at",
        "--zone",
        "America/New_York",
        "--default",
        "channel=phone",
    )
    lead = Lead.objects.get()
    assert (lead.channel, lead.received_at.isoformat()) == ("phone", "2026-07-02T00:00:00+00:00")


def test_phones_are_read_in_the_country_that_is_named(run):
    run("id,tel\nA1,030 1234567\n", "--map", "id=external_id", "tel=phone", "--country", "de")
    assert Lead.objects.get().contact.phones.get().e164 == "+49301234567"


def test_a_country_that_is_none_is_refused(run):
    with pytest.raises(CommandError, match="no country “XQ”"):
        run("id,tel\nA1,030 1234567\n", "--map", "id=external_id", "tel=phone", "--country", "XQ")


def test_columns_are_recognised_when_none_is_named(run):
    run("Lead ID,Full Name,Mobile\nA1,Ann,0113 496 0142\n")
    assert Lead.objects.get(external_id="A1").contact.phones.get().e164 == "+441134960142"


@pytest.mark.parametrize(
    "options",
    [
        ("--map", "nothing=external_id"),
        ("--map", "id=no_such_field"),
        ("--map", "id"),
        ("--map", "id=external_id", "when=external_id"),
        ("--map", "id=external_id", "--zone", "Mars/Base"),
        ("--map", "id=external_id", "--map-value", "source:a=b"),
        ("--map", "id=external_id", "--map-value", "outcome:a=perhaps"),
        ("--map", "id=external_id", "--default", "channel=smoke"),
        ("--map", "id=external_id", "--default", "received_at=whenever"),
    ],
)
def test_options_that_do_not_fit_are_refused_before_anything_goes_in(run, options):
    with pytest.raises(CommandError):
        run("id,when\nA1,2026-03-04\n", *options)
    assert not Lead.objects.exists()


def test_it_fails_when_every_row_did(run):
    with pytest.raises(SystemExit) as ended:
        run("id,when\nA1,never\n", "--map", "id=external_id", "when=received_at")
    assert ended.value.code == 1


def test_a_file_that_is_not_there_is_said_so(db):
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_leads", "nowhere.csv")


def test_the_file_may_stand_behind_the_options(tmp_path, capsys, db):
    path = tmp_path / "leads.csv"
    path.write_text("id\nA1\n")
    call_command("import_leads", "--no-day", "unknown", "--map", "id=external_id", str(path))
    assert "created 1, updated 0, skipped 0, warned 0, errors 0" in capsys.readouterr().out


def test_first_line_like_a_person_is_refused_with_the_options_that_answer(run):
    text = "Anna M,a@example.org\nBob,b@example.org\n"
    with pytest.raises(CommandError, match="--no-header if it is one, or --header-row 1"):
        run(text)
    told = run(text, "--no-header", "--map", "Column 1=name", "Column 2=email")
    assert (told["created"], Lead.objects.count()) == (2, 2)


def test_lines_left_out_are_named(run):
    told = run("Leads report\n\nName,Email\nAnn,a@example.org\nBob,b@example.org\nTotal: 2\n")
    assert (told["created"], [(each["row"], each["text"]) for each in told["left_out"]]) == (2, [(1, "Leads report"), (6, "Total: 2")])


def test_options_say_how_the_file_lies(run):
    told = run("a;b\nName;Note\nAnn;x,y\nTotal: 1\n", "--separator", "semicolon", "--header-row", "2", "--encoding", "utf-8", "--whole")
    assert (told["rows"], told["left_out"]) == (2, [{"row": 1, "text": "a · b", "reason": "above the headers"}])


@pytest.mark.parametrize("option", [("--separator", "ab"), ("--encoding", "base64"), ("--header-row", "9"), ("--sheet", "People")])
def test_layout_that_does_not_fit_is_refused(run, option):
    with pytest.raises(CommandError):
        run("Name,Email\nAnn,a@example.org\n", *option)


def test_file_of_a_command_stands_under_settings_and_can_be_taken_back(run, client, cast):
    run("id,name\nA1,Ann\n", "--map", "id=external_id", "name=name")
    file = Import.objects.get()
    client.force_login(cast.owner)
    assert "leads.csv" in client.get(reverse("imports")).text
    client.post(reverse("import_taking_back", args=[file.pk]))
    assert Lead.objects.get().state == "withdrawn"


def test_file_that_is_going_in_elsewhere_is_refused(run, monkeypatch):
    monkeypatch.setattr(import_leads, "SECONDS", 0)
    monkeypatch.setattr(Import, "alone", lambda file: nullcontext(False))
    with pytest.raises(CommandError, match="going in already"):
        run("id,name\nA1,Ann\n", "--map", "id=external_id", "name=name")


def test_command_read_in_another_way_is_another_file(run, dying_after):
    with dying_after(0), pytest.raises(Killed):
        run("id,name\nA1,Ann\n", "--map", "id=external_id", "name=name")
    run("id,name\nA1,Ann\n", "--map", "id=external_id", "name=company")
    assert sorted(Import.objects.values_list("state", flat=True)) == ["done", "running"]
