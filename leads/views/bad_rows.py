"""The rows of a file that did not go in, each with its reason, to be mended and brought in again."""

import codecs
from itertools import chain, islice

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.roles import OFFICE
from accounts.saving import keep_record
from accounts.toasts import refusal
from accounts.xlsx import MOST_ROWS, Book, streamed, widths_of
from leads.imports.runs.bad_rows import read_back
from leads.models import Import

LOOKED_AT = 500
"""Rows that say how wide the columns are."""


@allow(*OFFICE)
@require_safe
def xlsx_file(request: HttpRequest, pk) -> HttpResponse | StreamingHttpResponse:
    """For a spreadsheet."""
    file = get_object_or_404(Import, pk=pk)
    if file.summary.get("failed", 0) > MOST_ROWS:
        refusal(request, _("A spreadsheet holds about a million rows. Save them as CSV."))
        return redirect("import", pk=pk)
    keep_record(request, f"{file.pk}-bad-rows.xlsx", count=file.summary.get("failed", 0))
    rows = read_back(file.bad_rows(), types=file.summary.get("bad_row_types", {}))
    first = list(islice(rows, LOOKED_AT))
    names = first[0] if first else ()
    book = Book(_("Not in"), names, widths_of(first), currency="")
    return streamed(book, chain(first[1:], rows), name=f"{file.pk}-bad-rows.xlsx")


@allow(*OFFICE)
@require_safe
def csv_file(request: HttpRequest, pk) -> StreamingHttpResponse:
    """For a program."""
    file = get_object_or_404(Import, pk=pk)
    keep_record(request, f"{file.pk}-bad-rows.csv", count=file.summary.get("failed", 0))
    response = StreamingHttpResponse(chain([codecs.BOM_UTF8], file.bad_rows()), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{file.pk}-bad-rows.csv"'
    return response
