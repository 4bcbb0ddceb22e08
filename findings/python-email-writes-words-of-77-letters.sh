#!/bin/sh
# Python's email package: what it writes into a long subject is longer than the standard allows for an encoded word.
#
# Guess: EmailMessage folds a subject beyond ASCII into encoded words of at most 75 letters, on lines of at most 76 (RFC 2047, 2:
#   "An 'encoded-word' may not be more than 75 characters long").
# What happens: the second encoded word of this subject has 77 letters, on a line of 78; so has the second of any that is long enough. The older
#   email.header.Header of the same Python, and npm nodemailer, keep to 75.
# Why it hurts a lead tracker: offers to customers have long subjects; strict servers and filters count such a mail as malformed,
#   and a reader that keeps to the limit shows =?utf-8?q?… instead of the words.
# Seen with: Python 3.6 to 3.13 (standard library); npm nodemailer 7.0.11 keeps to 75.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund nodemailer@7.0.11
cat >run.py <<'PY'
import re
from email import policy
from email.header import Header
from email.message import EmailMessage
subject = "Angebot für die Küche: Eiche geölt, zwölf Stühle, Aufmaß am Dienstag früh in der Bäckergasse"
mail = EmailMessage()
mail["Subject"] = subject
longest = lambda text: max(map(len, re.findall(r"=\?[^?\s]+\?\w\?[^?\s]*\?=", text)))
print(f"EmailMessage: {longest(mail.as_bytes(policy=policy.SMTP).decode())}")
print(f"Header: {longest(Header(subject, 'utf-8', header_name='Subject', maxlinelen=76).encode())}")
PY
cat >run.js <<'JS'
const MailComposer = require("nodemailer/lib/mail-composer");
const subject = "Angebot für die Küche: Eiche geölt, zwölf Stühle, Aufmaß am Dienstag früh in der Bäckergasse";
new MailComposer({ from: "a@example.com", to: "b@example.com", subject, text: "x" }).compile().build((error, raw) => {
  const words = raw.toString().match(/=\?[^?\s]+\?\w\?[^?\s]*\?=/g);
  console.log(`nodemailer: ${Math.max(...words.map((word) => word.length)) <= 75 ? "75 at most" : "more"}`);
});
JS
cat >expected <<'TXT'
EmailMessage: 77
Header: 72
nodemailer: 75 at most
TXT
{ python3 run.py; node run.js; } >output
python3 -V; npm ls nodemailer | grep nodemailer; cat output
diff expected output && echo "as seen before"
