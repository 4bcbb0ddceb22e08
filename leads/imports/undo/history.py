"""Rows of a tracked model that were written under some contexts of the history: what they were before, what was made of them, what they
are now. Every query here holds rows against events, in the database, and takes any number of them.

A group is columns that mean something together only (a source and how it is known): they are put back together or not at all.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection, models
from psycopg2.sql import SQL, Composable, Identifier, Literal

from accounts.copying import stored_fields

Contexts = list[UUID]
Groups = Mapping[str, tuple[str, ...]]

# The first and the last that these contexts did to each row; one that a context made or deleted was not there before.
MARKS = SQL("""
SELECT span.id, before.pgh_id AS before, span.last FROM (
    SELECT pgh_obj_id AS id, min(pgh_id) AS first, max(pgh_id) AS last FROM {events} t
    WHERE pgh_context_id = ANY(%(contexts)s::uuid[]) AND {only} GROUP BY pgh_obj_id HAVING bool_and(pgh_label = 'update')) span
CROSS JOIN LATERAL (
    SELECT pgh_id FROM {events} earlier WHERE earlier.pgh_obj_id = span.id AND earlier.pgh_id < span.first
    ORDER BY pgh_id DESC LIMIT 1) before
""")
COMPARED = SQL("""
SELECT t.id, array_remove(ARRAY[{puts}]::text[], NULL) AS puts, array_remove(ARRAY[{stays}]::text[], NULL) AS stays,
       b.pgh_id AS before, a.pgh_id AS after
FROM ({marks}) mark JOIN {events} b ON b.pgh_id = mark.before JOIN {events} a ON a.pgh_id = mark.last JOIN {table} t ON t.id = mark.id
""")
PUT_BACK = SQL("""
UPDATE {table} t SET {assigned}
FROM {events} b, {events} a, unnest(%(ids)s::{key}[], %(befores)s::bigint[], %(afters)s::bigint[]) AS mark (id, before, after)
WHERE b.pgh_id = mark.before AND a.pgh_id = mark.after AND t.id = mark.id
""")
VALUES = SQL("""
SELECT b.pgh_obj_id, jsonb_build_object({b}), jsonb_build_object({a})
FROM unnest(%(befores)s::bigint[], %(afters)s::bigint[]) AS mark (before, after)
JOIN {events} b ON b.pgh_id = mark.before JOIN {events} a ON a.pgh_id = mark.after
""")
DELETED = SQL("""
INSERT INTO {table} ({columns})
SELECT {columns} FROM {events} t WHERE pgh_context_id = ANY(%(contexts)s::uuid[]) AND pgh_label = 'delete' AND {only}
ON CONFLICT DO NOTHING RETURNING id
""")
LOCKED = SQL("""
SELECT count(*) FROM (
    SELECT FROM {table} t WHERE t.id IN (SELECT pgh_obj_id FROM {events} WHERE pgh_context_id = ANY(%(contexts)s::uuid[]))
    ORDER BY t.id FOR NO KEY UPDATE) locked
""")


@dataclass(frozen=True)
class Change:
    """What can be put back of one row, and what cannot since somebody changed it again, by groups. Keys of its events."""

    pk: Any
    puts: list[str]
    stays: list[str]
    before: int
    after: int


@dataclass(frozen=True)
class Tracked:
    """A model whose history says what it was. `ignored`: columns that follow from others, or count changes."""

    model: type[models.Model]
    groups: Groups = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    counter: str = ""
    """A column that grows by one with every change."""

    @property
    def names(self) -> dict[str, Composable]:
        return {"table": Identifier(self.model._meta.db_table), "events": Identifier(self.model.pgh_event_model._meta.db_table)}

    @property
    def key(self) -> Composable:
        """The type of its key in the database."""
        return SQL(self.model._meta.pk.rel_db_type(connection))

    @property
    def columns(self) -> list[str]:
        return [each.column for each in stored_fields(self.model)]

    def row(self, alias: str, columns: Iterable[str] | None = None) -> Composable:
        """The row as one value, to be compared."""
        names = columns or [each for each in self.columns if each not in self.ignored]
        return SQL("ROW({})").format(SQL(", ").join(Identifier(alias, each) for each in names))

    def is_put(self, group: str) -> Composable:
        """It was changed, and is as it was left."""
        now, before, after = (self.row(alias, self.groups[group]) for alias in "tba")
        return SQL("({now} IS NOT DISTINCT FROM {after} AND {before} IS DISTINCT FROM {after})").format(now=now, before=before, after=after)

    def stays(self, group: str) -> Composable:
        """It was changed, and somebody changed it again to something else."""
        now, before, after = (self.row(alias, self.groups[group]) for alias in "tba")
        return SQL("({now} IS DISTINCT FROM {after} AND {now} IS DISTINCT FROM {before} AND {before} IS DISTINCT FROM {after})").format(
            now=now, before=before, after=after
        )

    def last(self) -> Composable:
        """The last that the contexts made of each row."""
        return SQL(
            "SELECT e.* FROM (SELECT max(pgh_id) AS pgh_id FROM {events} WHERE pgh_context_id = ANY(%(contexts)s::uuid[])"
            " AND pgh_label <> 'delete' GROUP BY pgh_obj_id) newest JOIN {events} e USING (pgh_id)"
        ).format(**self.names)

    def lock(self, contexts: Contexts) -> None:
        """Every row that the contexts wrote, until the transaction ends: what is seen of them then stays true."""
        fetch(LOCKED.format(**self.names), {"contexts": contexts})

    def written(self, label: str) -> Composable:
        """Keys of the rows that the contexts inserted, updated or deleted."""
        return SQL("SELECT pgh_obj_id FROM {events} WHERE pgh_context_id = ANY(%(contexts)s::uuid[]) AND pgh_label = {label}").format(
            label=Literal(label), **self.names
        )

    def changes(self, *, contexts: Contexts, groups: Iterable[str] | None = None, only: Composable | None = None, **params) -> list[Change]:
        """Of every row that was here before the contexts wrote to it. `only`: a condition on the lines `t` of the history."""
        names = list(groups or self.groups)
        puts, stays = (_those(names, test) for test in (self.is_put, self.stays))
        query = COMPARED.format(puts=puts, stays=stays, marks=MARKS.format(only=only or SQL("TRUE"), **self.names), **self.names)
        changes = [Change(*row) for row in fetch(query, {"contexts": contexts, **params})]
        return [each for each in changes if each.puts or each.stays]

    def put_back(self, changes: list[Change]) -> None:
        """Set what `puts` names to what it was. One statement for each set of groups that occurs."""
        by_groups: dict[tuple[str, ...], list[Change]] = {}
        for change in changes:
            by_groups.setdefault(tuple(change.puts), []).append(change)
        for groups, alike in by_groups.items():
            columns = [column for group in groups for column in self.groups[group]]
            if columns:
                self._set(columns, alike)

    def _set(self, columns: list[str], changes: list[Change]) -> None:
        values = [SQL("{} = {}").format(Identifier(each), Identifier("b", each)) for each in columns]
        if self.counter:
            values.append(SQL("{} = {} + 1").format(Identifier(self.counter), Identifier("t", self.counter)))
        params = {"ids": [each.pk for each in changes]} | _events(changes)
        execute(PUT_BACK.format(assigned=SQL(", ").join(values), key=self.key, **self.names), params)

    def insert_again(self, *, contexts: Contexts, only: Composable | None = None, **params) -> list:
        """Rows that were deleted under the contexts come back as they were. `only`: a condition on the line `t` of the history.
        Returns their keys."""
        columns = SQL(", ").join(map(Identifier, self.columns))
        query = DELETED.format(columns=columns, only=only or SQL("TRUE"), **self.names)
        return ids_of(query, {"contexts": contexts, **params})

    def delete_inserted(self, contexts: Contexts) -> None:
        """Rows that were inserted under the contexts go."""
        query = SQL("DELETE FROM {table} t WHERE t.id IN ({inserted})").format(inserted=self.written("insert"), **self.names)
        execute(query, {"contexts": contexts})

    def values(self, changes: list[Change], *, columns: Iterable[str] = ()) -> dict[Any, tuple[dict, dict]]:
        """Before and after of each, as JSON by column. `columns`: of all that are in a group, unless these are named."""
        wanted = list(columns) or [column for group in self.groups.values() for column in group]
        objects = {alias: SQL(", ").join(SQL("{}, {}").format(Literal(each), Identifier(alias, each)) for each in wanted) for alias in "ba"}
        query = VALUES.format(**objects, **self.names)
        return {pk: (_json(before), _json(after)) for pk, before, after in fetch(query, _events(changes))}


def _json(value: Any) -> dict:
    return value if isinstance(value, dict) else json.loads(value)


def _events(changes: list[Change]) -> dict[str, list[int]]:
    return {"befores": [each.before for each in changes], "afters": [each.after for each in changes]}


def _those(groups: list[str], test: Callable[[str], Composable]) -> Composable:
    """Of the groups, the names of those that pass, and NULL for the others."""
    return SQL(", ").join(SQL("CASE WHEN {} THEN {} END").format(test(each), Literal(each)) for each in groups)


def fetch(query: Composable, params: dict[str, Any]) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query.as_string(cursor.connection), params)
        return cursor.fetchall()


def execute(query: Composable, params: dict[str, Any]) -> int:
    """Returns how many rows it was."""
    with connection.cursor() as cursor:
        cursor.execute(query.as_string(cursor.connection), params)
        return cursor.rowcount


def ids_of(query: Composable, params: dict[str, Any]) -> list:
    """The first column of a query."""
    return [row[0] for row in fetch(query, params)]
