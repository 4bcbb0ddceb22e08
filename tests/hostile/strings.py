"""The strings, and what may become of text here. Everything about that is said in this module and nowhere else.

Text is stored to the letter, or refused with the reason beside its field and with everything that was typed still there.
What changes it:
    EXACT    nothing
    TRIMMED  spaces around it go
    TIDY     the same, each run of spaces inside is one, letters are composed (NFC), and soft hyphens and spaces without width
             go: names of lists, which must not differ by what nobody sees
What refuses it:
    NUL, which PostgreSQL's text cannot hold
    more letters than the field takes
    nothing that could be read, where something was written (only spaces, only controls)
    no amount, no address, no number, where the field is for one
"""

import json
import os
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from leads.forms.text import has_something_to_read

SHARE = 16
FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "blns"


def strings() -> list[str]:
    """All of them, in their order; the tests that ask are skipped where the list is not there."""
    if not (FOLDER / "blns.json").exists():
        pytest.skip(f"NOT RUN: the naughty strings are not at {FOLDER}", allow_module_level=True)
    found = json.loads((FOLDER / "blns.json").read_text("utf-8"))
    expected = json.loads((FOLDER / "expected.json").read_text("utf-8"))
    assert len(found) == expected["strings"], "this is not the list the tests were written for"
    return found


def share(every: list[str], number: int) -> range:
    """Which strings the test of that number tries: every sixteenth, and all with NAUGHTY_STRINGS=all, which takes half an hour more.

    The shares of neighbours are different ones, so that every string still goes through several forms and filters each time.
    """
    return range(len(every)) if os.environ.get("NAUGHTY_STRINGS") == "all" else range(number % SHARE, len(every), SHARE)


@dataclass(frozen=True)
class Kind:
    """`kept(text)`: what is stored of it. `takes(text)`: whether it must be stored; else a refusal will do. `plain` always goes."""

    kept: Callable[[str], str]
    takes: Callable[[str], bool]
    plain: str = "Plain words"


def as_typed(text: str) -> str:
    return text


def trimmed(text: str) -> str:
    return text.strip()


def tidied(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", re.sub("[\u00ad\u200b\u2060\ufeff]", "", text)).split())


def sayable(most: int) -> Callable[[str], bool]:
    return lambda text: len(text) <= most and has_something_to_read(text) and "\0" not in text


def exact(most: int) -> Kind:
    return Kind(as_typed, sayable(most))


def trim(most: int) -> Kind:
    return Kind(trimmed, sayable(most))


def tidy(most: int) -> Kind:
    return Kind(tidied, sayable(most))


def never(text: str) -> bool:
    return False


REFUSED = Kind(trimmed, never, plain="")
"""A field for an address or for money: it keeps what it takes for one, and nothing on the list has to be one."""
