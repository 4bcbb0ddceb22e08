#!/bin/sh
# SheetJS: naming the right encoding garbles a UTF-8 file that begins with its mark.
#
# Guess: readFile(file, {codepage: 65001}) is the careful way to read a CSV in UTF-8; with the byte order mark, which says the
#   same, it changes nothing.
# What happens: the mark is taken as the sign of UTF-8 and the text decoded, then decoded once more by the code page: "Zoë" is
#   "Zo" and a replacement sign, and the first sign or two of the first column's name are gone, so that its quoting breaks too.
#   Without the option the same file is read right; without the mark the option is needed.
# Why it hurts a lead tracker: exported lists carry the mark, since Excel needs it; names lose letters, and the id column its name.
# Way out: give the option only where the file has no mark.
# Seen with: npm xlsx 0.18.5, Node 20.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund xlsx@0.18.5
cat >run.js <<'JS'
const XLSX = require("xlsx"), fs = require("fs");
const text = '"name","id"\n"Zo\u00eb","7"\n';
for (const [kind, mark] of [["mark", "\ufeff"], ["no mark", ""]]) {
  fs.writeFileSync("list.csv", mark + text);
  for (const options of [{}, {codepage: 65001}]) {
    const book = XLSX.readFile("list.csv", {...options});
    const rows = XLSX.utils.sheet_to_json(book.Sheets.Sheet1, {header: 1});
    console.log(kind, options.codepage || "-", JSON.stringify(rows));
  }
}
JS
cat >expected <<'TXT'
mark - [["name","id"],["Zoë",7]]
mark 65001 [["ame\"","id"],["Zo�",7]]
no mark - [["name","id"],["ZoÃ«",7]]
no mark 65001 [["name","id"],["Zoë",7]]
TXT
node run.js >output
echo "xlsx $(node -p 'require("xlsx").version')"; cat output
diff expected output && echo "as seen before"
