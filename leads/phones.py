"""Phone numbers: whatever was typed, and the E.164 number it stands for."""

import re
from dataclasses import dataclass

import phonenumbers


@dataclass(frozen=True)
class Phone:
    """`e164` is empty when the text could not be understood as a number; `as_typed` is never changed."""

    as_typed: str
    e164: str = ""
    extension: str = ""

    @property
    def digits(self) -> str:
        return digits_of(self.e164 or self.as_typed)


def digits_of(text: str) -> str:
    return re.sub(r"\D", "", text)[:60]


def parse_phone(text: str, *, country: str) -> Phone:
    """Read a number as people of `country` (ISO 3166-1 alpha-2) would dial it.

    Returns a Phone without `e164` when it cannot be one; never raises. E.164: ITU-T recommendation of that name.
    """
    typed = text.strip()[:60]
    try:
        number = phonenumbers.parse(typed, country or None)
    except phonenumbers.NumberParseException:
        return Phone(as_typed=typed)
    if not phonenumbers.is_possible_number(number):
        return Phone(as_typed=typed)
    return Phone(
        as_typed=typed,
        e164=phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164),
        extension=(number.extension or "")[:20],
    )
