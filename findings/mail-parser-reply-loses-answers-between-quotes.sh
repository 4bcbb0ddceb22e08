#!/bin/sh
# mail-parser-reply: what somebody answers between or below the quoted lines is in none of "latest_reply".
#
# Guess: "latest_reply" of an answer is what its writer wrote: all lines that are not quoted, as email-reply-parser (which it
#   improves on, and which knows English only) gives them.
# What happens: it ends at the first "… wrote:".  A greeting is all that is left of an answer between the quotes; of an answer
#   below the quotation the quotation comes back as well.  The same in each of its languages.
# Why it hurts a lead tracker: "Yes, we take it" between the lines of an offer is on no page.
# Seen with: PyPI mail-parser-reply 1.36, email-reply-parser 0.5.12, Python 3.11 and 3.12.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv venv
venv/bin/pip install -qq --disable-pip-version-check mail-parser-reply==1.36 email-reply-parser==0.5.12
cat >run.py <<'PY'
from email_reply_parser import EmailReplyParser as Earlier
from mailparser_reply import EmailReplyParser

ATTRIBUTIONS = {"en": "On 24 Nov 2026, at 16:42, Alder <o@alder.example> wrote:", "de": "Am 24.11.26 um 16:42 schrieb Alder:"}
for language, line in ATTRIBUTIONS.items():
    between = f"Hello Tom,\n\n{line}\n\n> May we begin?\n\nYes, we take it.\n\n> When?\n\nOn Monday.\n"
    below = f"{line}\n\n> May we begin?\n\nYes, we take it.\n"
    for name, text in (("between", between), ("below", below)):
        reply = EmailReplyParser(languages=["en", "de"]).read(text).latest_reply
        print(language, name, "mail-parser-reply:", repr(reply))
        if language == "en":
            print(language, name, "email-reply-parser:", repr(Earlier.parse_reply(text)))
PY
cat >expected <<'TXT'
en between mail-parser-reply: 'Hello Tom,'
en between email-reply-parser: 'Hello Tom,\nYes, we take it.\nOn Monday.'
en below mail-parser-reply: 'On 24 Nov 2026, at 16:42, Alder <o@alder.example> wrote:\n\n> May we begin?\n\nYes, we take it.'
en below email-reply-parser: 'Yes, we take it.'
de between mail-parser-reply: 'Hello Tom,'
de below mail-parser-reply: 'Am 24.11.26 um 16:42 schrieb Alder:\n\n> May we begin?\n\nYes, we take it.'
TXT
venv/bin/python run.py | tee seen
diff expected seen
