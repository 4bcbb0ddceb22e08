from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.roles import OFFICE
from reports.core.export import answer
from reports.core.refusal import refuse
from reports.core.request import ask
from reports.team import query as team
from reports.team.page import TeamPage


@allow(*OFFICE)
@require_safe
def report_team(request):
    """The page, and the same rows as ?format=csv, xlsx and json. No money in it; it is about people, so for the office alone."""
    asked = ask(request.GET, business=request.business, narrows=True)
    shape = request.GET.get("format", "")
    if asked.errors:
        return refuse(request, asked, shape=shape)
    found = team.report(asked.period, business=request.business, as_of=asked.as_of, only=asked.only)
    if file := answer(request, found, shape=shape, name="team"):
        return file
    page = TeamPage(found, asked=asked, address=request.build_absolute_uri())
    return render(request, "reports/team.html", {"page": page, "asked": asked, "within_days": found.within_days})
