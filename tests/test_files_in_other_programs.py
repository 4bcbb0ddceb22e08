"""What we save, opened with the programs that people have: in German, Dutch and American, cell by cell."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.urls import reverse

from accounts.amounts import Amount, Share
from accounts.csvsafe import block
from accounts.testing import make_business
from accounts.xlsx import xlsx_response
from leads.tests.making import make_lead
from tests.opening import LANGUAGES, gnumeric, libreoffice, pandas, readxl, sheetjs

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SUMMER = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)
NUMBERS = [["expected", "from_open", "revenue"], [30.18, 21.738, Amount(346445.254)]]


@pytest.fixture
def saved(client, cast, tmp_path):
    """The list of one lead as a file."""
    make_business(time_zone="Europe/Berlin", country="DE", currency="EUR")
    make_lead(
        "Kerr, Tom",
        company="(private)",
        phones=["+31 20 123 4567", "+31 20 123 4568"],
        external_id="007",
        interest="1E5",
        received_at=SUMMER,
    )
    client.force_login(cast.owner)

    def saved(kind: str) -> Path:
        file = tmp_path / f"leads.{kind}"
        file.write_bytes(b"".join(client.get(reverse(f"leads_{kind}")).streaming_content))
        return file

    return saved


def first(tables: list[list[list[str]]]) -> dict[str, str]:
    """The first row of the only table."""
    [rows] = tables
    return dict(zip(rows[0], rows[1], strict=True))


def is_whole(row: dict[str, str]) -> bool:
    kept = ("+31201234567", "+31201234568", "007", "1E5")
    return tuple(row[name] for name in ("phone", "other_phones", "external_id", "interest")) == kept


@pytest.mark.parametrize("language", LANGUAGES)
def test_libreoffice_keeps_phones_ids_and_days_of_the_spreadsheet(saved, language):
    row = first(libreoffice([saved("xlsx")], language=language))
    assert is_whole(row)
    assert row["received_at"] == "2026-07-01 00:30"


def test_gnumeric_keeps_phones_ids_and_days_of_the_spreadsheet(saved):
    row = first(gnumeric([saved("xlsx")]))
    assert is_whole(row)
    assert row["received_at"].replace("/", "-").startswith("2026-07-01 00:30")


@pytest.mark.parametrize("program", [pandas, sheetjs, readxl], ids=lambda program: program.__name__)
def test_a_program_keeps_phones_ids_and_days_of_the_spreadsheet(saved, program):
    row = first(program([saved("xlsx")]))
    assert is_whole(row)
    assert str(row["received_at"]).replace("T", " ").startswith("2026-07-01 00:30")


def test_gnumeric_finds_the_columns_of_our_csv(saved):
    row = first(gnumeric([saved("csv")]))
    assert (row["name"], row["company"], row["state"]) == ("Kerr, Tom", "(private)", "open")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_number_of_a_report_becomes_thousands(tmp_path, language):
    file = tmp_path / "numbers.csv"
    file.write_text(block(NUMBERS), encoding="utf-8-sig", newline="")
    [[_names, shown]] = libreoffice([file], language=language)
    assert [number.replace(",", ".").rstrip("0") for number in shown] == ["30.18", "21.738", "346445.25"]


@pytest.mark.parametrize(("language", "written"), [("de-DE", ["13,7%", "1.234,50"]), ("en-US", ["13.7%", "1,234.50"])])
def test_shares_and_amounts_are_shown_as_people_there_write_them(tmp_path, language, written):
    file = tmp_path / "report.xlsx"
    file.write_bytes(xlsx_response([["share", "money"], [Share(0.137447), Amount(1234.5)]], name="x", currency="EUR").content)
    assert libreoffice([file], language=language) == [[["share", "money"], written]]
