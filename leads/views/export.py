from collections.abc import Iterator

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts import csvsafe
from accounts.access import allow
from accounts.roles import EVERYONE, SELLERS
from leads.export import Column, Row, as_csv, as_json, chunks, columns
from leads.filters import LeadFilter


@allow(*EVERYONE)
@require_safe
def csv_file(request: HttpRequest) -> StreamingHttpResponse:
    """The filtered list for a program, or to be read by eye; cells that would run as formulas are made text (accounts.csvsafe)."""
    written = _columns(request)
    return csvsafe.response(as_csv.blocks(_rows(request, written), columns=written), name=_name("csv"))


@allow(*EVERYONE)
@require_safe
def json_file(request: HttpRequest) -> StreamingHttpResponse:
    """The filtered list for a program: an array of objects, exactly as stored; moments in ISO 8601 with the offset of the business."""
    written = _columns(request)
    parts = as_json.blocks(_rows(request, written, zone="UTC"), columns=written, zone=request.business.zone)
    response = StreamingHttpResponse(parts, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{_name("json")}"'
    return response


def _columns(request: HttpRequest) -> tuple[Column, ...]:
    """What something was sold for is for those who sell."""
    return columns(with_money=request.user.has_role(*SELLERS))


def _rows(request: HttpRequest, written: tuple[Column, ...], *, zone: str = "") -> Iterator[list[Row]]:
    filters = LeadFilter(request.GET, business=request.business)
    if not filters.is_valid():
        raise Http404
    return chunks(filters.qs, columns=written, business=request.business, zone=zone)


def _name(ending: str) -> str:
    return f"leads-{timezone.localdate():%Y-%m-%d}.{ending}"
