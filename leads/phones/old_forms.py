"""Forms of numbers that were right once, and that phonenumbers no longer knows: as they are dialled today.

Mexico (since 3 August 2019, IFT): no 1 after +52, and no 01, 044 or 045. Ivory Coast (31 January 2021, ARTCI) and Benin
(30 November 2024, ARCEP): two digits more in front of the old eight.
"""

import re

MEXICO = re.compile(r"(?:1|01|02|044|045)(\d{10})")
EIGHT = re.compile(r"\d{8}")


def renewed(digits: str, *, country: str) -> str:
    """`digits` of a number after its country code, as `country` (ISO 3166-1 alpha-2) dials it now; nothing when it is no old form."""
    if country == "MX" and (match := MEXICO.fullmatch(digits)):
        return match[1]
    if not EIGHT.fullmatch(digits):
        return ""
    return {"BJ": "01", "CI": _operator(digits)}[country] + digits if country in ("BJ", "CI") else ""


def _operator(digits: str) -> str:
    """The two digits of an Ivorian operator: told by the third digit of a landline, by the second of a mobile number."""
    if digits[0] in "23":
        return {"8": "21", "0": "25"}.get(digits[2], "27")
    return "07" if digits[1] in "789" else "05" if digits[1] in "456" else "01"
