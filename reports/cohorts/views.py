from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.roles import EVERYONE
from reports.cohorts import query as cohorts
from reports.cohorts.page import CohortsPage
from reports.core.export import answer
from reports.core.periods import EVERYTHING
from reports.core.refusal import refuse
from reports.core.request import ask


@allow(*EVERYONE)
@require_safe
def report_cohorts(request):
    """The page, and the same rows as ?format=csv, xlsx and json."""
    asked = ask(request.GET, business=request.business, default=EVERYTHING, narrows=True)
    shape = request.GET.get("format", "")
    if asked.errors:
        return refuse(request, asked, shape=shape)
    found = cohorts.report(asked.period, business=request.business, as_of=asked.as_of, only=asked.only)
    if file := answer(request, found, shape=shape, name="months"):
        return file
    page = CohortsPage(found, asked=asked, address=request.build_absolute_uri())
    return render(request, "reports/cohorts.html", {"page": page, "asked": asked, "within_days": found.within_days})
