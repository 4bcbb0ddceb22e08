"""Many new rows at once, by PostgreSQL's COPY: what `bulk_create` does at a fraction of its cost.

    make = RowMaker(Contact)
    contacts = [make(name=name) for name in names]
    number(contacts)
    with transaction.atomic(), copying_beside():
        copy_rows(contacts)                                   # PostgreSQL begins with these
        phones = NewRows(ContactPhone, "contact_id", "e164")  # while the next are made
        for contact in contacts:
            phones.add(contact.pk, "+441134960142")
        phones.store()

Columns, defaults and keys come from the model, so that a row stored this way is the row that `save()` would have stored. Triggers fire
and constraints hold as for any INSERT. What a constructor and a `save()` of its own would do is not done; no model here has either.
"""

import io
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, models, transaction
from django.db.models.base import ModelState
from django.db.models.expressions import DatabaseDefault

from accounts.copy_format import column, computed_default, constant_default, encoded, lines, statement, stored_fields, writer


class RowMaker[M: models.Model]:
    """Makes unsaved rows as the model's constructor does, with its defaults. Values are given by attname (`source_id`)."""

    def __init__(self, model: type[M]):
        self.model = model
        fields = stored_fields(model)
        self.computed = {field.attname: default for field in fields if (default := computed_default(field))}
        self.template = {field.attname: None if field.attname in self.computed else constant_default(field) for field in fields}

    def __call__(self, **values: Any) -> M:
        row = self.model.__new__(self.model)
        row.__dict__ = attributes = self.template | values
        if len(attributes) != len(self.template):
            raise TypeError(f"{self.model.__name__} has no columns {sorted(values.keys() - self.template.keys())}")
        for name, default in self.computed.items():
            if name not in values:
                attributes[name] = default()
        attributes["_state"] = ModelState()
        return row


def number(rows: Iterable[models.Model]) -> None:
    """Give rows without a key one of the table's own sequence. One query."""
    new = [row for row in rows if row.pk is None]
    if new:
        for row, value in zip(new, keys(type(new[0]), count=len(new)), strict=True):
            row.pk = value


def keys(model: type[models.Model], *, count: int) -> Iterator[int]:
    """So many of the table's own sequence. One query, at once; none for none."""
    if not count:
        return iter(())
    with connection.cursor() as cursor:
        sequence = [model._meta.db_table, model._meta.pk.column, count]
        cursor.execute("SELECT nextval(name::regclass) FROM pg_get_serial_sequence(%s, %s) name, generate_series(1, %s)", sequence)
        return iter([value for (value,) in cursor.fetchall()])


def copy_rows(rows: Sequence[models.Model]) -> None:
    """Store them. All are of one model, and all have a key, or none has: then the table gives each one, which the row does not learn.

    Raises DataError and IntegrityError like an INSERT, and then stores none.
    """
    if not rows:
        return
    copier = _copier(type(rows[0]), with_key=rows[0].pk is not None)
    _copy(copier.statement, copier.text(rows))
    for row in rows:
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


class _Copier:
    """Writes rows of a model as COPY reads them."""

    def __init__(self, model: type[models.Model], *, with_key: bool):
        fields = [field for field in stored_fields(model) if with_key or not field.primary_key]
        self.statement = statement(model, fields)
        self.columns = [(field.attname, writer(field)) for field in fields]
        self.defaulted = [field for field in fields if field.has_db_default() and not field.has_default()]
        self.stamped = [field for field in fields if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)]

    def text(self, rows: Sequence[models.Model]) -> bytes:
        for field in self.stamped:
            for row in rows:
                if row.__dict__[field.attname] is None:
                    field.pre_save(row, add=True)
        for field in self.defaulted:
            for row in rows:
                if isinstance(row.__dict__[field.attname], DatabaseDefault):
                    row.__dict__[field.attname] = constant_default(field)
        values = [row.__dict__ for row in rows]
        return encoded(lines(column([each[name] for each in values], write) for name, write in self.columns))


_copier = cache(_Copier)


class NewRows[M: models.Model]:
    """Rows that nothing needs as objects, so none is made: the values of `names` (attnames), all else as the model has it by default."""

    def __init__(self, model: type[M], *names: str):
        fields = [field for field in stored_fields(model) if not field.primary_key or field.has_default()]
        self.statement = statement(model, fields)
        self.places = [names.index(field.attname) if field.attname in names else None for field in fields]
        self.fields = [(writer(field), _default(field)) for field in fields]
        self.width, self.rows = len(names), []

    def add(self, *values: Any) -> None:
        if len(values) != self.width:
            raise ValueError(values)
        self.rows.append(values)

    def store(self) -> None:
        """Store the rows added since the last time. Raises like `copy_rows`."""
        rows, self.rows = self.rows, []
        if rows:
            given = list(zip(*rows, strict=True))
            columns = [
                column([default() for _row in rows] if at is None else given[at], write)
                for at, (write, default) in zip(self.places, self.fields, strict=True)
            ]
            _copy(self.statement, encoded(lines(columns)))


def _default(field: models.Field) -> Callable[[], Any]:
    if computed := computed_default(field):
        return computed
    constant = constant_default(field)
    return lambda: constant


class _Lane:
    """Statements of this thread's connection, worked through in order by a thread beside it. After one that fails the rest is left."""

    def __init__(self) -> None:
        self.thread = ThreadPoolExecutor(max_workers=1)
        self.raw, self.under_way, self.is_over = connection.connection, [], False

    def put(self, work: Callable[[Any], None]) -> None:
        """`work` is given a cursor of the driver, not of Django."""
        self.under_way.append(self.thread.submit(self._do, work))

    def _do(self, work: Callable[[Any], None]) -> None:
        if self.is_over:
            return
        try:
            with self.raw.cursor() as cursor:
                work(cursor)
        except BaseException:
            self.is_over = True
            raise

    def wait(self) -> None:
        """Until all are done. Raises what the first one that failed did."""
        done, self.under_way = self.under_way, []
        with connection.wrap_database_errors:
            for each in done:
                each.result()

    def after_copies(self, execute, sql, params, many, context):
        """Around every other statement of the connection."""
        self.wait()
        return execute(sql, params, many, context)


_here = threading.local()
"""`lane`: of a block of `copying_beside`."""


@contextmanager
def copying_beside() -> Iterator[None]:
    """COPYs of the block go on in a thread beside it. Any other statement waits for those before it, and so does the end of the
    block, which checks foreign keys too: what PostgreSQL refuses is raised there at the latest. Inside of a transaction.
    """
    _defer_constraints()
    lane = _here.lane = _Lane()
    with lane.thread, connection.execute_wrapper(lane.after_copies):
        try:
            yield
            lane.put(lambda cursor: cursor.execute("SET CONSTRAINTS ALL IMMEDIATE"))
            lane.wait()
        finally:
            lane.is_over, _here.lane = True, None


def _copy(text: str, data: bytes) -> None:
    def work(cursor: Any) -> None:
        cursor.copy_expert(text, io.BytesIO(data), len(data))

    if lane := getattr(_here, "lane", None):
        lane.put(work)
        return
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        _defer_constraints()
        with connection.wrap_database_errors:
            work(cursor)


def _defer_constraints() -> None:
    """A row may name one that is stored after it. And unlike COPY this goes through pghistory, which says here whose doing it is."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
