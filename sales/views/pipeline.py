from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts import keyset
from accounts.access import allow
from accounts.roles import SELLERS, Role
from leads.lead_list.chips import chips_of
from sales.models import Opportunity, SavedView, Stage
from sales.pipeline.board import board as lanes_of
from sales.pipeline.board import depths_of, lane_cards
from sales.pipeline.filters import CardFilter, OpportunityFilter
from sales.pipeline.saved_views import query_of, shown
from sales.views.owner_switch import ALL, MINE, whose, whose_choices


@allow(*SELLERS)
@require_safe
def board(request):
    chosen = _whose(request)
    filters = CardFilter(request.GET, queryset=_shown(request, chosen), request=request)
    context = {
        "board": lanes_of(_found(filters), business=request.business, depths=depths_of(request.GET)),
        "filter": filters,
        "chips": chips_of(filters),
        "whose": chosen,
        "now": timezone.now(),
    }
    if request.htmx:
        return render(request, "sales/board.html#lanes", context)
    return render(request, "sales/board.html", context | _views(request) | {"choices": whose_choices(chosen, keep=request.GET)})


def _views(request) -> dict:
    """The saved views this person sees, the one on show, and whether there is anything to save."""
    views, query = list(SavedView.objects.visible_to(request.user)), query_of(request.GET)
    mine_first = sorted(views, key=lambda view: view.owner_id != request.user.pk)
    current = shown(mine_first, query) if query else None
    may_change = current and SavedView.objects.changeable_by(request.user).filter(pk=current.pk).exists()
    return {"views": views, "view": current, "query": query, "may_change": may_change}


@allow(*SELLERS)
@require_safe
def lane(request, pk):
    """The further cards of one stage, on the board with script and as a list of their own without."""
    stage = get_object_or_404(Stage.objects.filter(kind=Stage.Kind.OPEN), pk=pk)
    chosen = _whose(request)
    found = _found(CardFilter(request.GET, queryset=_shown(request, chosen), request=request))
    cards, more = lane_cards(found, stage, after=request.GET.get("after", ""))
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
        "came": _came(request.GET, found.form.cleaned_data) if found.is_valid() else None,
        "page": keyset.page(shown, request.GET, moment="made_at"),
        "count": keyset.capped_count(shown),
    }
    return render(request, "sales/opportunities.html#rows" if request.htmx else "sales/opportunities.html", context)


def _came(query, asked: dict) -> dict | None:
    """The days that a report asked about, and the address of the list without them. None: it asked about none."""
    if not (asked["came_from"] and asked["came_to"]):
        return None
    without = query.copy()
    for name in ("came_from", "came_to", "after", "before"):
        without.pop(name, None)
    return {"since": asked["came_from"], "until": asked["came_to"], "without": f"?{without.urlencode()}"}


def _whose(request) -> str:
    """Asked for one person's cards, the board shows those, whoever looks."""
    return ALL if request.GET.get("owner") else whose(request, Role.SALES)


def _shown(request, chosen: str):
    found = Opportunity.objects.all()
    return found.for_person(request.user) if chosen == MINE else found


def found_within(request, query):
    """The opportunities that a board with that address shows to whoever asks."""
    chosen = ALL if query.get("owner") or query.get("whose") == ALL else MINE
    return _found(CardFilter(query, queryset=_shown(request, chosen), request=request))


def _found(filters):
    """What cannot be understood finds nothing, and the page says so."""
    return filters.qs if filters.is_valid() else Opportunity.objects.none()
