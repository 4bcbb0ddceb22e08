"""Names that are spelt almost alike: a letter wrong, missing, too many or swapped, other accents, signs or spaces."""

from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from leads.letters import folded

MOST_COMPARED = 500
"""New names of one file that are compared with one another."""
LONG = 10
"""Letters from which on two mistakes are still one name."""
SHORTEST = 5


def near_names(names: Sequence[str], *, present: Sequence[str]) -> dict[str, str]:
    """For each of `names` the one it may be a misspelling of: one of `present`, else one that stands before it in `names`."""
    here = {name: _letters(name) for name in present}
    found = {name: near for name in names if (near := _nearest(name, here))}
    earlier: dict[str, str] = {}
    for name in names[:MOST_COMPARED]:
        near = found.get(name) or _nearest(name, earlier)
        if near:
            found[name] = near
        else:
            earlier[name] = _letters(name)
    return found


def _nearest(name: str, others: dict[str, str]) -> str:
    letters = _letters(name)
    result = process.extractOne(letters, others, scorer=OSA.distance, score_cutoff=_mistakes(letters)) if letters else None
    return result[2] if result and _is_same_but_for_mistakes(letters, result[0]) else ""


def _is_same_but_for_mistakes(one: str, other: str) -> bool:
    """Flyer 2025 and Flyer 2026, Brand A and Brand B are two: a number or a single letter tells them apart."""
    if "".join(filter(str.isdigit, one)) != "".join(filter(str.isdigit, other)):
        return False
    words, others = one.split(), other.split()
    if len(words) != len(others):
        return True
    return all(word == beside or min(len(word), len(beside)) > 2 for word, beside in zip(words, others, strict=True))


def _mistakes(letters: str) -> int:
    return 2 if len(letters) >= LONG else 1 if len(letters) >= SHORTEST else 0


def _letters(name: str) -> str:
    """Without case, accents or signs, and with one space between words."""
    return " ".join("".join(c if c.isalnum() else " " for c in folded(name)).split())
