"""The ugly files and the export layouts of other programs, against the answers written beside them."""

import pytest

from accounts.models import Business
from leads.imports.columns.recognition import propose
from leads.imports.plan import Plan
from leads.imports.reading import read
from leads.imports.rows.drafts import BadRow, Drafts
from leads.imports.runs.batch_loop import run
from leads.models import Lead

pytestmark = pytest.mark.django_db


def test_every_ugly_file_has_the_rows_columns_and_separator_it_should(given, answers):
    for name, expected in answers("messy_csv").items():
        found = read(given("messy_csv", "files", name).read_bytes())
        assert sum(1 for _record in found.rows.records) == expected["records_incl_header_and_blank"], name
        assert len(found.rows) == expected["non_blank_records_after_first_non_blank"], name
        assert len(found.headers) == expected["columns_first_nonblank"], name
        assert found.delimiter == expected["delimiter"], name


def test_every_ugly_file_goes_in_and_every_row_is_accounted_for(given, answers, business):
    for name in answers("messy_csv"):
        table = read(given("messy_csv", "files", name).read_bytes())
        columns = {header: field for header, field in propose(table).items() if field not in ("stage", "outcome", "channel")}
        summary = run(table, Plan.for_business(business, columns=columns), by=None, dry_run=True)
        assert summary.went_in + len(summary.errors) == len(table.rows), name
        assert summary.went_in, name


def test_the_columns_of_other_programs_are_recognised_without_help(given, answers, business):
    for expected in answers("export_headers"):
        table = read(given("export_headers", expected["file"]).read_bytes())
        assert len(table.rows) == expected["data_rows"], expected["tool"]
        draft = Drafts(table, Plan.for_business(business, columns=propose(table))).draft(table.rows[0])
        told = {"name": draft.name, "source": draft.source, "external_id": draft.external_id, "company": draft.company}
        told |= {"email": draft.emails[0] if draft.emails else "", "phone": draft.phones[0].as_typed if draft.phones else ""}
        wanted = expected["first_record"]
        assert {field: told[field] for field in wanted} == wanted, expected["tool"]


@pytest.mark.parametrize(
    ("file", "header", "field"),
    [
        ("08-broken-headers-typos.csv", "Emial", "email"),
        ("13-mixed-languages.csv", "Telefono", "phone"),
        ("real-world__european-semicolon.csv", "Entreprise", "company"),
        ("real-world__rtl-arabic-headers.csv", "الهاتف", "phone"),
        ("real-world__horrible-headers-mixed.csv", "ईमेल", "email"),
        ("real-world__horrible-headers-mixed.csv", "☎ Contact", "phone"),
        ("real-world__agency-chaos.csv", "Contact", "name"),
        ("04-google-ads-export-utf8.csv", "State", "region"),
        ("04-google-ads-export-utf8.csv", "Lead Status", None),
    ],
)
def test_misspelt_foreign_and_ambiguous_headers_are_told(given, file, header, field):
    assert propose(read(given("messy_csv", "files", file).read_bytes())).get(header) == field


def test_formulas_go_in_as_the_text_they_are(given, business):
    table = read(given("messy_csv", "files", "17-formula-injection.csv").read_bytes())
    run(table, Plan.for_business(business, columns=propose(table)), by=None)
    assert set(Lead.objects.values_list("contact__name", flat=True)) >= {"=SUM(A1:A10)", "@SUM(A1)", "-100"}


def test_a_row_without_anything_that_was_chosen_is_refused(business):
    table = read(b"Name,City\n,Leeds\n")
    with pytest.raises(BadRow, match="Nothing"):
        Drafts(table, Plan.for_business(Business.current(), columns={"Name": "name"})).draft(table.rows[0])


def test_dates_are_no_phones_whatever_their_header_says():
    table = read(b"Came from,date of 1st contact,Last contact\nGoogle,03/11/2026,14/11/2026\nLeaflet,14/11/2026,15/11/2026\n")
    assert propose(table) == {"Came from": "source", "date of 1st contact": "received_at"}
