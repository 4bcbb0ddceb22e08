#!/bin/sh
# phonenumbers and libphonenumber-js: "030 1234567/68" is one valid number, of somebody else.
#
# Guess: a slash with two digits behind a number ("…67 or …68", as firms in Germany print their lines) gives the first
#   number, or is refused; libphonenumber is known to cut off "/x…".
# What happens: the digits are joined: +4930123456768, possible AND valid, in both.  In countries of fixed length (GB) the same is
#   joined too, but then not valid.
#   The two do not agree on other everyday forms: "(0xx11) 3456-7890" (Brazil, the "xx" stands for a carrier) and "++49 …" are
#   read by the Python library, and are nothing for the JavaScript one.
# Why it hurts a lead tracker: neither "possible" nor "valid" saves anybody: a stranger is called, and the same person
#   with the plain number is another person; a form that checks in the browser refuses what the server takes.
# Seen with: PyPI phonenumbers 9.0.43, Python 3.11; npm libphonenumber-js 1.13.16 (max metadata), Node 20.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund libphonenumber-js@1.13.16
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check phonenumbers==9.0.43 2>/dev/null
cat >numbers.json <<'JSON'
[["DE", "030 1234567/68"], ["DE", "030 1234567"], ["GB", "020 7946 0958/9"], ["BR", "(0xx11) 3456-7890"], ["DE", "++49 30 1234567"]]
JSON
cat >run.py <<'PY'
import json
import phonenumbers
for country, text in json.load(open("numbers.json")):
    number = phonenumbers.parse(text, country)
    valid = str(phonenumbers.is_valid_number(number)).lower()
    print("py", country, text, phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), valid)
PY
cat >run.js <<'JS'
const {parsePhoneNumberFromString: parse} = require("libphonenumber-js/max");
for (const [country, text] of require("./numbers.json")) {
  const number = parse(text, country);
  console.log("js", country, text, number ? `${number.number} ${number.isValid()}` : "nothing");
}
JS
cat >expected <<'TXT'
py DE 030 1234567/68 +4930123456768 true
py DE 030 1234567 +49301234567 true
py GB 020 7946 0958/9 +4420794609589 false
py BR (0xx11) 3456-7890 +551134567890 true
py DE ++49 30 1234567 +49301234567 true
js DE 030 1234567/68 +4930123456768 true
js DE 030 1234567 +49301234567 true
js GB 020 7946 0958/9 +4420794609589 false
js BR (0xx11) 3456-7890 nothing
js DE ++49 30 1234567 nothing
TXT
{ venv/bin/python run.py; node run.js; } >output
venv/bin/pip --disable-pip-version-check list 2>/dev/null | grep phonenumbers; npm ls libphonenumber-js | grep phone; cat output
diff expected output && echo "as seen before"
