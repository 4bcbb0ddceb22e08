#!/bin/sh
# Python's email package: a sender's name that was encoded in two pieces is read with a space where the pieces meet.
#
# Guess: white space between two encoded words is no part of the text (RFC 2047, 6.2), in names as in subjects, so the modern
#   interface (policy.default, addresses[0].display_name) reads "Möbel und Küchen Köln", as it reads a subject cut in the same place.
# What happens: "Möbel und Küc hen Köln" for From, "Küchen" for Subject. email.header.Header of the same
#   Python cuts long names in such places itself. email.header.decode_header of the bare text and npm mailparser read it right.
# Why it hurts a lead tracker: the name of a new enquiry has a gap in it; a search for the word misses it, and it differs from the
#   name the same person typed into a form, so a duplicate is missed.
# Seen with: Python 3.6 to 3.13 (standard library); npm mailparser 3.9.14 reads it right.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund mailparser@3.9.14
printf 'From: =?utf-8?q?M=C3=B6bel_und_K=C3=BCc?=\r\n =?utf-8?q?hen_K=C3=B6ln?= <a@example.com>\r\nSubject: =?utf-8?q?K=C3=BCc?=\r\n =?utf-8?q?hen?=\r\n\r\n' >mail.eml
cat >run.py <<'PY'
import email
from email import policy
from email.header import decode_header, make_header
raw = open("mail.eml", "rb").read()
mail = email.message_from_bytes(raw, policy=policy.default)
print(f"policy.default: {mail['From'].addresses[0].display_name} | {mail['Subject']}")
old = email.message_from_bytes(raw)
print(f"decode_header: {make_header(decode_header(old['From'].split(' <')[0]))}")
PY
cat >run.js <<'JS'
require("mailparser").simpleParser(require("fs").readFileSync("mail.eml")).then((mail) => console.log(`mailparser: ${mail.from.value[0].name} | ${mail.subject}`));
JS
cat >expected <<'TXT'
policy.default: Möbel und Küc hen Köln | Küchen
decode_header: Möbel und Küchen Köln
mailparser: Möbel und Küchen Köln | Küchen
TXT
{ PYTHONIOENCODING=utf-8 python3 run.py; node run.js; } >output
python3 -V; npm ls mailparser | grep mailparser; cat output
diff expected output && echo "as seen before"
