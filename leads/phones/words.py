"""What people write round a number: words, an extension, a date, a customer's number."""

import re
import unicodedata
from itertools import islice, pairwise

EXTENSION_WORDS = (
    r"e?xt(?:n|ensi[oó]n?|ens[aã]o)?|x"  # English, Spanish, Portuguese
    r"|app(?:arat)?|nst|nebenst(?:elle)?|durchw(?:ahl)?|dw|kl(?:appe)?"  # German
    r"|poste|interne"  # French
    r"|interno|int|anexo|ramal|toestel|tst|доб"  # Italian, Spanish, Portuguese, Dutch, Russian
)
EXTENSION = re.compile(rf"(?<=[\d)\s.,;:/(\[-])(?:{EXTENSION_WORDS})[\s.:)#=-]*(\d+)", re.IGNORECASE)
SHORTEST = 3
"""Digits before an extension."""
WORD = re.compile(r"[^\W\d_]{2,}")
SIGNS = str.maketrans("×✕", "xx", "\u200b\u200e\u200f\u202a\u202c\u2066\u2069\ufeff")
SPARE_ZERO = re.compile(r"(\+?\d{5,})\.0+")
SCIENTIFIC = re.compile(r"\d[.,]\d+[eE]\+?\d{1,2}")
FURTHER_LINES = re.compile(r"((?:\D*\d){7,}?)((?:\s*/\s*-?\d{1,2})+)\s*")
CARRIER = re.compile(r"\b0xx(?=\d\d)", re.IGNORECASE)
MOST_PLACES = 12
MASKED = re.compile(r"\d[^\W\d_]{2,}\d")
PLACES = re.compile(r"[^\s,;|]+")


def tidied(text: str) -> str:
    """Without what cannot be seen, the decimals of a number that was a spreadsheet's, and the place of a carrier ("0xx11", Brazil)."""
    plain = (text if text.isascii() else unicodedata.normalize("NFKC", text)).translate(SIGNS)
    match = SPARE_ZERO.fullmatch(plain)
    return match[1] if match else CARRIER.sub("0", plain)


def before_further_lines(text: str) -> str:
    """030 1234567 of "030 1234567/68", as firms write their lines: what stands behind the slash is in place of the last digits.

    Nothing where there are no further lines.
    """
    match = FURTHER_LINES.fullmatch(text)
    return match[1] if match else ""


def around_extension(text: str) -> tuple[str, str, str]:
    """The text before the extension, the extension, and the text behind it; only the first where it has no word for one."""
    for match in EXTENSION.finditer(text):
        if sum(c.isdigit() for c in text[: match.start()]) >= SHORTEST:
            return text[: match.start()].rstrip(" .,;:/([-"), match[1], text[match.end() :]
    return text, "", ""


def has_words(text: str) -> bool:
    return bool(WORD.search(text))


def is_masked(text: str) -> bool:
    """Letters stand for digits that nobody wrote down: 030 12xx567."""
    return bool(MASKED.search(text))


def between_words(text: str) -> list[str]:
    """What stands between the words of a text and has digits in it."""
    return [piece for piece in WORD.split(text) if any(c.isdigit() for c in piece)]


def spans(text: str) -> list[str]:
    """Each part of a text that begins and ends where a space or comma is: those that begin first, then the longest."""
    places = [match.span() for match in islice(PLACES.finditer(text), MOST_PLACES)]
    return [text[begin:end] for at, (begin, _) in enumerate(places) for _, end in reversed(places[at:])]


def begins(text: str, signs: tuple[str, ...]) -> bool:
    return text.lstrip(" (").startswith(signs)


def cut(text: str, signs: tuple[str, ...]) -> list[str]:
    """The text cut before everything that begins with one of `signs`; what stands before the first is left out."""
    places = [match.start() for match in PLACES.finditer(text) if begins(match[0], signs)]
    return [text[begin:end].strip(" ,;|/") for begin, end in pairwise([*places, len(text)])]
