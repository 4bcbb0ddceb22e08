from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts import keyset
from accounts.access import allow
from accounts.roles import SELLERS, Role
from sales.board import board as lanes_of
from sales.board import depths_of, lane_cards
from sales.filters import OpportunityFilter
from sales.models import Opportunity, Stage
from sales.views.whose import MINE, whose, whose_choices


@allow(*SELLERS)
@require_safe
def board(request):
    chosen = whose(request, Role.SALES)
    context = {
        "board": lanes_of(_shown(request, chosen), business=request.business, depths=depths_of(request.GET)),
        "whose": chosen,
        "choices": whose_choices(chosen),
    }
    template = "sales/board.html#lanes" if request.htmx else "sales/board.html"
    return render(request, template, context)


@allow(*SELLERS)
@require_safe
def lane(request, pk):
    """The further cards of one stage, on the board with script and as a list of their own without."""
    stage = get_object_or_404(Stage.objects.filter(kind=Stage.Kind.OPEN), pk=pk)
    chosen = whose(request, Role.SALES)
    cards, more = lane_cards(_shown(request, chosen), stage, after=request.GET.get("after", ""))
    context = {"stage": stage, "cards": cards, "more": more, "whose": chosen}
    return render(request, "sales/board.html#cards" if request.htmx else "sales/lane.html", context)


@allow(*SELLERS)
@require_safe
def opportunities(request):
    """Every opportunity, newest first, by stage, owner, value and outcome."""
    found = OpportunityFilter(request.GET, queryset=Opportunity.objects.for_list().with_next_activity(), request=request)
    shown = found.qs if found.is_valid() else Opportunity.objects.none()
    context = {
        "filter": found,
        "page": keyset.page(shown, request.GET, moment="made_at"),
        "count": keyset.capped_count(shown),
    }
    return render(request, "sales/opportunities.html#rows" if request.htmx else "sales/opportunities.html", context)


def _shown(request, chosen: str):
    found = Opportunity.objects.all()
    return found.for_person(request.user) if chosen == MINE else found
