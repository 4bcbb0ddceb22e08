#!/bin/sh
# SheetJS: a phone number with its area code in brackets becomes a negative number.
#
# Guess: in a CSV or an HTML table, "(020)79460958" is text: no spreadsheet user writes numbers so,
#   and a cell marked as text (mso-number-format "\@") stays as it is.  "12,50" in a file separated by
#   semicolons is 12.5 or text.
# What happens: brackets are taken for the accountants' minus: -2079460958.  With a space behind the bracket
#   it stays text, so one column holds both.  A comma anywhere is dropped: "12,50" is 1250, "1,5" is 15, "1.234,50" is 1.2345.
#   The text mark of the cell is not looked at.
# Why it hurts a lead tracker: people cannot be called or matched, amounts are a hundred times too large; nothing is said.
# Way out: XLSX.read(…, {raw: true}).
# Seen with: npm xlsx 0.18.5, Node 20.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund xlsx@0.18.5
cat >run.js <<'JS'
const XLSX = require("xlsx");
const values = ["(020)79460958", "(020) 79460958", "12,50", "1,5", "1.234,50"];
const html = values.map(v => `<tr><td style='mso-number-format:"\\@"'>${v}</td></tr>`).join("");
for (const [kind, text, raw] of [
  ["csv", "Value;Name\n" + values.map(v => v + ";Ann\n").join(""), false],
  ["html", `<table><tr><td>Value</td></tr>${html}</table>`, false],
  ["raw csv", "Value;Name\n" + values.map(v => v + ";Ann\n").join(""), true],
]) {
  const sheet = XLSX.read(text, {type: "string", raw}).Sheets.Sheet1;
  console.log(kind, JSON.stringify(XLSX.utils.sheet_to_json(sheet, {header: 1}).slice(1).map(row => row[0])));
}
JS
cat >expected <<'TXT'
csv [-2079460958,"(020) 79460958",1250,15,1.2345]
html [-2079460958,"(020) 79460958",1250,15,1.2345]
raw csv ["(020)79460958","(020) 79460958","12,50","1,5","1.234,50"]
TXT
node run.js >output
echo "xlsx $(node -p 'require("xlsx").version')"; cat output
diff expected output && echo "as seen before"
