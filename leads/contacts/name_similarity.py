"""Whether two names are one person's, compared as people write them. Pure: knows no contact and no database.

Turned round, with initials, without a middle name, with or without titles and accents, with one typo in a longer name: the
same. Another first name of one family, Junior and Senior, Mr and Mrs: not the same. A nickname is another name here.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from statistics import fmean

from rapidfuzz.distance import OSA

from leads.letters import folded, words_of

SAME = 80
"""Of 100: from here on two names are one person's."""

MEN = {"mr", "herr", "herrn", "hr", "monsieur", "senor", "signor", "meneer", "dhr"}
WOMEN = {"mrs", "ms", "miss", "frau", "fr", "mme", "mlle", "madame", "senora", "sra", "signora", "mevrouw", "mevr", "fru"}
TITLES = MEN | WOMEN | {"mx", "dr", "drs", "doctor", "prof", "professor", "dipl", "ing", "mag", "rev", "sir", "dott", "dra", "hon"}
DEGREES = {"phd", "esq", "mba", "msc", "bsc", "llm", "llb", "med", "dds", "cpa", "md", "ba", "ma"}
SHORT_DEGREES = {"md", "ba", "ma"}
"""Names of people too (Jack Ma): degrees behind a comma only."""
GENERATIONS = {"jr": 2, "jun": 2, "junior": 2, "sr": 1, "sen": 1, "senior": 1, "ii": 2, "iii": 3, "iv": 4}
JOINING = {"and", "und", "et", "y", "e", "en", "van", "von", "zu", "der", "den", "de", "del", "della", "di", "da", "do", "dos", "das"}
JOINING |= {"du", "la", "le", "ter", "ten", "bin", "ibn", "al", "el"}
"""Words between names that many leave out; at the beginning they are a name (Van Nguyen)."""

DOTTED_DEGREE = re.compile(r"\b(ph|b|m)\. ?(d|sc|a|b)\b\.?", re.IGNORECASE)
EXACT, RESPELT, TYPO, INITIAL = 100, 97, 92, 88
TYPO_IN_SURNAME, SLIP_IN_FIRST_NAME, TYPO_IN_FIRST_NAME = 5, 5, 8
"""Letters a word needs before a typo in it is taken for one. First names of a family differ by a letter: Marina, Martina."""


@dataclass(frozen=True)
class Name:
    """`words`: in plain letters, the family name last where a comma or the usual order says so."""

    words: tuple[str, ...] = ()
    man: bool | None = None
    generation: int = 0


def is_same_name(one: str, other: str) -> bool:
    """Whether both may be what one person is called. An empty name is nobody's."""
    return alike(one, other) >= SAME


def alike(one: str, other: str) -> float:
    """0 to 100; from SAME on they are one person's. Symmetric. An empty name is unlike every other."""
    first, second = sorted((_read(one), _read(other)), key=lambda name: (len(name.words), name.words))
    if not first.words:
        return 0.0
    if _contradict(first, second):
        return min(50.0, _distance(first, second))
    if _run_together(first.words, second.words):
        return 100.0
    return _as_one_person(first, second) or _distance(first, second)


def least_alike_word(one: str, other: str) -> float | None:
    """0 to 100: how near the word of the shorter name that is least like any of the longer comes to one of it. None where one is empty.

    Ann and Anne Miller: 75. Ann and Bob Miller: 0. An initial is as near as the word it may stand for.
    """
    shorter, longer = sorted((_read(one).words, _read(other).words), key=lambda words: (len(words), words))
    if not shorter:
        return None
    left, least = list(longer), 100.0
    for word in sorted(shorter, key=lambda word: (-len(word), word)):
        if word == left[0]:  # none is nearer
            left.pop(0)
            continue
        near, at = max((_nearness(word, candidate), -place) for place, candidate in enumerate(left))
        left.pop(-at)
        least = min(least, near)
    return least


def _nearness(word: str, other: str) -> float:
    return 100.0 if _degree(word, other, False) else 100 * OSA.normalized_similarity(word, other)


@lru_cache(maxsize=50_000)
def _read(text: str) -> Name:
    words = _in_order(DOTTED_DEGREE.sub(r"\1\2", text))
    titles = {word in MEN for word in words if word in MEN | WOMEN}
    bare = [word for word in words if word not in TITLES and word not in DEGREES - SHORT_DEGREES]
    generation = GENERATIONS.get(bare[-1], 0) if len(bare) > 1 else 0
    if generation:
        bare.pop()
    bare = bare[:1] + [word for word in bare[1:] if word not in JOINING]
    return Name(tuple(bare or words), titles.pop() if len(titles) == 1 else None, generation)


def _in_order(text: str) -> list[str]:
    """The words, what stands behind a comma first: "miller, ann" is "ann miller"; titles there are left out."""
    parts = [words_of(part) for part in text.split(",")]
    before, *rest = [part for part in parts if part] or [[]]
    behind = [part for part in rest if not all(word in TITLES | DEGREES or word in GENERATIONS for word in part)]
    generation = [word for part in rest if part not in behind for word in part if word in GENERATIONS]
    return [word for part in behind for word in part] + before + generation


def _contradict(one: Name, other: Name) -> bool:
    """Mr and Mrs, Junior and Senior."""
    return (None not in (one.man, other.man) and one.man != other.man) or bool(
        one.generation and other.generation and one.generation != other.generation
    )


def _run_together(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """The same letters in the same order, from whichever word on: "anne-marie", "anne marie", "annemarie"."""
    joined = folded("".join(other))
    return any(folded("".join(one[at:] + one[:at])) == joined for at in range(len(one)))


def _as_one_person(shorter: Name, longer: Name) -> float:
    """SAME to 100, or 0 when a word of the shorter name is nowhere in the longer.

    One word at least is the same in both and no initial, and one typo is all. What the longer has more is a middle name.
    """
    pairs = _paired(shorter.words, longer.words)
    degrees = [_degree(*pair) for pair in pairs]
    if len(pairs) < len(shorter.words) or degrees.count(TYPO) > 1:
        return 0.0
    whole = any(degree >= RESPELT and len(pair[0]) > 1 for pair, degree in zip(pairs, degrees, strict=True))
    if not whole and not (len(longer.words) == 1 and degrees == [TYPO]):
        return 0.0
    left_out = len(longer.words) - len(pairs)
    return max(float(SAME), fmean(degrees) - 3 * left_out - (5 if left_out and len(pairs) == 1 else 0))


def _paired(shorter: tuple[str, ...], longer: tuple[str, ...]) -> list[tuple[str, str, bool]]:
    """Each word of the shorter name with one of the longer that may be the same, the surest first: (word, word, both family names)."""
    choices = [
        (word, other, at + 1 == len(shorter) and there + 1 == len(longer) and len(shorter) > 1, at, there)
        for at, word in enumerate(shorter)
        for there, other in enumerate(longer)
    ]
    pairs, used, used_there = [], set(), set()
    for word, other, family, at, there in sorted(choices, key=lambda choice: -_degree(*choice[:3])):
        if at not in used and there not in used_there and _degree(word, other, family):
            pairs.append((word, other, family))
            used.add(at)
            used_there.add(there)
    return pairs


@lru_cache(maxsize=200_000)
def _degree(word: str, other: str, family: bool) -> int:
    """How sure it is that two words are one, or 0. `family`: both stand where a family name stands."""
    if word == other:
        return EXACT
    if not (word.isalpha() and other.isalpha()):
        return 0
    if 1 in (len(word), len(other)):
        return INITIAL if word[0] == other[0] and word[0] != word[0].upper() else 0
    if folded(word) == folded(other) or (_sound(word) == _sound(other) and len(_sound(word)) > 2):
        return RESPELT
    return TYPO if _is_typo(word, other, family) else 0


def _is_typo(word: str, other: str, family: bool) -> bool:
    """One letter wrong, missing, too many or swapped, never the first; in a first name not the last either (Paul, Paula)."""
    shortest = min(len(word), len(other))
    if OSA.distance(word, other, score_cutoff=1) != 1 or word[0] != other[0]:
        return False
    if family:
        return shortest >= TYPO_IN_SURNAME
    slip = sorted(word) == sorted(other)
    return word[-1] == other[-1] and shortest >= (SLIP_IN_FIRST_NAME if slip else TYPO_IN_FIRST_NAME)


@lru_cache(maxsize=50_000)
def _sound(word: str) -> str:
    """One spelling for several of one name: Philip, Phillip, Filip; Meier, Meyer; Carl, Karl; Jon, John."""
    word = folded(word)
    word = word[0] + word[1:].replace("y", "i")
    word = word.replace("ph", "f").replace("ck", "k").replace("dt", "t")
    word = re.sub(r"c(?![hieyz])", "k", word)
    word = word[0] + re.sub(r"(?<![cs])h", "", word[1:])
    return re.sub(r"(.)\1", r"\1", word)


def _distance(shorter: Name, longer: Name) -> float:
    """Below SAME, and the nearer to it the more letters agree: to put pairs in an order."""
    ratios = [(max(OSA.normalized_similarity(word, other) for other in longer.words), len(word)) for word in shorter.words]
    mean = sum(ratio * letters for ratio, letters in ratios) / sum(letters for _ratio, letters in ratios)
    return max(0.0, min(SAME - 1.0, 100 * mean - 3 * (len(longer.words) - len(shorter.words)) - 5))
