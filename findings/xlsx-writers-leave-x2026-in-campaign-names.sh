#!/bin/sh
# openpyxl, PyExcelerate, exceljs and SheetJS write "mail_x2026_spring" so that a reader of the format sees "mail…spring".
#
# Guess: what goes into a text cell comes out of it. `_xHHHH_` is an escape in .xlsx (ST_Xstring of ECMA-376: the character with that
#   number), so writers turn a text that looks like one into `_x005F_x2026_`, as XlsxWriter does.
# What happens: the four write it as it is.  SheetJS reads it as "mail&spring" from its own file and "mail…spring" from the others';
#   exceljs reads "mail…spring" from its own file, but not from openpyxl's.  openpyxl shows the text itself, so a round trip
#   in openpyxl is no test; python-calamine leaves `_x2026_` but reads `_x0041_` as A.
#   By hand: LibreOffice 7.4 and Gnumeric 1.12.55 show the text itself; Gnumeric shows XlsxWriter's `_x005F_` too.
# Why it hurts a lead tracker: campaign names and references with a year between x and _ are common ("mail_x2026_spring"): a list that is
#   exported, mended and imported again has another campaign, and its leads are counted elsewhere.
# Seen with: PyPI openpyxl 3.1.5, PyExcelerate 0.13.0, XlsxWriter 3.3.1, python-calamine 0.9.1, Python 3.11; npm exceljs 4.4.0, xlsx 0.18.5.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund exceljs@4.4.0 xlsx@0.18.5 2>/dev/null
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check openpyxl==3.1.5 PyExcelerate==0.13.0 xlsxwriter==3.3.1 python-calamine==0.9.1 2>/dev/null
cat >write.py <<'PY'
import openpyxl
import pyexcelerate
import xlsxwriter
texts = ["mail_x2026_spring", "A_x0041_B"]
book = openpyxl.Workbook()
book.active.append(texts)
book.save("openpyxl.xlsx")
book = pyexcelerate.Workbook()
book.new_sheet("S", data=[texts])
book.save("pyexcelerate.xlsx")
book = xlsxwriter.Workbook("xlsxwriter.xlsx")
book.add_worksheet().write_row(0, 0, texts)
book.close()
PY
cat >write.js <<'JS'
const {Workbook} = require("exceljs"), XLSX = require("xlsx");
const texts = ["mail_x2026_spring", "A_x0041_B"], book = new Workbook();
book.addWorksheet("S").addRow(texts);
book.xlsx.writeFile("exceljs.xlsx");
XLSX.writeFile({SheetNames: ["S"], Sheets: {S: XLSX.utils.aoa_to_sheet([texts])}}, "sheetjs.xlsx");
JS
cat >read.py <<'PY'
import zipfile
import python_calamine
for name in ["openpyxl", "pyexcelerate", "exceljs", "sheetjs", "xlsxwriter"]:
    with zipfile.ZipFile(name + ".xlsx") as parts:
        text = b"".join(parts.read(part) for part in parts.namelist() if part.endswith(".xml"))
    print(name, "in the file:", "escaped" if b"_x005F_x2026_" in text else "not escaped" if b"_x2026_" in text else "?")
    print(name, "by calamine:", *python_calamine.load_workbook(name + ".xlsx").get_sheet_by_index(0).to_python()[0])
PY
cat >read.js <<'JS'
const {Workbook} = require("exceljs"), XLSX = require("xlsx");
(async () => {
  for (const name of ["openpyxl", "exceljs", "sheetjs", "xlsxwriter"]) {
    const [sheet] = Object.values(XLSX.readFile(name + ".xlsx").Sheets), book = new Workbook();
    await book.xlsx.readFile(name + ".xlsx");
    console.log(name, "by SheetJS:", sheet.A1.v, sheet.B1.v, "- by exceljs:", book.worksheets[0].getCell("A1").value, book.worksheets[0].getCell("B1").value);
  }
})();
JS
cat >expected <<'TXT'
openpyxl in the file: not escaped
openpyxl by calamine: mail_x2026_spring AAB
pyexcelerate in the file: not escaped
pyexcelerate by calamine: mail_x2026_spring AAB
exceljs in the file: not escaped
exceljs by calamine: mail_x2026_spring AAB
sheetjs in the file: not escaped
sheetjs by calamine: mail_x2026_spring AAB
xlsxwriter in the file: escaped
xlsxwriter by calamine: mail_x2026_spring A_x0041_B
openpyxl by SheetJS: mail…spring AAB - by exceljs: mail_x2026_spring A_x0041_B
exceljs by SheetJS: mail…spring AAB - by exceljs: mail…spring AAB
sheetjs by SheetJS: mail&spring AAB - by exceljs: mail_x2026_spring A_x0041_B
xlsxwriter by SheetJS: mail_x2026_spring A_x0041_B - by exceljs: mail_x2026_spring A_x0041_B
TXT
venv/bin/python write.py; node write.js
{ venv/bin/python read.py; node read.js; } >output
venv/bin/pip --disable-pip-version-check list 2>/dev/null | grep -iE '^(openpyxl|pyexcelerate|xlsxwriter|python-calamine) '; npm ls | grep -E 'exceljs|xlsx@'; cat output
diff expected output && echo "as seen before"
