"""What people wrote, by its words: what they want, notes, what was said and mail. An index of words answers each."""

from dataclasses import dataclass

from django.apps import apps
from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db.models import Func, Q, QuerySet, TextField

from leads.letters import folded, words_of
from leads.search.names import MOST_WORDS

FEWEST = 3
"""Letters of a word that is looked for: shorter ones are in every text."""


def words_in(*columns: str) -> Func:
    """The words of these columns, folded as names are. By a function of our migrations, so that an index can hold it."""
    joined = Func(*columns, arg_joiner=" || ' ' || ", template="(%(expressions)s)", output_field=TextField())
    return Func(joined, function="leads_words", output_field=SearchVectorField())


@dataclass(frozen=True)
class Text:
    """Where something is written: columns of a model with an index of their words.

    `of`: what it belongs to, the field of its id; `at`: the field that says when it was written.
    """

    label: str
    columns: tuple[str, ...]
    of: str
    at: str

    @property
    def words(self) -> Func:
        return words_in(*self.columns)

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


OF_CONTACT = Text("leads.Contact", ("about",), of="pk", at="created_at")
OF_LEAD = Text("leads.Lead", ("interest", "notes"), of="pk", at="listed_at")
OF_ACTIVITY = Text("leads.Activity", ("text",), of="lead", at="made_at")
OF_MESSAGE = Text("leads.Message", ("subject", "text"), of="lead", at="at")
OF_LEADS = (OF_LEAD, OF_ACTIVITY, OF_MESSAGE)


def leads_holding(text: str) -> list[QuerySet]:
    """The ids of leads with these words in what they want, in notes, in what was said and in mail: a queryset each."""
    return [written.holding(text).values(written.of) for written in OF_LEADS]


def query_of(text: str) -> str:
    """The words of a search as PostgreSQL writes them: each may go on. Nothing where there are only short ones."""
    words = [folded(word) for word in words_of(text)][:MOST_WORDS]
    kept = [word for word in words if len(word) >= FEWEST or not word.isascii()]
    return " & ".join(f"'{word}':*" for word in kept)


def excerpt(text: str, typed: str, *, before: int = 30, length: int = 90) -> str:
    """The part of a text round the first word that was looked for, on one line."""
    line = " ".join(text.split())
    words = {folded(word)[:FEWEST] for word in words_of(typed) if len(word) >= FEWEST}
    place = 0
    for word in line.split(" "):
        if any(folded(part)[:FEWEST] in words for part in words_of(word)):
            break
        place += len(word) + 1
    else:
        place = 0
    start = 0 if place <= before else line.find(" ", place - before) + 1
    cut = line[start : start + length]
    return f"{'… ' if start else ''}{cut.rstrip()}{' …' if start + length < len(line) else ''}"
