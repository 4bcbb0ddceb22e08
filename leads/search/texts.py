"""What people wrote, by its words: what they want, notes, what was said and mail. An index of words answers each."""

from dataclasses import dataclass

from django.apps import apps
from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db.models import Func, Q, QuerySet, TextField
from django.db.models.expressions import OrderBy
from django.db.models.functions import Coalesce

from leads.letters import folded, words_of
from leads.search.names import LONGEST, MOST_WORDS

FEWEST = 3
"""Letters of a word that is looked for: shorter ones are in every text."""


@dataclass(frozen=True)
class Text:
    """Where something is written: columns of a model with an index of their words.

    `of`: what it belongs to, the field of its id; `at`: the field that sorts by when it was written.
    """

    label: str
    columns: tuple[str, ...]
    of: str
    at: str = "pk"

    @property
    def joined(self) -> Func:
        return Func(*self.columns, arg_joiner=" || ' ' || ", template="(%(expressions)s)", output_field=TextField())

    @property
    def words(self) -> Func:
        """What is written by its words, folded as names are. By a function of our migrations, so that an index can hold it."""
        return Func(self.joined, function="leads_words", output_field=SearchVectorField())

    @property
    def newest(self) -> OrderBy:
        """An order that no index has: else the planner walks one, and makes the words of every row anew where nobody wrote them."""
        return Coalesce(self.at, self.at).desc()

    @property
    def is_empty(self) -> Q:
        """Nothing is written; such rows are not in the index."""
        return Q(**dict.fromkeys(self.columns, ""))

    def holding(self, text: str) -> QuerySet:
        """The rows that have every word typed, or one that begins so."""
        queryset, query = apps.get_model(self.label).objects.order_by(), query_of(text)
        if not query:
            return queryset.none()
        words = SearchQuery(query, config="simple", search_type="raw")
        return queryset.filter(~self.is_empty).alias(words=self.words).filter(words=words)


OF_CONTACT = Text("leads.Contact", ("about",), of="pk")
OF_LEAD = Text("leads.Lead", ("interest", "notes"), of="pk", at="listed_at")
OF_ACTIVITY = Text("leads.Activity", ("text",), of="lead")
OF_MESSAGE = Text("leads.Message", ("subject", "text"), of="lead")
OF_LEADS = (OF_LEAD, OF_ACTIVITY, OF_MESSAGE)


def leads_holding(text: str) -> list[QuerySet]:
    """The ids of leads with these words in what they want, in notes, in what was said and in mail: a queryset each."""
    return [written.holding(text).values(written.of) for written in OF_LEADS]


def query_of(text: str) -> str:
    """The words of a search as PostgreSQL writes them: each may go on. Nothing where there are only short ones."""
    words = [folded(word) for word in words_of(text[:LONGEST])][:MOST_WORDS]
    kept = [word for word in words if len(word) >= FEWEST or not word.isascii()]
    return " & ".join(f"'{word}':*" for word in kept)


def excerpt(text: str, typed: str, *, else_nothing: bool = False, before: int = 30, length: int = 90) -> str:
    """The part of a text round the first word that was looked for, on one line; without it the beginning, or nothing."""
    line = " ".join(text.split())
    place = _place_of(line, typed)
    if place is None and else_nothing:
        return ""
    start = line.find(" ", place - before) + 1 if place and place > before else 0
    cut = line[start : start + length]
    return f"{'… ' if start else ''}{cut.rstrip()}{' …' if start + length < len(line) else ''}"


def _place_of(line: str, typed: str) -> int | None:
    wanted = {folded(word)[:FEWEST] for word in words_of(typed) if len(word) >= FEWEST}
    place = 0
    for word in line.split(" "):
        if any(folded(part)[:FEWEST] in wanted for part in words_of(word)):
            return place
        place += len(word) + 1
    return None
