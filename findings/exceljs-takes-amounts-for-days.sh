#!/bin/sh
# exceljs: an amount whose number format has an escaped or a skipped letter is read as a day of 1900.
#
# Guess: Excel's own formats are told apart rightly: `0 \d` (a literal d) and the accounting format of a country whose
#   currency has a letter d, m, s, y or h in it, `_-* #,##0.00\ _d_i_n_._-` ("leave the room of a d, an i, …"), are numbers.
# What happens: the backslashes are gone from the format when it is read, and a letter of days in what is left makes a day of the number:
#   12.5 is 1900-01-11T12:00:00.000Z.  openpyxl and python-calamine read 12.5.
# Why it hurts a lead tracker: values of deals, durations and scores of a list come in as days, by the look of the cell only.
# Seen with: npm exceljs 4.4.0, Node 20; PyPI openpyxl 3.1.5, python-calamine 0.9.1, Python 3.11.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund exceljs@4.4.0 2>/dev/null
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check openpyxl==3.1.5 python-calamine==0.9.1 2>/dev/null
cat >make.py <<'PY'
import openpyxl
import python_calamine
book = openpyxl.Workbook()
for row, form in enumerate([r"0.0\ \d", r"_-* #,##0.00\ _d_i_n_._-", r'0.0\ "days"', "0.00"], 1):
    cell = book.active.cell(row, 1, 12.5)
    cell.number_format = form
book.save("amounts.xlsx")
print("openpyxl", [cell.value for cell in openpyxl.load_workbook("amounts.xlsx").active["A"]])
print("calamine", [row[0] for row in python_calamine.load_workbook("amounts.xlsx").get_sheet_by_index(0).to_python()])
PY
cat >read.js <<'JS'
const {Workbook} = require("exceljs");
(async () => {
  const book = new Workbook();
  await book.xlsx.readFile("amounts.xlsx");
  book.worksheets[0].eachRow(row => console.log("exceljs", row.getCell(1).numFmt, JSON.stringify(row.getCell(1).value)));
})();
JS
cat >expected <<'TXT'
openpyxl [12.5, 12.5, 12.5, 12.5]
calamine [12.5, 12.5, 12.5, 12.5]
exceljs 0.0 d "1900-01-11T12:00:00.000Z"
exceljs _-* #,##0.00 _d_i_n_._- "1900-01-11T12:00:00.000Z"
exceljs 0.0 "days" 12.5
exceljs 0.00 12.5
TXT
{ venv/bin/python make.py; node read.js; } >output
npm ls exceljs | grep exceljs; cat output
diff expected output && echo "as seen before"
