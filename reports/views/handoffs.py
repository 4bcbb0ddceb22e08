from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.roles import EVERYONE
from reports import handoffs
from reports.asking import ask
from reports.export import csv_response, json_response
from reports.handoffs_page import HandOffsPage
from reports.views.refusing import refuse

USUAL = "last_90_days"


@allow(*EVERYONE)
@require_safe
def report_handoffs(request):
    """The page, and the same rows as ?format=csv and ?format=json. Nothing in it is about money."""
    asked = ask(request.GET, business=request.business, default=USUAL)
    shape = request.GET.get("format", "")
    if asked.errors:
        return refuse(request, asked, shape=shape, template="reports/handoffs_refused.html")
    found = handoffs.report(asked.period, business=request.business, as_of=asked.as_of)
    if shape == "csv":
        return csv_response(found, name="hand-off")
    if shape == "json":
        return json_response(found)
    source = request.GET.get("source", "")
    known = {row.key or handoffs.BLANK for row in found.rows}
    page = HandOffsPage(
        found, asked=asked, business=request.business, only=request.GET.get("only", ""), source=source if source in known else ""
    )
    return render(request, "reports/handoffs.html", {"page": page, "asked": asked, "within_days": request.business.within_days})
