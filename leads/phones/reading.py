"""Numbers that are not plain: without their plus, in an old form, with words round them, or not known to be anybody's."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

import phonenumbers
from phonenumbers import CountryCodeSource, PhoneNumber, PhoneNumberType, ValidationResult

from leads.phones import words
from leads.phones.number import LONGEST, Doubt, Phone, digits_of
from leads.phones.old_forms import renewed
from leads.phones.plain import COUNTING, LONG, is_filler, numbering, plain_number

LETTERED = {PhoneNumberType.TOLL_FREE, PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST, PhoneNumberType.UAN}
"""Kinds of numbers that are advertised in letters."""
NORTH_AMERICA = 1
LETTERS = re.compile(r"[A-Za-z]{3,}")
LONGEST_EXTENSION = 20
URI = ("tel:", "phone-context=")
COUNTING_FROM_0 = re.compile(r"012345678?9?0?")
"""Where it is valid it may be somebody's: 01 23 45 67 89 in France."""


@dataclass(frozen=True)
class Reading:
    """`number` is None where the text is none that can be dialled."""

    number: PhoneNumber | None = None
    doubt: Doubt = Doubt.NO_NUMBER
    proposal: str = ""


@lru_cache(maxsize=4096)
def parse_phone(text: str, *, country: str) -> Phone:
    """Read a number as people of `country` (ISO 3166-1 alpha-2) would dial it; of several, the first. E.164: ITU-T's recommendation.

    Returns a Phone without `e164` when it cannot be one, and with a `doubt` when nobody is known to have such a number; never raises.
    """
    return parse_phones(text, country=country)[0]


def parse_phones(text: str, *, country: str) -> list[Phone]:
    """Every number in the text, at least one. Words round them are kept in `as_typed` of the first, and never become digits."""
    typed = text.strip()[:LONGEST]
    if "/" in typed and (first := _first_of_lines(typed, country=country)):
        return [first]
    if e164 := plain_number(typed, country=country):
        return [Phone(typed, e164)]
    tidy = words.tidied(typed)
    if words.SCIENTIFIC.fullmatch(tidy):
        return [Phone(typed, doubt=Doubt.CUT)]
    is_uri = any(sign in tidy for sign in URI)
    body, extension, behind = (tidy, "", "") if is_uri else words.around_extension(tidy)
    if len(extension) > LONGEST_EXTENSION:
        return [Phone(typed, doubt=Doubt.NO_NUMBER)]
    first, *others = _readings(body, country=country)
    phones = [_phone(typed, first), *map(_other, others)]
    if extension:
        phones[-1] = replace(phones[-1], extension=extension)
        phones += [_other(reading) for reading in _readings(behind, country=country) if _is_sure(reading)]
    return phones


def _first_of_lines(typed: str, *, country: str) -> Phone | None:
    reading = _read(words.before_further_lines(typed), country=country)
    return _phone(typed, reading) if _is_sure(reading) else None


def _phone(typed: str, reading: Reading) -> Phone:
    number = reading.number
    if number is None:
        return Phone(typed, doubt=reading.doubt, proposal=reading.proposal)
    return Phone(typed, _e164(number), (number.extension or "")[:LONGEST_EXTENSION], reading.doubt)


def _other(reading: Reading) -> Phone:
    """One of several numbers, typed as its own part of the text: the first has all of it."""
    return _phone(reading.number.raw_input.strip(" ,;|/()"), reading)


def _readings(text: str, *, country: str) -> list[Reading]:
    """Every number in a text without the words for an extension; at least one reading."""
    if not words.has_words(text) or any(sign in text for sign in URI):
        whole = _read(text, country=country)
        may_be_several = whole.doubt == Doubt.NO_NUMBER or (whole.number and len(_national(whole.number)) > LONG + 1)
        return (_several(text, country=country) if may_be_several else []) or [whole]
    if words.is_masked(text):
        return [_lettered(text, country=country) or Reading()]
    pieces = words.between_words(text)
    for begun in (True, False):
        sure = [reading for piece in pieces for reading in _sure(piece, country=country, begun=begun)[0]]
        if sure:
            return sure
    longest = max(pieces, key=lambda piece: len(digits_of(piece)), default="")
    return [_lettered(text, country=country) or _read(longest, country=country)]


def _several(text: str, *, country: str) -> list[Reading]:
    """The numbers in a text without words that is too long for one: several, or one behind other digits.

    None where digits are left behind the last, since nobody says what they are.
    """
    one_each = [_read(part, country=country) for part in words.cut(text, _signs(country))]
    if len(one_each) > 1 and all(map(_is_sure, one_each)):
        return one_each
    readings, left = _sure(text, country=country, begun=True)
    if not readings:
        readings, left = _sure(text, country=country, begun=False)
    return [] if digits_of(left) else readings


def _sure(text: str, *, country: str, begun: bool) -> tuple[list[Reading], str]:
    """The numbers that surely are some in a text without words, and what is left behind the last.

    `begun`: those that begin as numbers do. Else any, but none out of a text that begins so itself.
    """
    signs, readings, rest = _signs(country), [], text
    if not begun and words.begins(text, signs):
        return [], text
    for span in words.spans(text):
        if span not in rest or (begun and not words.begins(span, signs)):
            continue
        reading = _read(span, country=country)
        if _is_sure(reading):
            readings.append(reading)
            rest = rest[rest.index(span) + len(span) :]
    return readings, rest


def _signs(country: str) -> tuple[str, ...]:
    """What a number begins with, where people of `country` write it in full."""
    home = numbering(country)
    return ("+", "0") if home and home.trunk == "0" else ("+",)


def _is_sure(reading: Reading) -> bool:
    return reading.number is not None and not reading.doubt


def _lettered(text: str, *, country: str) -> Reading | None:
    """A number whose letters are keys of a telephone: 0800 FLOWERS; in North America of any kind, when they are capitals."""
    letters = LETTERS.findall(text.replace("-", ""))
    number = _parsed(text, country=country)
    if len(letters) != 1 or number is None or not phonenumbers.is_valid_number(number):
        return None
    usual = phonenumbers.number_type(number) in LETTERED
    return Reading(number, Doubt.NONE) if usual or (number.country_code == NORTH_AMERICA and letters[0].isupper()) else None


def _read(text: str, *, country: str) -> Reading:
    """One number and no words."""
    digits = digits_of(text)
    number = _parsed(text, country=country)
    if number is not None and number.extension:
        digits = digits.removesuffix(number.extension)
    if is_filler(digits) or digits in COUNTING or (number is not None and is_filler(_national(number))):
        return Reading(doubt=Doubt.FILLER)
    if number is None:
        return Reading()
    was_home = number.country_code_source == CountryCodeSource.FROM_DEFAULT_COUNTRY
    if doubled := _behind_its_code(number, digits, was_home=was_home):
        return doubled
    abroad = _abroad(number, digits, country=country) if was_home else None
    if phonenumbers.is_valid_number(number) and not (abroad and _is_rather(abroad, number)):
        return Reading(number, Doubt.NONE)
    if COUNTING_FROM_0.fullmatch(digits):
        return Reading(doubt=Doubt.FILLER)
    if anew := _renewed(number):
        return Reading(anew, Doubt.NONE)
    return Reading(doubt=Doubt.LOST_PLUS, proposal=_e164(abroad)) if abroad else _unknown(number)


def _behind_its_code(number: PhoneNumber, digits: str, *, was_home: bool) -> Reading | None:
    """Our own country code stands before the number, without a plus or twice: 491761234567 in Germany, 091-98765 43210 in India.

    Where numbers have many lengths, it may be part of the number too. A mobile number or one too long otherwise is told by that;
    else nobody knows, and it is proposed.
    """
    code, national = str(number.country_code), _national(number)
    if not national.startswith(code):
        return None
    behind = _parsed(f"+{national}", country="")
    if behind is None or behind.country_code != number.country_code:
        return None
    behind = phonenumbers.PhoneNumber(country_code=behind.country_code, national_number=behind.national_number, extension=number.extension)
    is_valid = phonenumbers.is_valid_number(behind)
    if not phonenumbers.is_valid_number(number):
        return Reading(behind, Doubt.NONE) if is_valid else None
    if not was_home or digits != national or len(national) < LONG:
        return None
    if is_valid and phonenumbers.number_type(behind) == PhoneNumberType.MOBILE:
        return Reading(behind, Doubt.NONE)
    is_possible = phonenumbers.is_possible_number_with_reason(behind) == ValidationResult.IS_POSSIBLE
    return Reading(doubt=Doubt.LOST_PLUS, proposal=_e164(behind)) if is_possible else None


def _renewed(number: PhoneNumber) -> PhoneNumber | None:
    country = phonenumbers.region_code_for_country_code(number.country_code)
    today = renewed(_national(number), country=country)
    anew = _parsed(f"+{number.country_code}{today}", country="") if today else None
    return anew if anew and phonenumbers.is_valid_number(anew) else None


def _abroad(number: PhoneNumber, digits: str, *, country: str) -> PhoneNumber | None:
    """What it is in another country if it lost its plus. What begins as numbers do at home did not."""
    home = numbering(country)
    if home and home.trunk and digits.startswith(home.trunk):
        return None
    there = _parsed(f"+{digits}", country="")
    return there if there and phonenumbers.is_valid_number(there) else None


def _is_rather(abroad: PhoneNumber, number: PhoneNumber) -> bool:
    """A mobile number there, and here one of a length that few have: where numbers have many lengths, nearly all are valid."""
    kinds = [phonenumbers.number_type(each) for each in (abroad, number)]
    return len(_national(number)) >= LONG and kinds[0] == PhoneNumberType.MOBILE != kinds[1]


def _unknown(number: PhoneNumber) -> Reading:
    """It has a number's length and nobody's beginning: there are new ones every year, so it is kept, and said."""
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason == ValidationResult.IS_POSSIBLE:
        return Reading(number, Doubt.UNKNOWN)
    return Reading(doubt=Doubt.LOCAL if reason == ValidationResult.IS_POSSIBLE_LOCAL_ONLY else Doubt.NO_NUMBER)


def _parsed(text: str, *, country: str) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(text, country or None, keep_raw_input=True)
    except phonenumbers.NumberParseException:
        return None


def _national(number: PhoneNumber) -> str:
    return phonenumbers.national_significant_number(number)


def _e164(number: PhoneNumber) -> str:
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
