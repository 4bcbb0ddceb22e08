"""What somebody typed to find a person by, as conditions on names; an index answers each of them."""

from collections.abc import Callable

from django.db.models import Func, Lookup, Q, TextField

from leads.letters import folded, sort_key, words_of

NOBODY = Q(pk__in=[])
TRIGRAM = 3
"""Letters or digits in a row that an index of trigrams needs to look inside a word."""
FEWEST_WITH_A_SLIP = 4
"""Letters of a word in which one may be wrong: of three, every other name would be one slip away."""
MOST_WITH_A_SLIP = 30
"""Letters: each makes three patterns, and with some hundreds of letters one search would keep the database busy for seconds."""
MOST_WORDS = 8
LONGEST = 200
"""Letters of a search; what comes behind is not looked for."""
MOST_INITIALS = 4

NAMES = Func("sort_name", "company_key", arg_joiner=" || ' ' || ", template="(' ' || %(expressions)s)", output_field=TextField())
"""What searches look for words in: one index serves the words of both. A word of it begins behind a space."""
INITIALS = Func("sort_name", template=r"regexp_replace(%(expressions)s, '([^ ])[^ ]* ?', '\1', 'g')", output_field=TextField())
"""`anna maria muller` as `amm`."""
ENDS = Func("sort_name", template=r"regexp_replace(%(expressions)s, '^([^ ])[^ ]* (.* )?([^ ])[^ ]*$', '\1\3')", output_field=TextField())
"""`anna maria muller` as `am`: the first and the last initial. A name of one word as it is."""


@TextField.register_lookup
class LikeAny(Lookup):
    """One of these patterns, with places for one letter, `_`, and for some, `%`. An OR, which an index of trigrams answers."""

    lookup_name = "like_any"
    prepare_rhs = False

    def as_sql(self, compiler, connection) -> tuple[str, tuple]:
        left, params = self.process_lhs(compiler, connection)
        return f"({' OR '.join([f'{left} LIKE %s'] * len(self.rhs))})", tuple(part for pattern in self.rhs for part in (*params, pattern))


def by_name(text: str) -> Q:
    """On contacts that have their `names`: every word is in them, in whatever order; a short word begins one of theirs."""
    words = typed_words(text)
    if not words:
        key = sort_key(text)
        return Q(sort_name=key) | Q(company_key=key) if key else NOBODY
    match = Q()
    for word in words:
        match &= Q(names__contains=word if len(word) >= TRIGRAM else f" {word}")
    return match


def by_initials(text: str) -> Q:
    """On contacts that have their `initials` and `ends`: `jk` and `j.k.` are John Kennedy, with or without what is between."""
    words = typed_words(text)
    initials = words[0] if len(words) == 1 else "".join(words) if all(len(word) == 1 for word in words) else ""
    if not 2 <= len(initials) <= MOST_INITIALS or not initials.isalpha():
        return NOBODY
    return Q(ends=initials) if len(initials) == 2 else Q(initials=initials)


def by_near_name(text: str, *, unless: Callable[[], Q]) -> Q:
    """On contacts that have their `names`: one word of them begins as one typed but for a letter that is wrong, missing, too many or
    in its neighbour's place; the other words are in them as typed. Not where the condition `unless` holds."""
    words = typed_words(text)
    near = Q()
    for at, word in enumerate(words):
        if not FEWEST_WITH_A_SLIP <= len(word) <= MOST_WITH_A_SLIP or not word.isalpha():
            continue
        rest = Q()
        for other in words[:at] + words[at + 1 :]:
            rest &= Q(names__contains=other if len(other) >= TRIGRAM else f" {other}")
        near |= rest & Q(names__like_any=tuple(f"% {pattern}%" for pattern in one_slip(word)))
    return near & ~unless() if near else NOBODY


def typed_words(text: str) -> list[str]:
    """The words of a search, folded as names are; no more than anybody's name has."""
    return [folded(word) for word in words_of(text)][:MOST_WORDS]


def one_slip(word: str) -> list[str]:
    """Patterns of LIKE for the words from which this one is one slip of the hand away. Some three for each letter."""
    pairs = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    wrong = {f"{left}_{right[1:]}" for left, right in pairs if right}
    missing = {f"{left}_{right}" for left, right in pairs if left and right}
    too_many = {left + right[1:] for left, right in pairs if right}
    in_its_neighbours_place = {left + right[1] + right[0] + right[2:] for left, right in pairs if len(right) > 1}
    return sorted(wrong | missing | too_many | in_its_neighbours_place)
