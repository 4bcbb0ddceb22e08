from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.roles import OFFICE
from reports.core.export import file_response
from reports.core.refusal import refuse
from reports.core.request import read_request
from reports.team import query as team
from reports.team.page import TeamPage


@allow(*OFFICE)
@require_safe
def report_team(request: HttpRequest) -> HttpResponse:
    """The page, and the same rows as ?format=csv, xlsx and json. No money in it; it is about people, so for the office alone."""
    report_request = read_request(request.GET, business=request.business, narrows=True)
    shape = request.GET.get("format", "")
    if report_request.errors:
        return refuse(request, report_request, shape=shape)
    report = team.report(report_request.period, business=request.business, as_of=report_request.as_of, only=report_request.only)
    if file := file_response(request, report, shape=shape, name="team"):
        return file
    page = TeamPage(report, request=report_request, address=request.build_absolute_uri())
    context = {"page": page, "report_request": report_request, "within_days": report.within_days}
    if report.total.to_contact:
        context["bands"] = team.by_speed_of(report, business=request.business)
    return render(request, "reports/team.html", context)
