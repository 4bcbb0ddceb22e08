"""Most numbers by a table look-up and a pattern: digits with usual signs between them that are valid in the only way to read them.

A tenth of the time that the library's own parse and check take together; what does not fit here takes that way.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

SIGNS = str.maketrans("", "", " .-()/\u00a0\u2011\u2013\u202f")
DIGITS = re.compile(r"\+?[0-9]{6,17}")
KINDS = ("mobile", "fixed_line", "toll_free", "shared_cost", "premium_rate", "voip", "uan", "personal_number")
SIMPLE_TRUNKS = {"", "0", "1", "8", "06", "0|180020"}
FEWEST = 5
LONG = 11
"""Digits after the country code than which a number that lost no plus has seldom more."""
COUNTING = {"1234567", "12345678", "123456789", "1234567890"}


@dataclass(frozen=True)
class Numbering:
    """How one country dials. `trunk`: what stands before a number at home; None: too intricate for this module."""

    code: str
    trunk: str | None
    abroad: re.Pattern
    dials_00: bool
    valid: re.Pattern


def is_filler(digits: str) -> bool:
    """One digit over and over: what people type where a form wants a number."""
    return len(digits) >= FEWEST and len(set(digits)) == 1


def plain_number(text: str, *, country: str) -> str:
    """In E.164; nothing where the number is not plain, or not surely valid.

    A long number without a 0 in front where one is dialled may have lost its plus, and is no plain number.
    """
    digits = text.translate(SIGNS)
    if not DIGITS.fullmatch(digits):
        return ""
    home = numbering(country)
    if digits[0] == "+":
        return _international(digits[1:])
    if home is None or home.trunk is None or digits in COUNTING:
        return ""
    if home.abroad.match(digits):
        return _international(digits[2:]) if home.dials_00 else ""
    number = digits[len(home.trunk) :] if home.trunk and digits.startswith(home.trunk) else digits
    has_no_trunk = home.trunk == "0" and number is digits
    if number.startswith(home.code) or (has_no_trunk and len(number) >= LONG) or not home.valid.fullmatch(number) or is_filler(number):
        return ""
    return f"+{home.code}{number}"


def _international(digits: str) -> str:
    for length in (1, 2, 3) if digits[0] != "0" else ():
        regions = COUNTRY_CODE_TO_REGION_CODE.get(int(digits[:length]))
        if regions:
            there, number = numbering(regions[0]), digits[length:]
            is_plain = there and there.valid.fullmatch(number) and not is_filler(number)
            return f"+{digits}" if is_plain else ""
    return ""


@lru_cache(maxsize=300)
def numbering(country: str) -> Numbering | None:
    """None where there is no such country."""
    meta = PhoneMetadata.metadata_for_region(country, None)
    if meta is None:
        return None
    kinds = [getattr(meta, name) for name in KINDS]
    patterns = [_of_lengths(kind) for kind in kinds if kind and kind.national_number_pattern and kind.possible_length]
    parsing, trunk = meta.national_prefix_for_parsing or "", meta.national_prefix or ""
    is_simple = parsing in SIMPLE_TRUNKS and bool(trunk) == bool(parsing) and not meta.national_prefix_transform_rule
    return Numbering(
        code=str(meta.country_code),
        trunk=trunk if is_simple else None,
        abroad=re.compile(meta.international_prefix or "00"),
        dials_00=meta.international_prefix == "00",
        valid=re.compile(f"(?=(?:{meta.general_desc.national_number_pattern})$)(?:{'|'.join(patterns)})"),
    )


def _of_lengths(kind) -> str:
    lengths = "|".join(rf"\d{{{length}}}" for length in kind.possible_length)
    return rf"(?=(?:{lengths})$)(?:{kind.national_number_pattern})"
