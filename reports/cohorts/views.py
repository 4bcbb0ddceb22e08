from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.roles import EVERYONE
from reports.cohorts import query as cohorts
from reports.cohorts.page import CohortsPage
from reports.core.export import file_response
from reports.core.periods import EVERYTHING
from reports.core.refusal import refuse
from reports.core.request import read_request


@allow(*EVERYONE)
@require_safe
def report_cohorts(request: HttpRequest) -> HttpResponse:
    """The page, and the same rows as ?format=csv, xlsx and json."""
    report_request = read_request(request.GET, business=request.business, default=EVERYTHING, narrows=True)
    shape = request.GET.get("format", "")
    if report_request.errors:
        return refuse(request, report_request, shape=shape)
    report = cohorts.report(report_request.period, business=request.business, as_of=report_request.as_of, only=report_request.only)
    if file := file_response(request, report, shape=shape, name="months"):
        return file
    page = CohortsPage(report, request=report_request, address=request.build_absolute_uri())
    return render(request, "reports/cohorts.html", {"page": page, "report_request": report_request, "within_days": report.within_days})
