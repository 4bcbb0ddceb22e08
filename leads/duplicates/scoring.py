"""How likely two contacts are one person, 0 to 100, and what says so. Pure: rows in, a verdict out.

docs/duplicates.md has how well it does on data whose truth is known.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from leads.contacts.name_similarity import SAME, alike, least_alike_word
from leads.letters import sort_key

PROBABLE = 60
"""From this score on two are probably one person; below they are perhaps a family, or two people behind one number."""
NEAR_NAME = 50
"""Of 100: words of two names that differ more are two names. Families live at one address: Ann and Bob Miller are not near."""
NEAR_EMAIL, NEAR_PART = 80, 70
"""An e-mail address with a typo: as a whole, or on both sides of the @."""
NEAR_PLACE = 70
SAME_STREET, OTHER = 90, 50
NEAR_FIRST_NAME = 75
NAMESAKES = 0.2
"""How many of one name there may be by chance in a town for two of them to be one person."""
NAMESAKES_ANYWHERE = 0.1
WHOLE_ADDRESS, HALF_ADDRESS = 5, 3
FAMILY = 40
"""Names that have a word in common: at one whole address they are one person, or a family."""

key_of = lru_cache(maxsize=50_000)(sort_key)
"""A name is compared many times in a row."""


class Reason(StrEnum):
    PHONE = "phone"
    EMAIL = "email"
    NEAR_EMAIL = "near_email"
    ADDRESS = "address"
    FIRM = "firm"
    RARE_NAME = "rare_name"
    SAME_NAME = "same_name"
    NAMES_ALIKE = "names_alike"
    OTHER_FAMILY_NAME = "other_family_name"
    NAMES_DIFFER = "names_differ"
    FAMILY = "family"


SCORES = {Reason.NEAR_EMAIL: 86, Reason.ADDRESS: 84, Reason.FIRM: 80, Reason.RARE_NAME: 70, Reason.FAMILY: 30}
"""Of pairs without a number or an e-mail address in common."""
WAY_AND_NAMES, WAY_AND_NEAR_NAMES, WAY_ALONE = 95, 88, 45


@dataclass(frozen=True, slots=True)
class Person:
    """Of a contact what is compared; any of it may be empty. `emails` in small letters; `phones` with their extensions."""

    name: str = ""
    company: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    street: str = ""
    postcode: str = ""
    town: str = ""


@dataclass(frozen=True)
class Names:
    """How often each word of a name occurs among `people` contacts, and how many of them live in each town (keys of `sort_key`)."""

    people: int
    words: Mapping[str, int]
    towns: Mapping[str, int]

    def namesakes(self, person: Person, *, in_town: bool) -> float:
        """How many are called so by chance, as if first names and family names had nothing to do with each other."""
        expected = float(self.towns.get(key_of(person.town), 0) if in_town else self.people)
        for word in key_of(person.name).split():
            expected *= self.words.get(word, 1) / max(self.people, 1)
        return expected


@dataclass(frozen=True)
class Verdict:
    """`reasons`: what says so, the surest first, and how the names compare."""

    score: int
    reasons: tuple[Reason, ...]


def judge(one: Person, other: Person, *, names: Names) -> Verdict | None:
    """None when nothing says that they are one person. Symmetric."""
    near = least_alike_word(one.name, other.name)
    shared = [reason for reason, ways in _ways(one, other) if ways]
    place = 0 if shared else _place(one, other)
    if not shared and near is not None and near < NEAR_NAME and place < HALF_ADDRESS:
        return None
    score = alike(one.name, other.name)
    words = _of_names(one, other, score=score, near=near)
    if shared:
        return Verdict(_score_of_ways(one, other, shared, words, score=score), (*shared, *words))
    reason = _reason(one, other, score=score, near=near, place=place, names=names)
    if reason is None:
        return None
    if reason is Reason.ADDRESS and words == (Reason.NAMES_DIFFER,):
        words = (Reason.OTHER_FAMILY_NAME,)
    bonus = round(max(score, near or 0) / 20)
    return Verdict(SCORES[reason] + bonus, (reason,) if reason is Reason.FAMILY else (reason, *words))


def _ways(one: Person, other: Person) -> list[tuple[Reason, set[str]]]:
    return [(Reason.EMAIL, set(one.emails) & set(other.emails)), (Reason.PHONE, set(one.phones) & set(other.phones))]


def _of_names(one: Person, other: Person, *, score: float, near: float | None) -> tuple[Reason, ...]:
    """How they compare; nothing where one has none."""
    if near is None:
        return ()
    if key_of(one.name) == key_of(other.name):
        return (Reason.SAME_NAME,)
    return (Reason.NAMES_ALIKE,) if score >= SAME or near >= NEAR_NAME else (Reason.NAMES_DIFFER,)


def _score_of_ways(one: Person, other: Person, shared: list[Reason], words: tuple[Reason, ...], *, score: float) -> int:
    """A number or an address alone is no proof: families share a landline, colleagues a switchboard."""
    if words == (Reason.NAMES_DIFFER,):
        return WAY_AND_NEAR_NAMES if _is_spelt_by_address(one, other) else WAY_ALONE + len(shared)
    is_one = not words or score >= SAME or words == (Reason.SAME_NAME,)
    return (WAY_AND_NAMES if is_one else WAY_AND_NEAR_NAMES) + len(shared)


def _is_spelt_by_address(one: Person, other: Person) -> bool:
    """Grace, and Kelly, at grace.kelly@: every word of both names stands in an address they share."""
    words = key_of(f"{one.name} {other.name}").split()
    locals_ = [key_of(email.partition("@")[0]).replace(" ", "") for email in set(one.emails) & set(other.emails)]
    return any(all(len(word) > 1 and fuzz.partial_ratio(word, local) >= SAME for word in words) for local in locals_)


def _reason(one: Person, other: Person, *, score: float, near: float | None, place: int, names: Names) -> Reason | None:
    emails = _emails(one, other)
    has_other_numbers = bool(one.phones and other.phones)  # with one in common it would not have come here
    is_near_email = emails is not None and emails >= (NEAR_PART if near is None else NEAR_EMAIL) and (near is None or near >= NEAR_NAME)
    if is_near_email and not has_other_numbers:
        return Reason.NEAR_EMAIL
    if near is None:
        return None
    count = min(len(key_of(person.name).split()) for person in (one, other))
    if _is_at_one_address(one, other, place=place, score=score, near=near, count=count):
        return Reason.ADDRESS
    if _is_one_firm(one, other) and ((near >= NEAR_NAME and count > 1 and not has_other_numbers) or score >= 100):
        return Reason.FIRM
    if place >= WHOLE_ADDRESS and score >= FAMILY:
        return Reason.FAMILY
    is_rare = place >= 0 and emails is None and _is_rare(one, other, score=score, near=near, count=count, names=names)
    return Reason.RARE_NAME if is_rare else None


def _is_at_one_address(one: Person, other: Person, *, place: int, score: float, near: float, count: int) -> bool:
    """The more of the names agrees, the less of the address has to. One first name at one whole address is one person, who married."""
    if score >= SAME and place >= (1 if count > 1 else HALF_ADDRESS) and _has_more_than_a_town(one, other):
        return True
    if place >= HALF_ADDRESS and (near >= NEAR_NAME or _near(_joined(one), _joined(other)) >= SAME):
        return True
    return place >= WHOLE_ADDRESS and count > 1 and _near(*(key_of(person.name).split()[0] for person in (one, other))) >= NEAR_FIRST_NAME


def _joined(person: Person) -> str:
    return key_of(person.name).replace(" ", "")


def _emails(one: Person, other: Person) -> float | None:
    """How near their nearest addresses are, 0 to 100; None where one of them has none."""
    pairs = [_near_addresses(first, second) for first in one.emails for second in other.emails]
    return max(pairs, default=None)


def _near_addresses(first: str, second: str) -> float:
    """As a whole; but no more than 79 where a side of the @ is another: colleagues share a long domain. john75@ and john82@ are two."""
    if _differ_by_number(first.partition("@")[0], second.partition("@")[0]):
        return 0
    parts = zip(first.partition("@")[::2], second.partition("@")[::2], strict=True)
    least = min(_near(*part) for part in parts)
    return NEAR_EMAIL if least >= NEAR_PART else min(_near(first, second), NEAR_EMAIL - 1)


def _differ_by_number(first: str, second: str) -> bool:
    """The same letters, and numbers that differ by more than a slip of the finger in a longer one."""
    numbers = ["".join(filter(str.isdigit, text)) for text in (first, second)]
    letters = ["".join(letter for letter in text if not letter.isdigit()) for text in (first, second)]
    shortest = min(map(len, numbers))
    return letters[0] == letters[1] and shortest > 0 and OSA.distance(*numbers) > (1 if shortest > 1 else 0)


def _near(first: str, second: str) -> float:
    return 100 * OSA.normalized_similarity(first, second) if first and second else 0


def _place(one: Person, other: Person) -> int:
    """What their addresses have in common, less what contradicts: street 3, postcode 2, town 1. What one of them lacks says nothing."""
    points = 0
    if one.street and other.street:
        street = fuzz.token_sort_ratio(key_of(one.street), key_of(other.street))
        points += 3 if street >= SAME_STREET else 2 if street >= NEAR_PLACE else -1 if street < OTHER else 0
    if one.postcode and other.postcode:
        postcode = _near(key_of(one.postcode).replace(" ", ""), key_of(other.postcode).replace(" ", ""))
        points += 2 if postcode == 100 else 1 if postcode >= NEAR_PLACE else -1
    if one.town and other.town:
        town = _near(key_of(one.town), key_of(other.town))
        points += 1 if town >= NEAR_PLACE else -1 if town < OTHER else 0
    return points


def _has_more_than_a_town(one: Person, other: Person) -> bool:
    return bool(one.street and other.street) or bool(one.postcode and other.postcode)


def _is_one_firm(one: Person, other: Person) -> bool:
    return bool(one.company and other.company) and fuzz.token_set_ratio(key_of(one.company), key_of(other.company)) >= SAME


def _is_rare(one: Person, other: Person, *, score: float, near: float, count: int, names: Names) -> bool:
    """A name that hardly anybody has: alike in one town, or the same anywhere."""
    shorter = min((one, other), key=lambda person: (len(key_of(person.name).split()), person.name))
    if one.town and other.town:
        is_near = _near(key_of(one.town), key_of(other.town)) >= NEAR_PLACE
        most = NAMESAKES if score >= SAME else NAMESAKES_ANYWHERE if near >= NEAR_NAME and count > 1 else 0
        return is_near and names.namesakes(shorter, in_town=True) <= most > 0
    return score >= SAME and count > 1 and names.namesakes(shorter, in_town=False) <= NAMESAKES_ANYWHERE
