from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.roles import SELLERS
from reports.core.export import file_response
from reports.core.refusal import refuse
from reports.core.request import read_request
from reports.lost_reasons import query
from reports.lost_reasons.page import LostReasonsPage


@allow(*SELLERS)
@require_safe
def report_lost_reasons(request: HttpRequest) -> HttpResponse:
    """The page, and the same rows as ?format=csv, xlsx and json. Its values are those that the board shows to the same people."""
    report_request, shape = read_request(request.GET, business=request.business, narrows=True), request.GET.get("format", "")
    if report_request.errors:
        return refuse(request, report_request, shape=shape)
    report = query.report(report_request.period, business=request.business, as_of=report_request.as_of, only=report_request.only)
    if file := file_response(request, report, shape=shape, name="lost-reasons"):
        return file
    page = LostReasonsPage(report, request=report_request, address=request.build_absolute_uri())
    context = {"page": page, "report_request": report_request, "within_days": request.business.within_days}
    return render(request, "reports/lost_reasons.html", context)
