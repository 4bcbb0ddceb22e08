from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.roles import EVERYONE
from reports.core.export import answer
from reports.core.refusal import refuse
from reports.core.request import ask
from reports.funnel import query as funnel
from reports.funnel.page import FunnelPage


@allow(*EVERYONE)
@require_safe
def report_funnel(request):
    """The page, and the same rows as ?format=csv, xlsx and json. Nothing in it is about money."""
    asked = ask(request.GET, business=request.business, narrows=True, compares=True)
    shape = request.GET.get("format", "")
    if asked.errors:
        return refuse(request, asked, shape=shape)
    found = funnel.report(asked.period, business=request.business, as_of=asked.as_of, only=asked.only, against=asked.against)
    if file := answer(request, found, shape=shape, name="funnel"):
        return file
    page = FunnelPage(found, asked=asked, address=request.build_absolute_uri())
    return render(request, "reports/funnel.html", {"page": page, "asked": asked, "within_days": request.business.within_days})
