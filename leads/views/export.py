import json
from datetime import datetime

from django.http import Http404, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.csvsafe import csv_response
from accounts.roles import EVERYONE
from leads.export import COLUMNS, records
from leads.filters import LeadFilter


@allow(*EVERYONE)
@require_safe
def as_csv(request):
    """The filtered list for a spreadsheet; cells that would run as formulas are made text (accounts.csvsafe)."""
    rows = (list(record.values()) for record in records(_found(request)))
    return csv_response(_with_header(rows), name=f"leads-{timezone.localdate():%Y-%m-%d}.csv")


@allow(*EVERYONE)
@require_safe
def as_json(request):
    """The filtered list for a program: an array of objects, exactly as stored; moments in ISO 8601 with the offset of the business."""
    response = StreamingHttpResponse(_array(records(_found(request))), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="leads-{timezone.localdate():%Y-%m-%d}.json"'
    return response


def _found(request):
    filters = LeadFilter(request.GET, business=request.business)
    if not filters.is_valid():
        raise Http404
    return filters.qs


def _with_header(rows):
    yield COLUMNS
    yield from rows


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _array(objects):
    yield "["
    for number, each in enumerate(objects):
        yield ("," if number else "") + "\n" + json.dumps(each, ensure_ascii=False, default=_iso)
    yield "\n]\n"
