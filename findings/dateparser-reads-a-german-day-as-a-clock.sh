#!/bin/sh
# dateparser: "10.12." in German is ten past ten today, not 10 December.
#
# Guess: with languages=["de"] a day and a month with two dots (the everyday way to write a day without its year) is that day:
#   "10.12.2026" is read right, and so is "10. Dezember".
# What happens: "10.12." is today at 10:12.  "31.12." (no such hour) is 31 December.  So in one column the days up to the 23rd
#   are today, and those behind it are days.
# Why it hurts a lead tracker: follow-ups and days of a list fall on the day of the import, with a time that nobody wrote.
# Seen with: PyPI dateparser 1.5.0, Python 3.11.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check dateparser==1.5.0 2>/dev/null
cat >run.py <<'PY'
import datetime
import warnings
import dateparser
warnings.simplefilter("ignore")
base = datetime.datetime(2026, 3, 4, 9)
for text in ["10.12.", "23.12.", "24.12.", "31.12.", "10. Dezember", "10.12.2026"]:
    print(text, "=>", dateparser.parse(text, languages=["de"], settings={"RELATIVE_BASE": base}))
PY
cat >expected <<'TXT'
10.12. => 2026-03-04 10:12:00
23.12. => 2026-03-04 23:12:00
24.12. => 2026-12-24 00:00:00
31.12. => 2026-12-31 00:00:00
10. Dezember => 2026-12-10 00:00:00
10.12.2026 => 2026-12-10 00:00:00
TXT
venv/bin/python run.py >output
venv/bin/pip --disable-pip-version-check list 2>/dev/null | grep dateparser; cat output
diff expected output && echo "as seen before"
