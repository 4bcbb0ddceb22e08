"""The row of headers is found under titles, notes and blank lines, and asked about where there may be none."""

import pytest

from leads.imports.files.layout import Layout
from leads.imports.reading import read
from leads.imports.table import Unreadable
from leads.tests.imports.sheets import xlsx

PEOPLE = "Anna M,+49 30 123456,a@example.org,Web\nBob,+49 30 123457,b@example.org,Web\n"
HEADERS = ("Name", "Phone", "Email", "Source")


def facts(text: str, **known):
    table = read(text.encode(), layout=Layout(**known))
    return table.headers, [row.number for row in table.rows]


def test_first_line_may_name_the_separator():
    text = "sep=;\r\nName;Phone;Email;Source\r\n" + PEOPLE.replace(",", ";")
    assert facts(text) == (HEADERS, [3, 4])
    assert facts("\ufeff" + text) == (HEADERS, [3, 4])


def test_named_separator_goes_before_the_likely_one():
    table = read(b"SEP=,\nName,Note\nAnn,a;b\nBob,c;d\n")
    assert (table.delimiter, table.headers) == (",", ("Name", "Note"))


def test_titles_above_are_named_and_counted():
    text = "Leads report\nFrom 1 Nov 2026 to 27 Nov 2026\n\nName,Phone,Email,Source\n" + PEOPLE
    table = read(text.encode())
    assert (table.headers, [row.number for row in table.rows]) == (HEADERS, [5, 6])
    assert [(each.row, each.text) for each in table.left_out] == [(1, "Leads report"), (2, "From 1 Nov 2026 to 27 Nov 2026")]


def test_pairs_above_as_wide_as_half_the_table_are_no_headers():
    text = "Report:,Leads by source\nCreated by,Sally,on,Monday\n\nName,Phone,Email,Source\n" + PEOPLE
    assert facts(text)[0] == HEADERS


def test_unknown_words_are_headers_where_they_are_as_wide_as_the_rows():
    text = "Отчёт\n\nКто,Куда,Зачем\nАнна,Берлин,мебель\nБорис,Киль,окна\n"
    assert facts(text) == (("Кто", "Куда", "Зачем"), [4, 5])


def test_values_that_are_words_for_columns_make_no_headers():
    text = "Wer,Wie,Weg\nAnn,phone,website\nBob,email,website\nCay,phone,campaign\n"
    assert facts(text)[0] == ("Wer", "Wie", "Weg")


def test_headers_are_found_above_sparse_rows():
    assert facts("id,name,phone,notes\nA1,,,\nA2,,,\nA3,,,\n") == (("id", "name", "phone", "notes"), [2, 3, 4])


def test_one_column_has_its_first_line_for_header():
    assert facts("Email\na@example.org\nb@example.org\n")[0] == ("Email",)


@pytest.mark.parametrize(
    "text",
    [
        PEOPLE,
        "Anna M,a@example.org\n",
        "Anna M,030 1234567,sofa\nBob,030 1234568,chair\n",
        "2026-03-04,Anna,sofa\n2026-03-05,Bob,chair\n",
        "a@example.org\nb@example.org\n",
    ],
)
def test_first_line_like_a_person_is_doubtful(text):
    assert read(text.encode()).looks_headless


@pytest.mark.parametrize("text", ["Name,Phone\nAnn,1\n", "Wer,2024,2025\nAnn,1,2\n", "Leads\n\nName,Email\nAnn,a@example.org\n"])
def test_headers_are_not_doubtful(text):
    assert not read(text.encode()).looks_headless


def test_file_without_headers_loses_nobody():
    table = read(PEOPLE.encode(), layout=Layout(header_row=0))
    assert (table.headers[0], len(table.rows), table.rows[0].number) == ("Column 1", 2, 1)
    assert not table.has_headers
    assert not table.looks_headless


def test_row_that_was_named_has_the_headers():
    assert facts("a,b\nc,d\nName,Phone\nAnn,1\n", header_row=3) == (("Name", "Phone"), [4])


def test_row_beyond_the_file_is_refused():
    with pytest.raises(Unreadable, match="no row 9"):
        read(b"Name\nAnn\n", layout=Layout(header_row=9))


def test_titles_above_a_sheet_are_left_out():
    table = read(xlsx(["Leads of 2026"], [], ["Name", "Sum"], ["Ann", 12.5], ["Bob", 3]))
    assert (table.headers, [row.number for row in table.rows], len(table.left_out)) == (("Name", "Sum"), [4, 5], 1)


def test_known_layout_is_not_looked_for_again():
    table = read(("Title\n\nName,Phone,Email,Source\n" + PEOPLE).encode())
    again = read(("Title\n\nName,Phone,Email,Source\n" + PEOPLE).encode(), layout=Layout.of(table.layout.as_json()))
    assert (again.layout, again.headers, list(again.rows)) == (table.layout, table.headers, list(table.rows))
