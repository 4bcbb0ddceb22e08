#!/bin/sh
# SheetJS: moments on the full minute, written by openpyxl, come out a thousandth of a second before it.
#
# Guess: a workbook's date cell of 10:06:00, read with cellDates, is 10:06:00: the stored day number is the nearest double,
#   and readers round to the second or at least to the thousandth.
# What happens: SheetJS multiplies and cuts, so that some of the 1,440 minutes of a day come out as 59.999 of the minute
#   before: formatted to minutes they are a minute early.  openpyxl itself rounds.
# Why it hurts a lead tracker: whoever reads an exported list in JavaScript has some leads in another minute, and those of a full hour in another hour.
# Way out: write a double that is not below the moment (the next one up, which is 0.6 microseconds later), or round what was read.
# Seen with: npm xlsx 0.18.5, Node 20, PyPI openpyxl 3.1.5.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install --quiet openpyxl==3.1.5
npm init -y >/dev/null
npm install --silent --no-audit --no-fund xlsx@0.18.5
venv/bin/python - <<'PY'
from datetime import datetime, timedelta
from openpyxl import Workbook, load_workbook
book = Workbook()
minutes = [datetime(2026, 9, 10) + timedelta(minutes=n) for n in range(1440)]
for minute in minutes:
    book.active.append([minute])
book.save("minutes.xlsx")
again = [cell.value for (cell,) in load_workbook("minutes.xlsx").active.iter_rows()]
print("openpyxl early:", sum(a < b for a, b in zip(again, minutes)))
PY
cat >run.js <<'JS'
const XLSX = require("xlsx");
const sheet = XLSX.readFile("minutes.xlsx", {cellDates: true}).Sheets.Sheet;
const early = XLSX.utils.sheet_to_json(sheet, {header: 1}).map(row => row[0]).filter(date => date.getSeconds() === 59);
const hours = early.filter(date => date.getMinutes() === 59);
console.log(`xlsx ${XLSX.version}: early ${early.length} of 1440, of 24 full hours ${hours.length}, the first ${early[0].toISOString()}`);
JS
TZ=UTC node run.js | tee output
grep -q "early 0 of" output && { echo "no longer so"; exit 1; }
echo "as seen before"
