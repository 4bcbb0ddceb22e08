from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.roles import EVERYONE
from reports.core.export import file_response
from reports.core.refusal import refuse
from reports.core.request import read_request
from reports.flows import query as flows
from reports.flows.page import FlowsPage


@allow(*EVERYONE)
@require_safe
def report_flows(request: HttpRequest) -> HttpResponse:
    """The page, and the same rows as ?format=csv, xlsx and json. Nothing in it is about money."""
    report_request, shape = read_request(request.GET, business=request.business, narrows=True), request.GET.get("format", "")
    if report_request.errors:
        return refuse(request, report_request, shape=shape)
    report = flows.report(report_request.period, business=request.business, as_of=report_request.as_of, only=report_request.only)
    if file := file_response(request, report, shape=shape, name="flow"):
        return file
    page = FlowsPage(report, request=report_request, address=request.build_absolute_uri())
    return render(
        request, "reports/flows.html", {"page": page, "report_request": report_request, "within_days": request.business.within_days}
    )
