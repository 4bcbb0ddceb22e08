from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts import csvsafe, xlsx
from accounts.access import allow_saving_people
from accounts.roles import SELLERS
from accounts.saving import keep_record
from accounts.toasts import refusal
from leads.export import Column, as_csv, as_json, as_xlsx, chunks, columns
from leads.lead_list.filters import LeadFilter
from leads.models import Lead


@allow_saving_people
@require_safe
def xlsx_file(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """The filtered list for a spreadsheet, which leaves phones and ids as they are and knows the days."""
    leads, written = _leads(request), _columns(request)
    count = leads[: xlsx.MOST_ROWS + 1].count()
    if count > xlsx.MOST_ROWS:
        refusal(request, _("A spreadsheet holds about a million rows. Narrow the list, or save it as CSV."))
        return redirect(f"{reverse('leads')}?{request.GET.urlencode()}")
    keep_record(request, _name("xlsx"), count=count)
    book = as_xlsx.book(written, title=_("Leads"), currency=request.business.currency)
    rows = as_xlsx.rows(chunks(leads, columns=written, business=request.business), columns=written)
    return xlsx.streamed(book, rows, name=_name("xlsx"))


@allow_saving_people
@require_safe
def csv_file(request: HttpRequest) -> StreamingHttpResponse:
    """The filtered list for a program; cells that would run as formulas are made text (accounts.csvsafe)."""
    leads, written = _leads(request), _columns(request)
    keep_record(request, _name("csv"), count=leads.count())
    rows = chunks(leads, columns=written, business=request.business)
    return csvsafe.response(as_csv.blocks(rows, columns=written), name=_name("csv"))


@allow_saving_people
@require_safe
def json_file(request: HttpRequest) -> StreamingHttpResponse:
    """The filtered list for a program: an array of objects, exactly as stored; moments in ISO 8601 with the offset of the business."""
    leads, written = _leads(request), _columns(request)
    keep_record(request, _name("json"), count=leads.count())
    rows = chunks(leads, columns=written, business=request.business, zone="UTC")
    parts = as_json.blocks(rows, columns=written, zone=request.business.zone)
    response = StreamingHttpResponse(parts, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{_name("json")}"'
    return response


def _columns(request: HttpRequest) -> tuple[Column, ...]:
    """What something was sold for is for those who sell."""
    return columns(sells=request.user.has_role(*SELLERS))


def _leads(request: HttpRequest) -> QuerySet[Lead]:
    filters = LeadFilter(request.GET, business=request.business)
    if not filters.is_valid():
        raise Http404
    return filters.qs


def _name(ending: str) -> str:
    return f"leads-{timezone.localdate():%Y-%m-%d}.{ending}"
