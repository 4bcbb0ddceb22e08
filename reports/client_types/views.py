from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.roles import EVERYONE, MONEY
from reports.client_types import query as client_types
from reports.client_types.page import ClientTypesPage
from reports.core.export import file_response
from reports.core.refusal import refuse
from reports.core.request import read_request


@allow(*EVERYONE)
@require_safe
def report_types(request: HttpRequest) -> HttpResponse:
    """The page, and the same rows as ?format=csv, xlsx and json. What clients bring is left out for those who may not see money."""
    report_request, shape = read_request(request.GET, business=request.business, narrows=True), request.GET.get("format", "")
    if report_request.errors:
        return refuse(request, report_request, shape=shape)
    with_money = request.user.has_role(*MONEY)
    report = client_types.report(
        report_request.period, business=request.business, as_of=report_request.as_of, only=report_request.only, with_money=with_money
    )
    if file := file_response(request, report, shape=shape, name="client-types"):
        return file
    page = ClientTypesPage(report, request=report_request, address=request.build_absolute_uri())
    return render(
        request, "reports/client_types.html", {"page": page, "report_request": report_request, "within_days": request.business.within_days}
    )
