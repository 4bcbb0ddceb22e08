"""What somebody typed to find a person by, as conditions on e-mail addresses and numbers; an index answers each of them."""

import re

from django.db.models import Q
from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

from leads.phones import digits_of, parse_phone
from leads.search.names import NOBODY, TRIGRAM


def by_email(text: str) -> Q:
    """On addresses: this is in one; or one begins so, where there is too little to look inside."""
    typed = text.strip().lower()
    if not typed or re.search(r"\s", typed):
        return NOBODY
    return Q(key__contains=typed) if re.search(r"\w{3}", typed) else Q(key__startswith=typed)


def by_phone(text: str, *, country: str) -> Q:
    """On numbers: it is the one typed, in any spelling, or has these digits in it.

    Zeros in front count: one may stand for the country, two for the plus, and no number goes on with a further one.
    """
    digits = digits_of(text)
    if len(digits) < TRIGRAM or any(letter.isalpha() for letter in text):
        return NOBODY
    match = Q(digits__contains=digits)
    if text.strip().startswith("+"):
        match &= Q(e164="")  # kept as typed; of the others it is the beginning
    if e164 := parse_phone(text, country=country).e164:
        match |= Q(e164=e164)
    for beginning in _international(text, digits):
        match |= Q(e164__startswith=f"+{beginning}")
    if digits[0] == "0" and len(digits.lstrip("0")) == len(digits) - 1 >= TRIGRAM:
        match |= Q(digits__contains=digits[1:], digits__regex=f"^[0-9]{{1,3}}{digits[1:]}")
    return match


def _international(text: str, digits: str) -> list[str]:
    """What a number begins with that is typed with its country: +49 (0)151, 0049 151, +49 0151."""
    if not (text.strip().startswith("+") or digits.startswith("00")):
        return []
    whole = digits.removeprefix("00")
    length = next((length for length in (1, 2, 3) if int(whole[:length] or 0) in COUNTRY_CODE_TO_REGION_CODE), 0)
    code, rest = whole[:length], whole[length:]
    return [beginning for beginning in (whole, code + rest.removeprefix("0")) if length and len(beginning) >= TRIGRAM]
