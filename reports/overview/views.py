from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.roles import OFFICE
from reports.core.export import answer
from reports.core.periods import LATELY
from reports.core.refusal import refuse
from reports.core.request import ask
from reports.diagnosis.query import diagnosis
from reports.overview import query as question
from reports.overview.page import OverviewPage
from reports.overview.rows import OverviewRows


@allow(*OFFICE)
@require_safe
def overview(request):
    """What changed, in a sentence and five figures; the same as ?format=csv, xlsx and json. The last 90 days unless told
    another period: whole, and as new as can be.
    """
    shape = request.GET.get("format", "")
    asked = ask(request.GET, business=request.business, default=LATELY, compares=True)
    if asked.errors:
        return refuse(request, asked, shape=shape)
    found = question.overview(asked.period, business=request.business, as_of=asked.as_of, against=asked.against)
    if file := answer(request, OverviewRows.of(found, business=request.business), shape=shape, name="overview"):
        return file
    has_ends = None not in (asked.period.start, asked.period.end)
    told = {"business": request.business, "as_of": asked.as_of, "against": asked.against}
    diagnosed = diagnosis(asked.period, **told) if has_ends and not found.is_empty else None
    page = OverviewPage(found, asked=asked, address=request.build_absolute_uri(), diagnosed=diagnosed)
    return render(request, "reports/overview.html", {"page": page, "asked": asked, "within_days": found.within_days})
