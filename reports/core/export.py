"""A report as a file or as data. The command and the pages give out the same rows through here."""

from collections.abc import Iterator
from typing import Protocol

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse

from accounts import csvsafe, xlsx
from accounts.current_business import get_current_business
from accounts.saving import keep_record


class Rows(Protocol):
    """What a report gives out: a table with its names first, the whole of it as a dict, and in `footer` what it is about."""

    footer: str

    def table(self) -> list[list]: ...

    def as_dict(self) -> dict: ...


SHAPES = ("csv", "xlsx", "json")
JSON_STYLE = {"ensure_ascii": False, "indent": 1}


def csv_lines(rows: Rows) -> Iterator[str]:
    """Line by line, formulas made harmless; shares between 0 and 1, an empty cell for "–"."""
    return csvsafe.write(rows.table())


def csv_response(rows: Rows, *, name: str) -> StreamingHttpResponse:
    return csvsafe.csv_response(rows.table(), name=f"{name}.csv")


def json_response(rows: Rows) -> HttpResponse:
    return JsonResponse(rows.as_dict(), json_dumps_params=JSON_STYLE)


def xlsx_response(rows: Rows, *, name: str) -> HttpResponse:
    about = [("report", name), ("about", rows.footer)]
    return xlsx.xlsx_response(rows.table(), name=f"{name}.xlsx", currency=get_current_business().currency, about=about)


def file_response(request: HttpRequest, rows: Rows, *, shape: str, name: str) -> HttpResponse | StreamingHttpResponse | None:
    """The rows as the file or the data that ?format= asks for, which leaves a record; None for the page."""
    if shape in SHAPES:
        keep_record(request, f"{name}.{shape}", count=len(rows.table()) - 1)
    if shape == "json":
        return json_response(rows)
    if shape == "csv":
        return csv_response(rows, name=name)
    return xlsx_response(rows, name=name) if shape == "xlsx" else None
