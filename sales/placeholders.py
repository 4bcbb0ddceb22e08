"""The few words a message leaves open until it is sent: {first name}, {company}, {interest}, {seller}, {business}.

A template may say what stands there when nobody knows: {first name|friend}. Anything else in braces is plain text, except what
looks like such a word and is none: that is a slip of the pen, and is refused before somebody reads it in a letter.
"""

import re
from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

LONGEST_SUBJECT = 200
OPEN = re.compile(r"\{[ ]*([^\W\d_](?:[\w ]*\w)?)[ ]*(?:\|([^{}|]*))?\}")
KNOWN = {
    "first name": _("there"),
    "company": _("your company"),
    "interest": _("your enquiry"),
    "seller": "",
    "business": "",
}
"""Each word with what stands there when nobody knows. The seller falls back on the business, which always has a name."""


def unknown(text: str) -> list[str]:
    """What stands in braces and is no word of ours, as it was written."""
    return [found.group(0) for found in OPEN.finditer(text) if _key(found) not in KNOWN]


def fill(text: str, values: dict[str, str]) -> str:
    """One pass, so that a person whose name is written in braces stays just that."""
    return OPEN.sub(_filler(values), text)


def fill_line(text: str, values: dict[str, str]) -> str:
    """The same for a subject: one line, and not longer than mail programs show."""
    return " ".join(fill(text, values).split())[:LONGEST_SUBJECT]


def _filler(values: dict[str, str]) -> Callable[[re.Match], str]:
    def one(found: re.Match) -> str:
        key = _key(found)
        if key not in KNOWN:
            return found.group(0)
        otherwise = found.group(2) or str(KNOWN[key])
        return values.get(key) or otherwise.strip() or values.get("business", "")

    return one


def _key(found: re.Match) -> str:
    return " ".join(found.group(1).replace("_", " ").lower().split())
