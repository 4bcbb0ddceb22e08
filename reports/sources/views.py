from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.roles import EVERYONE, MONEY
from reports.core.export import file_response
from reports.core.periods import EVERYTHING
from reports.core.refusal import refuse
from reports.core.request import read_request
from reports.metrics.credit import CREDITS, FIRST, makes_a_difference
from reports.sources import query as sources
from reports.sources.page import SourcesPage


@allow(*EVERYONE)
@require_safe
def report_sources(request: HttpRequest) -> HttpResponse:
    """The page, and the same rows as ?format=csv, xlsx and json. Cost is left out for those who may not see money."""
    by, credit = request.GET.get("by") or "source", request.GET.get("credit") or FIRST
    if by not in sources.GROUPS or credit not in CREDITS:
        raise Http404
    report_request = read_request(request.GET, business=request.business, default=EVERYTHING, keep=("by", "credit"), narrows=True)
    shape = request.GET.get("format", "")
    if report_request.errors:
        return refuse(request, report_request, shape=shape)
    params = {
        "by": by,
        "as_of": report_request.as_of,
        "with_cost": request.user.has_role(*MONEY),
        "only": report_request.only,
        "credit": credit,
    }
    report = sources.report(report_request.period, business=request.business, **params)
    if file := file_response(request, report, shape=shape, name=f"{by}s"):
        return file
    page = SourcesPage(report, request=report_request, address=request.build_absolute_uri(), may_switch=makes_a_difference())
    return render(request, "reports/sources.html", {"page": page, "report_request": report_request, "within_days": report.within_days})
