"""How values of a model's fields stand in the text that COPY reads, and what a field has where nothing is given.

Of PostgreSQL's formats the text one: it has no trouble with any character in any version (a line of only `\\.` inside a quoted cell ends
its CSV before version 18).
"""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from functools import partial
from itertools import repeat
from typing import Any

from django.db import DataError, connection, models
from django.db.models.expressions import Value
from django.utils import timezone

NULL = "\\N"
Write = Callable[[Any], str]


def stored_fields(model: type[models.Model]) -> list[models.Field]:
    """Those with a column that is written: not the generated ones."""
    return [field for field in model._meta.concrete_fields if not field.generated]


def statement(model: type[models.Model], fields: Iterable[models.Field]) -> str:
    name = connection.ops.quote_name
    return f"COPY {name(model._meta.db_table)} ({', '.join(name(field.column) for field in fields)}) FROM STDIN"


def column(values: Sequence[Any], write: Write) -> Iterable[str]:
    """The cells of a column, one a row. What is the same in all rows, and text with nothing to escape, is written at once."""
    first = values[0]
    if len(set(map(id, values))) == 1:
        return repeat(NULL if first is None else write(first), len(values))
    if None in values:
        return [NULL if value is None else write(value) for value in values]
    if write is _escaped and _escaped(text := "".join(values)) is text:
        return values
    return map(write, values)


def lines(columns: Iterable[Iterable[str]]) -> str:
    """The rows of columns of one length."""
    return "\n".join(map("\t".join, zip(*columns, strict=True))) + "\n"


def encoded(text: str) -> bytes:
    """Raises DataError for text that cannot be stored."""
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise DataError(str(error)) from error


def computed_default(field: models.Field) -> Callable[[], Any] | None:
    """What works out the value of each row where none is given; None: it is the same for all."""
    if getattr(field, "auto_now_add", False) or getattr(field, "auto_now", False):
        return NOW[type(field)]
    if not (field.has_default() and callable(field.default)):
        return None
    return NOW[models.DateTimeField] if field.default is timezone.now else field.default


def constant_default(field: models.Field) -> Any:
    """A default of the database is put in here, so it has to be a plain value."""
    if field.has_default() or not field.has_db_default():
        return field.get_default()
    default = field.db_default
    if isinstance(default, Value):
        return default.value
    if hasattr(default, "resolve_expression"):
        raise TypeError(f"The default of {field} is worked out by the database.")
    return default


def writer(field: models.Field) -> Write:
    """How values of a field are written. A foreign key is written as what it points at."""
    while field.remote_field:
        field = field.target_field
    for kind, write in WRITERS.items():
        if isinstance(field, kind):
            return write
    raise TypeError(f"Values of {field} cannot be copied.")


def _escaped(text: str) -> str:
    if "\\" in text:
        text = text.replace("\\", "\\\\")
    if "\n" in text:
        text = text.replace("\n", "\\n")
    if "\r" in text:
        text = text.replace("\r", "\\r")
    if "\t" in text:
        text = text.replace("\t", "\\t")
    return text


NOW: dict[type[models.Field], Callable[[], Any]] = {models.DateTimeField: partial(datetime.now, UTC), models.DateField: date.today}
"""As Django has it, without asking the settings each time whether moments have zones."""
WRITERS: dict[type[models.Field], Write] = {
    models.UUIDField: lambda value: value.hex,
    models.DateTimeField: datetime.isoformat,
    models.DateField: date.isoformat,
    models.BooleanField: lambda value: "t" if value else "f",
    models.IntegerField: str,
    models.DecimalField: str,
    models.CharField: _escaped,
    models.TextField: _escaped,
    models.JSONField: lambda value: _escaped(json.dumps(value)),
}
"""The first that fits; AutoFields are IntegerFields and PositiveIntegerFields as well."""
