"""A report as a file or as data. The command and the pages give out the same rows through here."""

from collections.abc import Iterator
from typing import Protocol

from django.http import HttpResponse, JsonResponse, StreamingHttpResponse

from accounts import csvsafe


class Rows(Protocol):
    """What a report gives out: a table with its names first, and the whole of it as a dict."""

    def table(self) -> list[list]: ...

    def as_dict(self) -> dict: ...


JSON_STYLE = {"ensure_ascii": False, "indent": 1}


def csv_lines(found: Rows) -> Iterator[str]:
    """Line by line, formulas made harmless; shares between 0 and 1, an empty cell for "–"."""
    return csvsafe.write(found.table())


def csv_response(found: Rows, *, name: str) -> StreamingHttpResponse:
    return csvsafe.csv_response(found.table(), name=f"{name}.csv")


def json_response(found: Rows) -> HttpResponse:
    return JsonResponse(found.as_dict(), json_dumps_params=JSON_STYLE)
