from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.roles import OFFICE
from reports import overview as question
from reports.asking import ask
from reports.diagnosis import diagnosis
from reports.overview_page import OverviewPage
from reports.views.refusing import refuse


@allow(*OFFICE)
@require_safe
def overview(request):
    """What changed, in a sentence and five figures. The last 90 days unless told another period: whole, and as new as can be."""
    if request.GET.get("format"):
        raise Http404  # the sources report is the one that gives out rows
    asked = ask(request.GET, business=request.business, default="last_90_days")
    if asked.errors:
        return refuse(request, asked, shape="", template="reports/overview_refused.html")
    found = question.overview(asked.period, business=request.business, as_of=asked.as_of)
    has_ends = None not in (asked.period.start, asked.period.end)
    diagnosed = diagnosis(asked.period, business=request.business, as_of=asked.as_of) if has_ends and not found.is_empty else None
    page = OverviewPage(found, asked=asked, address=request.build_absolute_uri(), diagnosed=diagnosed)
    return render(request, "reports/overview.html", {"page": page, "asked": asked, "within_days": found.within_days})
