from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.roles import SELLERS
from reports.core.export import file_response
from reports.core.periods import EVERYTHING
from reports.core.refusal import refuse
from reports.core.request import read_request
from reports.forecast import query as forecast
from reports.forecast.page import ForecastPage


@allow(*SELLERS)
@require_safe
def report_forecast(request: HttpRequest) -> HttpResponse:
    """The page, and the same rows as ?format=csv, xlsx and json. Its values are those that the board shows to the same people."""
    report_request = read_request(request.GET, business=request.business, default=EVERYTHING, narrows=True)
    shape = request.GET.get("format", "")
    if report_request.errors:
        return refuse(request, report_request, shape=shape)
    report = forecast.report(business=request.business, as_of=report_request.as_of, only=report_request.only)
    if file := file_response(request, report, shape=shape, name="forecast"):
        return file
    page = ForecastPage(report, request=report_request, address=request.build_absolute_uri())
    return render(
        request, "reports/forecast.html", {"page": page, "report_request": report_request, "within_days": request.business.within_days}
    )
