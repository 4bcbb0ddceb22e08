from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import allow, may_save_people
from accounts.keyset import CAP, capped_count, page
from accounts.roles import EVERYONE
from leads.lead_list.chips import chips_of
from leads.lead_list.filters import LeadFilter
from leads.models import Lead

FEW = ("q", "source", "state", "period_from", "period_to")
"""The filters always in sight; the others are a click away."""


@allow(*EVERYONE)
@require_safe
def leads(request):
    """The list of leads, newest first, as the address asks for it."""
    filters = LeadFilter(request.GET, business=request.business)
    found = filters.qs if filters.is_valid() else Lead.objects.none()
    count, is_more = capped_count(found)
    context = {
        "filters": filters,
        "few": [filters.form[name] for name in FEW[1:]],
        "more": [field for field in filters.form.visible_fields() if field.name not in FEW],
        "chips": chips_of(filters),
        "page": page(found.for_list(), filters.data, moment="listed_at"),
        "count": count,
        "is_more": is_more,
        "cap": CAP,
        "may_save": may_save_people(request),
    }
    return render(request, "leads/list.html#rows" if request.htmx else "leads/list.html", context)
