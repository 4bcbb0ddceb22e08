#!/bin/sh
# csvkit: sorting a list turns the first names April, May and June into days of the year 1.
#
# Guess: csvsort puts rows into another order and writes every cell as it was; a column of first names is text,
#   and "12,50" with quotes round it is text or twelve and a half.
# What happens: types are guessed and the guesses are written back.  A column whose names are all names of months
#   becomes 0001-04-01, 0001-05-01 …; "12,50" becomes 1250 (in the default locale a comma is dropped wherever it stands).
#   Exit code 0, nothing on stderr.
# Why it hurts a lead tracker: a small list, sorted or joined on its way in, loses its names, and amounts are a hundred
#   times too large.
# Way out: --no-inference (-I).
# Seen with: csvkit 2.2.0, agate 1.14.2, parsedatetime 2.6, Python 3.11.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check csvkit==2.2.0 agate==1.14.2 parsedatetime==2.6
cat >leads.csv <<'CSV'
id,first_name,amount
2,May,"7,25"
1,April,"12,50"
3,June,"118,00"
CSV
cat >expected <<'TXT'
id,first_name,amount
1,0001-04-01,1250
2,0001-05-01,725
3,0001-06-01,11800
-- with -I
id,first_name,amount
1,April,"12,50"
2,May,"7,25"
3,June,"118,00"
TXT
{ venv/bin/csvsort -c id leads.csv; echo "-- with -I"; venv/bin/csvsort -I -c id leads.csv; } >output 2>&1
venv/bin/pip --disable-pip-version-check list 2>/dev/null | grep -iE '^(csvkit|agate|parsedatetime) '; cat output
diff expected output && echo "as seen before"
