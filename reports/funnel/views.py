from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.roles import EVERYONE
from reports.core.export import file_response
from reports.core.refusal import refuse
from reports.core.request import read_request
from reports.funnel import query as funnel
from reports.funnel.page import FunnelPage


@allow(*EVERYONE)
@require_safe
def report_funnel(request: HttpRequest) -> HttpResponse:
    """The page, and the same rows as ?format=csv, xlsx and json. Nothing in it is about money."""
    report_request = read_request(request.GET, business=request.business, narrows=True, compares=True)
    shape = request.GET.get("format", "")
    if report_request.errors:
        return refuse(request, report_request, shape=shape)
    report = funnel.report(
        report_request.period,
        business=request.business,
        as_of=report_request.as_of,
        only=report_request.only,
        against=report_request.against,
    )
    if file := file_response(request, report, shape=shape, name="funnel"):
        return file
    page = FunnelPage(report, request=report_request, address=request.build_absolute_uri())
    return render(
        request, "reports/funnel.html", {"page": page, "report_request": report_request, "within_days": request.business.within_days}
    )
