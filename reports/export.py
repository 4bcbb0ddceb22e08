"""A report as a file or as data. The command and the pages give out the same rows through here."""

from collections.abc import Iterator

from django.http import HttpResponse, JsonResponse, StreamingHttpResponse

from accounts import csvsafe
from reports.sources import Report

JSON_STYLE = {"ensure_ascii": False, "indent": 1}


def csv_lines(found: Report) -> Iterator[str]:
    """Line by line, formulas made harmless; shares between 0 and 1, an empty cell for "–"."""
    return csvsafe.write(found.table())


def csv_response(found: Report, *, name: str) -> StreamingHttpResponse:
    return csvsafe.csv_response(found.table(), name=f"{name}.csv")


def json_response(found: Report) -> HttpResponse:
    return JsonResponse(found.as_dict(), json_dumps_params=JSON_STYLE)
