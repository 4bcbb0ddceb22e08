"""The list as a spreadsheet: what looks like a number stays text, and days are days where the business is."""

import io
import zipfile
from datetime import UTC, datetime

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from openpyxl import load_workbook

from accounts import xlsx
from accounts.testing import make_business
from leads.imports.reading import read
from leads.models import Source
from leads.tests.making import make_lead

pytestmark = pytest.mark.usefixtures("everyone_saves")

MIDNIGHT = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)


@pytest.fixture
def file(client, cast):
    client.force_login(cast.staff)

    def file(**query) -> bytes:
        response = client.get(reverse("leads_xlsx"), query)
        assert response["Content-Disposition"].endswith('.xlsx"')
        return b"".join(response.streaming_content)

    return file


def rows(data: bytes) -> list[dict]:
    names, *found = load_workbook(io.BytesIO(data))["Leads"].iter_rows()
    return [dict(zip((name.value for name in names), row, strict=True)) for row in found]


def test_phones_and_ids_are_text_cells(file):
    make_lead("Ann", phones=["+31 20 123 4567", "+31 20 123 4568"], external_id="007", interest="1E5")
    [row] = rows(file())
    cells = [row[name] for name in ("phone", "other_phones", "external_id", "interest")]
    assert [(cell.value, cell.data_type, cell.number_format) for cell in cells] == [
        (text, "s", "@") for text in ("+31201234567", "+31201234568", "007", "1E5")
    ]


def test_moments_are_dates_where_the_business_is(file):
    make_business(time_zone="Europe/Berlin")
    make_lead("Ann", received_at=MIDNIGHT)
    cell = rows(file())[0]["received_at"]
    assert (cell.value, cell.is_date, cell.number_format) == (datetime(2026, 7, 1, 0, 30), True, "yyyy-mm-dd hh:mm")


def test_a_formula_is_text_and_never_runs(file):
    make_lead("=HYPERLINK(1)", interest="@SUM(A1)", notes='-2 & <b> "x"\r\n\x07 _x0041_')
    data = file()
    row = rows(data)[0]
    assert (row["name"].data_type, row["name"].value, row["interest"].value) == ("s", "=HYPERLINK(1)", "@SUM(A1)")
    sheet = zipfile.ZipFile(io.BytesIO(data)).read(xlsx.SHEET)
    assert b"<f>" not in sheet
    assert b'-2 &amp; &lt;b&gt; "x"&#13;\n _x005F_x0041_' in sheet


def test_our_own_reader_has_it_back(file, sources):
    lead = make_lead("Ann", phones=["0113 496 0142 ext 12"], source=sources["Leaflet"], notes="two\nlines", received_at=MIDNIGHT)
    table = read(file())
    row = dict(zip(table.headers, table.rows[0].cells, strict=True))
    assert (row["id"], row["phone"], row["notes"]) == (str(lead.pk), "+441134960142 x12", "two\nlines")
    assert (row["received_at"], row["is_client"]) == ("2026-06-30 23:30:00", "no")


def test_the_spreadsheet_follows_the_filters(file, sources):
    make_lead("Leaflet", source=sources["Leaflet"])
    make_lead("Nothing")
    assert [row["name"].value for row in rows(file(source="blank"))] == ["Nothing"]


def test_an_empty_list_is_still_a_spreadsheet(file):
    assert rows(file()) == []


def test_the_spreadsheet_is_sent_while_it_is_made(file, client, cast, monkeypatch):
    monkeypatch.setattr(xlsx, "ROWS_AT_ONCE", 1)
    Source.add("Leaflet")
    for _ in range(3):
        make_lead("Ann")
    client.force_login(cast.staff)
    assert len(list(client.get(reverse("leads_xlsx")).streaming_content)) == 4


def test_more_than_a_sheet_holds_is_refused_in_words(client, cast, monkeypatch):
    monkeypatch.setattr(xlsx, "MOST_ROWS", 1)
    client.force_login(cast.staff)
    make_lead(), make_lead()
    response = client.get(reverse("leads_xlsx"), {"state": "open"})
    assert response.status_code == 302
    assert "about a million rows" in str(*get_messages(response.wsgi_request))


def test_the_spreadsheet_is_offered_before_csv(client, cast):
    client.force_login(cast.staff)
    page = client.get(reverse("leads")).text
    assert page.index("For a spreadsheet (.xlsx)") < page.index("For a program (CSV)") < page.index("For a program (JSON)")


def test_the_signed_out_get_no_spreadsheet(client, business):
    make_lead("Secret")
    assert client.get(reverse("leads_xlsx")).status_code == 302
