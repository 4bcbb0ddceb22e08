from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.roles import EVERYONE, MONEY
from reports.core.export import answer
from reports.core.periods import EVERYTHING
from reports.core.refusal import refuse
from reports.core.request import ask
from reports.metrics.credit import CREDITS, FIRST, makes_a_difference
from reports.sources import query as sources
from reports.sources.page import SourcesPage


@allow(*EVERYONE)
@require_safe
def report_sources(request):
    """The page, and the same rows as ?format=csv, xlsx and json. Cost is left out for those who may not see money."""
    by, credit = request.GET.get("by") or "source", request.GET.get("credit") or FIRST
    if by not in sources.GROUPS or credit not in CREDITS:
        raise Http404
    asked = ask(request.GET, business=request.business, default=EVERYTHING, keep=("by", "credit"), narrows=True)
    shape = request.GET.get("format", "")
    if asked.errors:
        return refuse(request, asked, shape=shape)
    told = {"by": by, "as_of": asked.as_of, "with_cost": request.user.has_role(*MONEY), "only": asked.only, "credit": credit}
    found = sources.report(asked.period, business=request.business, **told)
    if file := answer(request, found, shape=shape, name=f"{by}s"):
        return file
    page = SourcesPage(found, asked=asked, address=request.build_absolute_uri(), may_switch=makes_a_difference())
    return render(request, "reports/sources.html", {"page": page, "asked": asked, "within_days": found.within_days})
