from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.roles import EVERYONE
from reports.core.export import answer
from reports.core.periods import LATELY
from reports.core.refusal import refuse
from reports.core.request import ask
from reports.hand_offs import query as handoffs
from reports.hand_offs.page import HandOffsPage


@allow(*EVERYONE)
@require_safe
def report_handoffs(request):
    """The page, and the same rows as ?format=csv, xlsx and json. Nothing in it is about money."""
    asked = ask(request.GET, business=request.business, default=LATELY, narrows=True)
    shape = request.GET.get("format", "")
    if asked.errors:
        return refuse(request, asked, shape=shape)
    found = handoffs.report(asked.period, business=request.business, as_of=asked.as_of, only=asked.only)
    if file := answer(request, found, shape=shape, name="hand-off"):
        return file
    source = request.GET.get("of", "")
    known = {row.key or handoffs.BLANK for row in found.rows}
    page = HandOffsPage(
        found, asked=asked, business=request.business, which=request.GET.get("only", ""), source=source if source in known else ""
    )
    return render(request, "reports/handoffs.html", {"page": page, "asked": asked, "within_days": request.business.within_days})
