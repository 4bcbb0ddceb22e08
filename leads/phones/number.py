"""What a text is as a phone number."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

LONGEST = 60
NO_DIGIT = re.compile(r"\D")


class Doubt(StrEnum):
    """Why a number is not, or not surely, one that can be dialled."""

    NONE = ""
    NO_NUMBER = "no_number"
    LOCAL = "local"
    FILLER = "filler"
    CUT = "cut"
    LOST_PLUS = "lost_plus"
    UNKNOWN = "unknown"


SENTENCES = {
    Doubt.NO_NUMBER: gettext_noop("“%(text)s” is not a number that can be dialled; it is kept as typed."),
    Doubt.LOCAL: gettext_noop("“%(text)s” has no area code, so it cannot be dialled from elsewhere; it is kept as typed."),
    Doubt.FILLER: gettext_noop("“%(text)s” only fills the field and is nobody's number; it is kept as typed."),
    Doubt.CUT: gettext_noop(
        "“%(text)s” was cut short by a spreadsheet; it is kept as typed. Save the file again with that column as text."
    ),
    Doubt.LOST_PLUS: gettext_noop("“%(text)s” is no number here. It may be %(number)s without its plus; it is kept as typed."),
    Doubt.UNKNOWN: gettext_noop("“%(text)s” is read as %(number)s, which is in no range of numbers in use. Check it."),
}


@dataclass(frozen=True)
class Phone:
    """`e164` is empty when the text could not surely be understood as a number; `as_typed` is never changed.

    `proposal`: the number in E.164 that it probably is, where `e164` is empty and there is one.
    """

    as_typed: str
    e164: str = ""
    extension: str = ""
    doubt: Doubt = Doubt.NONE
    proposal: str = ""

    @property
    def digits(self) -> str:
        return self.e164[1:] or digits_of(self.as_typed)

    @property
    def warning(self) -> str:
        """One sentence for whoever typed it or brought it in; nothing where there is no doubt."""
        if not self.doubt:
            return ""
        return _(SENTENCES[self.doubt]) % {"text": self.as_typed, "number": self.proposal or self.e164}


def doubts(phones: Iterable[Phone]) -> str:
    """What is to be said of several numbers, in sentences."""
    return " ".join(phone.warning for phone in phones if phone.doubt)


def digits_of(text: str) -> str:
    return NO_DIGIT.sub("", text)[:LONGEST]
