"""Every file of the sample business, opened with the programs that people have, cell by cell."""

import csv
import shutil
from datetime import date, time
from functools import partial
from itertools import zip_longest

import pytest
from django.test import Client
from openpyxl import load_workbook

from accounts.models import User
from leadtrack import sample
from reports.core.catalogue import PAGES
from tests import opening
from tests.cells_compared import is_read, is_same_number, is_shown
from tests.opening import LANGUAGES, gnumeric, libreoffice, pandas, readxl, sheetjs
from tests.roles import empty_database

pytestmark = pytest.mark.slow
FILES = {f"{page.slug}.{{kind}}": f"/reports/{page.slug}/?format={{kind}}" for page in PAGES.values()}
FILES |= {f"again-{name}.{{kind}}": f"/clients/again/?list={name}&format={{kind}}" for name in ("quiet", "never", "share", "renewal")}
FILES |= {"spend.{kind}": "/settings/spend/spend.{kind}", "leads.{kind}": "/leads/leads.{kind}?from=2026-09-01"}


@pytest.fixture(scope="module")
def files(django_db_setup, django_db_blocker, tmp_path_factory):
    """The paths by kind; the business is gone again."""
    if not any(map(shutil.which, opening.PROGRAMS)):
        pytest.skip(f"NOT RUN: none of {', '.join(opening.PROGRAMS)} is installed here")
    folder = tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock():
        sample.fill(seed=7, today=date(2026, 9, 17), now=time(12))
        client = Client()
        client.force_login(User.objects.get(email="ruth@alder.example"))
        paths = {kind: [_saved(client, folder, name, path, kind) for name, path in FILES.items()] for kind in ("xlsx", "csv")}
        empty_database()
    return paths


def _saved(client: Client, folder, name: str, path: str, kind: str):
    response = client.get(path.format(kind=kind))
    assert response.status_code == 200, path
    file = folder / name.format(kind=kind)
    file.write_bytes(b"".join(response.streaming_content) if response.streaming else response.content)
    return file


def differences(rows: list[list], truth: list[tuple], *, is_same) -> list[tuple]:
    """What is shown and what was written, where these differ; empty rows below count for nothing."""
    while rows and not any(cell not in (None, "") for cell in rows[-1]):
        rows.pop()
    assert len(rows) == len(truth)
    pairs = [pair for row, cells in zip(rows, truth, strict=True) for pair in zip_longest(row, cells, fillvalue="")]
    return [(shown, cell) for shown, cell in pairs if not (cell == "" and not shown) and not is_same(shown, cell)]


def sheet(file) -> list[tuple]:
    return list(load_workbook(file).active.iter_rows())


def table(file) -> list[list[str]]:
    return list(csv.reader(file.open(encoding="utf-8-sig", newline="")))


def test_the_comparison_sees_thousands_and_lost_digits():
    assert not is_same_number("21738", "21.738", language="de-DE")
    assert is_same_number("21.7380", "21.7380", language="de-DE")
    assert not is_same_number("1.234,5", "1234.56", language="nl-NL")


@pytest.mark.parametrize("language", LANGUAGES)
def test_libreoffice_shows_every_cell_of_a_spreadsheet(files, language):
    for file, rows in zip(files["xlsx"], libreoffice(files["xlsx"], language=language), strict=True):
        assert differences(rows, sheet(file), is_same=partial(is_shown, language=language)) == [], file.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_libreoffice_takes_no_number_of_csv_for_another(files, language):
    for file, rows in zip(files["csv"], libreoffice(files["csv"], language=language), strict=True):
        assert differences(rows, table(file), is_same=partial(is_same_number, language=language)) == [], file.name


def test_gnumeric_finds_every_column_of_csv(files):
    for file, rows in zip(files["csv"], gnumeric(files["csv"]), strict=True):
        assert [len(row) for row in rows] == [len(row) for row in table(file)], file.name
        assert differences(rows, table(file), is_same=partial(is_same_number, language="en-US")) == [], file.name


def test_gnumeric_shows_every_cell_of_a_spreadsheet(files):
    for file, rows in zip(files["xlsx"], gnumeric(files["xlsx"]), strict=True):
        assert differences(rows, sheet(file), is_same=partial(is_shown, language="en-US")) == [], file.name


@pytest.mark.parametrize("program", [pandas, sheetjs, readxl], ids=lambda program: program.__name__)
def test_a_program_reads_every_cell_of_a_spreadsheet(files, program):
    for file, rows in zip(files["xlsx"], program(files["xlsx"]), strict=True):
        assert differences(rows, sheet(file), is_same=is_read) == [], file.name
