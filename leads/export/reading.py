"""Leads of a query as rows of cells, a block at a time."""

from collections.abc import Iterator, Sequence
from itertools import batched

from django.db import connection
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from accounts.amounts import kept_decimals
from accounts.models import Business
from leads.export.columns import Column, parts
from leads.models import Lead

type Row = tuple[str, ...]

BLOCK = 50_000
"""Leads of one statement, about forty megabytes. Fewer, and tables are read again for each; more, and the first comes late."""
FETCHED = 1000
"""Rows of a statement made into Python's texts at a time."""


def chunks(leads: QuerySet[Lead], *, columns: Sequence[Column], business: Business, zone: str = "") -> Iterator[list[Row]]:
    """Chunks of rows, newest lead first; a row has a text for each column. `zone`: where moments are told, else at the business.

    Who is on the list is asked once, at the beginning, and only their ids are kept, by a cursor of the server. So a filter that is
    slow is slow once, the first rows come soon, and no transaction is held for as long as somebody's download takes.
    """
    query, told = _query(columns), {"zone": zone or business.time_zone, "decimals": kept_decimals(business.currency)}
    ids = leads.order_by("-listed_at", "-pk").values_list(Cast("pk", TextField()), flat=True)
    for block in batched(ids.iterator(chunk_size=BLOCK), BLOCK):
        with connection.cursor() as cursor:
            cursor.execute(query, told | {"ids": list(block)})
            while rows := cursor.fetchmany(FETCHED):
                yield rows


def _query(columns: Sequence[Column]) -> str:
    queries = {"wanted": "SELECT * FROM leads_lead WHERE id = ANY(%(ids)s::uuid[])"}
    for part in parts:
        queries |= part.queries
    first = ",\n".join(f"{name} AS MATERIALIZED ({query})" for name, query in queries.items())
    cells = ",\n".join(f"coalesce({column.sql}, '')" for column in columns)
    joins = "".join(part.joins for part in parts)
    return f"WITH {first} SELECT {cells} FROM wanted {joins} ORDER BY wanted.listed_at DESC, wanted.id DESC"  # noqa: S608 - all ours
