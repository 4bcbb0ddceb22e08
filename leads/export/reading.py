"""Leads of a query as rows of values, a block at a time."""

from collections.abc import Callable, Iterator, Sequence
from itertools import batched
from operator import itemgetter

from django.db.models import QuerySet, TextField
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from leads.export.columns import Column, values
from leads.models import Lead

CHUNK = 2000
"""Leads read at a time: one statement."""
PREFIX = "export_"
"""Before the name of a value, since a field of Lead may have that name."""


def chunks(leads: QuerySet[Lead], *, columns: Sequence[Column]) -> Iterator[list[list]]:
    """Blocks of rows, newest lead first; a row has a value for each column.

    Who is on the list is asked once, at the beginning, and only their ids are kept, by a cursor of the server. So a filter that is
    slow is slow once, the first block comes soon, and no transaction is held for as long as somebody's download takes.
    """
    asked = tuple(dict.fromkeys(name for column in columns for name in column.needs))
    known = values()
    annotations = {f"{PREFIX}{name}": known[name] for name in asked}
    row = _builder(columns, asked)
    ids = leads.order_by("-listed_at", "-pk").values_list(Cast("pk", TextField()), flat=True)
    for block in batched(ids.iterator(chunk_size=CHUNK), CHUNK):
        wanted = RawSQL("SELECT unnest(%s::uuid[])", [f"{{{','.join(block)}}}"])
        found = Lead.objects.filter(pk__in=wanted).annotate(**annotations).order_by("-listed_at", "-pk")
        yield [row(one) for one in found.values_list(*annotations)]


def _builder(columns: Sequence[Column], names: tuple[str, ...]) -> Callable[[tuple], list]:
    """From the values of a query to those of a row."""
    places = {name: at for at, name in enumerate(names)}
    plan = [(itemgetter(*(places[name] for name in column.needs)), column.read, len(column.needs) > 1) for column in columns]

    def row(found: tuple) -> list:
        return [get(found) if read is None else read(*get(found)) if several else read(get(found)) for get, read, several in plan]

    return row
