#!/bin/sh
# python-calamine: a cell with an error (#N/A of a VLOOKUP, #REF!) reads as an empty one, except in an .ods that Gnumeric wrote.
#
# Guess: it reads as its text, "#N/A", as openpyxl has it, or as something of its own; at least not as a cell that nobody filled.
# What happens: in .xlsx the error is an empty string.  In .ods it hangs on who wrote it: LibreOffice says that the text of the cell is
#   empty and shows #N/A (office:string-value="" beside a paragraph), which reads as empty; Gnumeric says "#N/A" in both, which reads as
#   the text.  No warning, and no way to ask for the type of a cell (upstream: python-calamine issue 105, open).
# Why it hurts a lead tracker: the sum of a deal, or its source, came from a formula that broke.  As an empty cell it is "no amount" and
#   "source unknown", in silence; as text in the one .ods it is a source called #N/A.
# Seen with: PyPI python-calamine 0.9.1, openpyxl 3.1.5, Python 3.12.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check python-calamine==0.9.1 openpyxl==3.1.5 2>/dev/null
cat >run.py <<'PY'
import zipfile

import openpyxl
import python_calamine

KIND = "application/vnd.oasis.opendocument.spreadsheet"
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{KIND}"/></manifest:manifest>'
)
CONTENT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:calcext="urn:calcext"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    '<office:body><office:spreadsheet><table:table table:name="S"><table:table-row>'
    '<table:table-cell office:value-type="string"><text:p>Ann</text:p></table:table-cell>'
    '<table:table-cell office:value-type="string" {}><text:p>#N/A</text:p></table:table-cell>'
    "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
)
AS_WRITTEN = {
    "libreoffice.ods": 'table:formula="of:=NA()" office:string-value="" calcext:value-type="error"',
    "gnumeric.ods": 'table:formula="of:=NA()" office:string-value="#N/A"',
}

book = openpyxl.Workbook()
book.active.append(["Ann", "#N/A"])
assert book.active["B1"].data_type == "e"
book.save("errors.xlsx")
for name, attributes in AS_WRITTEN.items():
    with zipfile.ZipFile(name, "w") as file:
        file.writestr("mimetype", KIND)
        file.writestr("META-INF/manifest.xml", MANIFEST)
        file.writestr("content.xml", CONTENT.format(attributes))
print("errors.xlsx openpyxl", [cell.value for cell in openpyxl.load_workbook("errors.xlsx").active[1]])
for name in ("errors.xlsx", *AS_WRITTEN):
    print(name, "calamine", *python_calamine.load_workbook(name).get_sheet_by_index(0).to_python())
PY
cat >expected <<'TXT'
errors.xlsx openpyxl ['Ann', '#N/A']
errors.xlsx calamine ['Ann', '']
libreoffice.ods calamine ['Ann', '']
gnumeric.ods calamine ['Ann', '#N/A']
TXT
venv/bin/python run.py >output
venv/bin/pip --disable-pip-version-check list 2>/dev/null | grep -iE '^(python-calamine|openpyxl) '; cat output
diff expected output && echo "as seen before"
