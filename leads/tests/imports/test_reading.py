import codecs
import io

import openpyxl
import pytest

from leads.imports.files import sheets, text
from leads.imports.files.cells import as_json
from leads.imports.reading import read
from leads.imports.table import Unreadable
from leads.tests.imports.sheets import xlsx

TEXT = "Name;Ort\nJürgen;Köln\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8-sig"),
        (TEXT.encode("utf-16"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("cp1252"), "cp1252"),
    ],
)
def test_any_common_encoding_reads_the_same(data, encoding):
    found = read(data)
    assert found.encoding == encoding
    assert found.headers == ("Name", "Ort")
    assert found.rows[0].cells == ("Jürgen", "Köln")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_separator_is_told_from_the_text(delimiter):
    lines = delimiter.join(["Name", "Note"]) + "\n" + delimiter.join(["Ann", '"a, b; c"']) + "\n"
    assert read(lines.encode()).delimiter == delimiter


def test_commas_in_the_text_do_not_beat_the_semicolons_between_the_cells():
    found = read("Name;Firma\nAnn;Müller, Sohn, Enkel\nBob;Maier, Co\n".encode())
    assert found.rows[0].cells == ("Ann", "Müller, Sohn, Enkel")


def test_a_cell_of_two_lines_stays_one_cell():
    assert read(b'Name,Address\nAnn,"1 High St\nLeeds"\n').rows[0].cells == ("Ann", "1 High St\nLeeds")


def test_rows_are_numbered_as_a_spreadsheet_numbers_them():
    found = read(b"\nName,Phone\n\nAnn,1\n,\nBob,2\n")
    assert [row.number for row in found.rows] == [4, 6]


def test_headers_come_out_filled_and_unique():
    assert read(b"Name,,Name,Name (2)\na,b,c,d\n").headers == ("Name", "Column 2", "Name (2)", "Name (2) (2)")


def test_cells_beyond_the_header_get_a_column_of_their_own():
    found = read(b"Name\nAnn,extra\n")
    assert found.headers == ("Name", "Column 2")


def test_commas_at_the_end_of_lines_make_no_columns():
    assert read(b"Name,Phone\nAnn,1,,,\n").headers == ("Name", "Phone")


def test_a_cell_our_own_export_made_harmless_comes_back_as_it_was():
    assert read(b"Name,Note\nAnn,'=1+1\n").rows[0].cells == ("Ann", "=1+1")


def test_a_spreadsheet_reads_like_its_csv():
    book = openpyxl.Workbook()
    book.active.append(["Name", "Phone", "When", "Sum"])
    book.active.append(["Ann", 441134960142, "2026-03-04", 12.5])
    held = io.BytesIO()
    book.save(held)
    found = read(held.getvalue())
    assert found.headers == ("Name", "Phone", "When", "Sum")
    assert found.rows[0].cells == ("Ann", "441134960142", "2026-03-04", "12.5")


def test_zero_bytes_which_no_database_keeps_are_left_out():
    found = read(b"Na\0me,Phone\nAnn\0,1\0\nBob,2\n")
    assert (found.headers, found.rows[0].cells) == (("Name", "Phone"), ("Ann", "1"))
    assert as_json("Ann\0") == "Ann"


def test_a_cell_in_the_far_corner_of_a_spreadsheet_is_refused_before_it_fills_the_memory():
    book = openpyxl.Workbook()
    book.active.append(["Name"])
    book.active["XFD200000"] = "."
    held = io.BytesIO()
    book.save(held)
    with pytest.raises(Unreadable, match="too large"):
        read(held.getvalue())


@pytest.mark.parametrize("data", [b"", b"\n\n,,\n", b"PK\x03\x04 not really", b"\xd0\xcf\x11\xe0 not really", b"\xff\xfea"])
def test_a_file_that_is_nothing_is_refused_with_a_reason(data):
    with pytest.raises(Unreadable, match=r"."):
        read(data)


def test_a_quotation_mark_left_open_over_a_huge_file_is_refused():
    with pytest.raises(Unreadable, match="quotation mark"):
        read(b'Name,Note\nAnn,"' + b"x" * 1_100_000)


def test_spreadsheet_with_too_many_rows_is_refused(monkeypatch):
    monkeypatch.setattr(sheets, "MAX_ROWS", 2)
    with pytest.raises(Unreadable, match=r"\.csv"):
        read(xlsx(["Name"], ["a"], ["b"], ["c"]))


def test_text_may_have_any_number_of_rows():
    assert len(read(b"name\n" + b"Ann\n\n" * 250_000).rows) == 250_000


def test_rows_are_read_as_often_as_somebody_asks():
    rows = read(b"Name\nAnn\nBob\n").rows
    assert [[row.cells for row in rows] for _time in range(2)] == [[("Ann",), ("Bob",)]] * 2
    assert (len(rows), rows[1].cells) == (2, ("Bob",))


def test_line_without_an_end_is_refused(monkeypatch):
    monkeypatch.setattr(text, "LONGEST_ROW", 1000)
    with pytest.raises(Unreadable, match="line 3"):
        read(b"Name,Note\nAnn,x\nBob," + b"x" * 1001)
