#!/bin/sh
# email-reply-parser and mail-parser-reply: things that a customer lists with hyphens are taken for a signature and left out.
#
# Guess: a signature begins with "-- " on a line of its own (RFC 3676, 4.3), or with a closing formula.
# What happens: for both a line that begins with a hyphen and a letter ("-oak table") begins one, with all that follows it; for
#   mail-parser-reply a hyphen and a blank ("- oak table") does as well, for email-reply-parser two underscores.  It is left out
#   of parse_reply() and of "body".
# Why it hurts a lead tracker: "please make us -oak table -bench" arrives as "please make us", and nobody sees that more was there.
# Seen with: PyPI email-reply-parser 0.5.12, mail-parser-reply 1.36, Python 3.11 and 3.12.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check mail-parser-reply==1.36 email-reply-parser==0.5.12
cat >run.py <<'PY'
from email_reply_parser import EmailReplyParser as Earlier
from mailparser_reply import EmailReplyParser

TEXTS = {
    "hyphens": "Hello Tom,\n\nplease make us\n\n-oak table\n-bench\n",
    "hyphens and blanks": "Hello Tom,\n\nplease make us\n\n- oak table\n- bench\n",
    "underscores": "Hello,\n\n__urgent__ we need a sink\n",
}
for name, text in TEXTS.items():
    print(name, "| email-reply-parser:", repr(Earlier.parse_reply(text)))
    print(name, "| mail-parser-reply:", repr(EmailReplyParser(languages=["en"]).read(text).replies[0].body))
PY
cat >expected <<'TXT'
hyphens | email-reply-parser: 'Hello Tom,\n\nplease make us'
hyphens | mail-parser-reply: 'Hello Tom,\n\nplease make us'
hyphens and blanks | email-reply-parser: 'Hello Tom,\n\nplease make us\n\n- oak table\n- bench'
hyphens and blanks | mail-parser-reply: 'Hello Tom,\n\nplease make us'
underscores | email-reply-parser: 'Hello,'
underscores | mail-parser-reply: 'Hello,\n\n__urgent__ we need a sink'
TXT
venv/bin/python run.py | tee seen
diff expected seen
