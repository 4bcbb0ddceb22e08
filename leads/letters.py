"""Letters as people type them who look a name up: without case or accents, one spelling for ü, ue and u; and the words of a text."""

import re
import unicodedata
from functools import lru_cache

OTHERS = str.maketrans(
    {"ß": "ss", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "ng"}
)
"""Letters of the Latin alphabet that Unicode takes for whole ones, in small."""

DOUBLES = re.compile("([aou])e|aa")
"""Ways to write ä, ö, ü, æ, ø and å on a keyboard without them."""

PART_OF_A_LETTER = (7, 8, 9)
"""Combining classes of marks that make another letter of it: nukta, the voiced sound of kana, virama."""

APOSTROPHES = str.maketrans("", "", "'’‘ʼ`´")
UNSEEN = "Cf"
"""The category of joiners, soft hyphens and other signs without a width."""
NO_WORD = re.compile(r"[^a-z0-9]+")


def plain(text: str) -> str:
    """Small letters without accents, "ł" as "l", "ß" as "ss"; white space and the rest stay."""
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFKD", text.casefold()).translate(OTHERS)
    kept = (letter for letter in letters if unicodedata.combining(letter) in (0, *PART_OF_A_LETTER))
    return unicodedata.normalize("NFC", "".join(kept))


def folded(text: str) -> str:
    """`plain`, with "ue", "oe", "ae" and "aa" as "u", "o", "a": Müller, Mueller and Muller are one."""
    return DOUBLES.sub(lambda match: match[1] or "a", plain(text))


def words_of(text: str) -> list[str]:
    """The words in plain letters: nothing but letters and digits, apostrophes left out ("obrien")."""
    if text.isascii() and text.replace(" ", "").isalnum():  # most names
        return text.lower().split()
    bare = plain(text.translate(APOSTROPHES))
    if bare.isascii():
        return NO_WORD.sub(" ", bare).split()
    kinds = ((letter, unicodedata.category(letter)) for letter in bare)
    return "".join(letter if kind[0] in "LMN" else " " for letter, kind in kinds if kind != UNSEEN).split()


@lru_cache(maxsize=10_000)
def sort_key(name: str) -> str:
    """A name as people look it up, so that no server's collation decides: its words, folded. 200 characters at most.

    A name without a letter or a digit stays as it is.
    """
    return (folded(" ".join(words_of(name))) or " ".join(plain(name).split()))[:200]
