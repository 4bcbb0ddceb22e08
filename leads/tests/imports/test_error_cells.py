"""Where a formula of a spreadsheet has no result, the row says so and stays out: the error is no name, no source and no empty cell."""

import pytest

from leads.imports.plan import Plan
from leads.imports.questions.survey import surveyed
from leads.imports.reading import read
from leads.models import Contact, Source
from leads.tests.imports.conftest import bring_in, table_of
from leads.tests.imports.sheets import edited, xlsx
from leads.tests.imports.test_open_documents import CONTENT, ods

LIBREOFFICE = 'table:formula="of:=NA()" office:value-type="string" office:string-value="" calcext:value-type="error"'


def test_error_cell_of_a_workbook_is_read():
    table = read(xlsx(["Name", "Amount"], ["Ann", "#N/A"], ["Bob", "#DIV/0!"], ["Cy", 5]))
    assert [row.cells[1] for row in table.rows] == ["#N/A", "#DIV/0!", "5"]


def test_error_of_a_formula_is_read():
    error = b"<c r=\"A2\" t='e'><f>NA()</f><v>#N/A</v></c>"
    sheet = edited(xlsx(["Name"], [1]), "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b'<c r="A2" t="n"><v>1</v></c>', error))
    assert read(sheet).rows[0].cells == ("#N/A",)


def test_error_cell_of_an_open_document_is_read():
    cell = '<table:table-cell office:value-type="float" office:value="12.495"><text:p>12.50</text:p>'
    content = CONTENT.replace(cell, f"<table:table-cell {LIBREOFFICE}><text:p>#N/A</text:p>")
    content = content.replace("<office:document-content", '<office:document-content xmlns:calcext="urn:calcext"')
    assert read(ods(content)).rows[0].cells[1] == "#N/A"


@pytest.mark.django_db
def test_row_with_an_error_stays_out_with_its_column(business):
    summary = bring_in("who,sum\nAnn,5\nBob,#NV\nErr:502,5\n", who="name", sum="amount")
    assert (summary.created, [each.row for each in summary.errors]) == (1, [3, 4])
    assert "Amount: “#NV” is the error of a formula" in summary.errors[0].reason
    assert "Name: “Err:502”" in summary.errors[1].reason
    assert Contact.objects.get().name == "Ann"


@pytest.mark.django_db
def test_error_in_a_column_left_out_stops_nothing(business):
    assert bring_in("who,other\nAnn,#REF!\n", who="name").created == 1


@pytest.mark.django_db
def test_error_makes_no_source(business):
    bring_in("who,from\nAnn,#N/A\nBob,Fair\n", who="name", **{"from": "source"})
    assert not Source.objects.filter(name="#N/A").exists()


@pytest.mark.django_db
def test_errors_say_nothing_of_a_column(business):
    table = table_of("when\n#N/A\n31/12/2025\n")
    plan = Plan.for_business(business, columns={"when": "received_at"})
    assert surveyed(table, plan).columns["when"].different == ["31/12/2025"]
    assert table.sample("when") == ["31/12/2025"]


def test_words_that_only_look_like_errors_are_words():
    table = read(b"Name,Note\nErr: 5021,#1 client\n")
    assert table.sample("Name") + table.sample("Note") == ["Err: 5021", "#1 client"]
