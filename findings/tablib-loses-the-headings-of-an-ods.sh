#!/bin/sh
# tablib (with which django-import-export reads files): an .ods with a repeated heading row or grouped rows loses just these rows.
#
# Guess: "repeat this row on every page" and "group these rows" say how a sheet is shown; all rows are read.
# What happens: ODF puts such rows into table:table-header-rows and table:table-row-group, and tablib reads only rows
#   that stand directly in the table.  The heading row is gone, the first person becomes the headings, and grouped people are gone.
#   No error.  pandas (odfpy) and python-calamine read all of it.
# Why it hurts a lead tracker: lists that were made to be printed have repeated headings; people are lost without a word.
# Seen with: PyPI tablib 3.10.0, odfpy 1.4.1, python-calamine 0.9.1, Python 3.11.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check tablib==3.10.0 odfpy==1.4.1 python-calamine==0.9.1 2>/dev/null
cat >run.py <<'PY'
import python_calamine
import tablib
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableHeaderRows, TableRow, TableRowGroup
from odf.text import P


def row(*texts):
    line = TableRow()
    for text in texts:
        cell = TableCell(valuetype="string")
        cell.addElement(P(text=text))
        line.addElement(cell)
    return line


def write(name, *, repeated, grouped):
    book, table = OpenDocumentSpreadsheet(), Table(name="Leads")
    heading, group = TableHeaderRows(), TableRowGroup()
    (heading if repeated else table).addElement(row("Name", "E-mail"))
    if repeated:
        table.addElement(heading)
    table.addElement(row("Ann Miller", "ann@example.org"))
    table.addElement(row("Bob Stone", "bob@example.org"))
    (group if grouped else table).addElement(row("Cy Young", "cy@example.org"))
    if grouped:
        table.addElement(group)
    book.spreadsheet.addElement(table)
    book.save(name)


for name, repeated, grouped in [("plain.ods", False, False), ("repeated.ods", True, False), ("grouped.ods", False, True)]:
    write(name, repeated=repeated, grouped=grouped)
    with open(name, "rb") as file:
        data = tablib.Dataset().load(file.read(), format="ods")
    print(name, "tablib", data.headers, [line[0] for line in data])
    print(name, "calamine", [line[0] for line in python_calamine.load_workbook(name).get_sheet_by_index(0).to_python()])
PY
cat >expected <<'TXT'
plain.ods tablib ['Name', 'E-mail'] ['Ann Miller', 'Bob Stone', 'Cy Young']
plain.ods calamine ['Name', 'Ann Miller', 'Bob Stone', 'Cy Young']
repeated.ods tablib ['Ann Miller', 'ann@example.org'] ['Bob Stone', 'Cy Young']
repeated.ods calamine ['Name', 'Ann Miller', 'Bob Stone', 'Cy Young']
grouped.ods tablib ['Name', 'E-mail'] ['Ann Miller', 'Bob Stone']
grouped.ods calamine ['Name', 'Ann Miller', 'Bob Stone', 'Cy Young']
TXT
venv/bin/python run.py >output
venv/bin/pip --disable-pip-version-check list 2>/dev/null | grep -iE '^(tablib|odfpy|python-calamine) '; cat output
diff expected output && echo "as seen before"
