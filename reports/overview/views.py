from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.roles import OFFICE
from reports.core.export import file_response
from reports.core.periods import LATELY
from reports.core.refusal import refuse
from reports.core.request import read_request
from reports.diagnosis.query import diagnosis
from reports.overview import query as overview_query
from reports.overview.page import OverviewPage
from reports.overview.rows import OverviewRows


@allow(*OFFICE)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What changed, in a sentence and five figures; the same as ?format=csv, xlsx and json. The last 90 days unless told
    another period: whole, and as new as can be.
    """
    shape = request.GET.get("format", "")
    report_request = read_request(request.GET, business=request.business, default=LATELY, compares=True)
    if report_request.errors:
        return refuse(request, report_request, shape=shape)
    report = overview_query.overview(
        report_request.period, business=request.business, as_of=report_request.as_of, against=report_request.against
    )
    if file := file_response(request, OverviewRows.of(report, business=request.business), shape=shape, name="overview"):
        return file
    has_ends = None not in (report_request.period.start, report_request.period.end)
    params = {"business": request.business, "as_of": report_request.as_of, "against": report_request.against}
    diagnosed = diagnosis(report_request.period, **params) if has_ends and not report.is_empty else None
    page = OverviewPage(report, request=report_request, address=request.build_absolute_uri(), diagnosed=diagnosed)
    return render(request, "reports/overview.html", {"page": page, "report_request": report_request, "within_days": report.within_days})
