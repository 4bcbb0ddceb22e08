from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.roles import MONEY
from reports.client_value import query as client_value
from reports.client_value.page import ClientsPage
from reports.core.export import file_response
from reports.core.refusal import refuse
from reports.core.request import read_request


@allow(*MONEY)
@require_safe
def report_clients(request: HttpRequest) -> HttpResponse:
    """The page, and the same figures as ?format=csv, xlsx and json."""
    report_request = read_request(request.GET, business=request.business, narrows=True)
    shape = request.GET.get("format", "")
    if report_request.errors:
        return refuse(request, report_request, shape=shape)
    report = client_value.report(report_request.period, business=request.business, as_of=report_request.as_of, only=report_request.only)
    if file := file_response(request, report, shape=shape, name="client-value"):
        return file
    page = ClientsPage(report, request=report_request, business=request.business, address=request.build_absolute_uri())
    return render(request, "reports/clients.html", {"page": page, "report_request": report_request, "within_days": report.within_days})
