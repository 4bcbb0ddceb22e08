"""Letters as people type them who look a name up: without case or accents, one spelling for ü, ue and u."""

import re
import unicodedata

OTHERS = str.maketrans(
    {"ß": "ss", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "ng"}
)
"""Letters of the Latin alphabet that Unicode takes for whole ones, in small."""

DOUBLES = re.compile("([aou])e|aa")
"""Ways to write ä, ö, ü, æ, ø and å on a keyboard without them."""

PART_OF_A_LETTER = (7, 8, 9)
"""Combining classes of marks that make another letter of it: nukta, the voiced sound of kana, virama."""


def plain(text: str) -> str:
    """Small letters without accents, "ł" as "l", "ß" as "ss"; white space and the rest stay."""
    letters = unicodedata.normalize("NFKD", text.casefold()).translate(OTHERS)
    kept = (letter for letter in letters if unicodedata.combining(letter) in (0, *PART_OF_A_LETTER))
    return unicodedata.normalize("NFC", "".join(kept))


def folded(text: str) -> str:
    """`plain`, with "ue", "oe", "ae" and "aa" as "u", "o", "a": Müller, Mueller and Muller are one."""
    return DOUBLES.sub(lambda match: match[1] or "a", plain(text))
