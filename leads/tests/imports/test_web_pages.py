"""Tables of web pages that programs call .xls."""

import pytest

from leads.imports.reading import read
from leads.imports.table import Unreadable
from leads.imports.values.typed_cells import NumberCell

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><style>td {color: red}</style></head><body>
<table><tr><td>Firm</td></tr></table>
<table border=1><tr><th>Name</th><th>Phone<th>Amount</tr>
<tr><td>Jürgen &amp; Söhne<br>Köln</td><td>030 123</td><td sdval="12.495" sdnum="1031;">12,50 €</td></tr>
<tr><td>  Ann
  Miller </td><td></td><td x:num="7">7</td></tr></table>
<script>document.write("<table><tr><td>no")</script></body></html>"""


def cells(html: str) -> list[tuple[str, ...]]:
    return [row.cells for row in read(html.encode()).rows]


def test_table_with_most_cells_is_read():
    table = read(PAGE.encode())
    assert (table.headers, table.sheets) == (("Name", "Phone", "Amount"), ("1", "2"))
    assert table.rows[0].cells == ("Jürgen & Söhne\nKöln", "030 123", "12.495")
    assert table.rows[1].cells == ("Ann Miller", "", "7")


def test_number_that_a_cell_holds_goes_before_how_it_is_shown():
    assert isinstance(read(PAGE.encode()).rows[0].cells[2], NumberCell)


def test_serial_number_of_a_day_does_not_go_before_the_day():
    assert cells('<table><tr><td>Day<td>A<tr><td sdval="46085">4. März 2026<td>x</table>') == [("4. März 2026", "x")]


def test_cells_over_several_columns_and_rows_keep_the_others_in_place():
    html = "<table><tr><td>A<td>B<td>C<tr><td rowspan=2>1<td colspan=2>2<tr><td>3<td>4<tr><td>5<td>6<td>7</table>"
    assert cells(html) == [("1", "2", ""), ("", "3", "4"), ("5", "6", "7")]


def test_page_in_the_encoding_of_windows_is_read():
    html = "<html><table><tr><td>Name<td>Ort<tr><td>Jürgen<td>Köln</table>"
    assert read(html.encode("cp1252")).rows[0].cells == ("Jürgen", "Köln")


def test_page_without_a_table_is_refused():
    with pytest.raises(Unreadable, match="without a table"):
        read(b"<html><body>Please log in</body></html>")
