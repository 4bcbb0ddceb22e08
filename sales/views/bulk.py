"""Many cards of the board at once: moved, given to somebody, closed as lost; and taken back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.access import allow
from accounts.roles import SELLERS
from accounts.toasts import toast
from sales.forms.bulk import BulkAssignForm, BulkMoveForm
from sales.forms.opportunity import LossForm
from sales.models import Bulk
from sales.pipeline import bulk
from sales.pipeline.selection import Picked, picked_of
from sales.views.pipeline import found_within
from sales.views.responses import DONE, answer, asked, refuse

NAMED = 5
"""Cards that a question names; the others are counted."""


@allow(*SELLERS)
@require_POST
def moves(request):
    picked, form = _picked(request), BulkMoveForm(_sent(request))
    if not picked or not form.is_valid():
        heading = ngettext("Move %(n)s card to…", "Move %(n)s cards to…", len(picked)) % {"n": len(picked)}
        return _ask(request, picked, form, heading, action="bulk_moves", verb=_("Move"))
    stage = form.cleaned_data["to"]
    done = ngettext("%(n)s card is in %(stage)s", "%(n)s cards are in %(stage)s", len(picked))
    return _told(request, bulk.move(picked.versions, stage, by=request.user), done, stage=stage)


@allow(*SELLERS)
@require_POST
def assignments(request):
    picked, form = _picked(request), BulkAssignForm(_sent(request))
    if not picked or not form.is_valid():
        heading = ngettext("Who has %(n)s card?", "Who has these %(n)s cards?", len(picked)) % {"n": len(picked)}
        return _ask(request, picked, form, heading, action="bulk_assignments", verb=_("Save"))
    owner = form.cleaned_data["owner"]
    return _told(request, bulk.assign(picked.versions, owner, by=request.user), _("%(n)s with %(person)s"), person=owner or _("nobody"))


@allow(*SELLERS)
@require_POST
def losses(request):
    picked, form = _picked(request), LossForm(_sent(request))
    if not picked or not form.is_valid():
        heading = ngettext("%(n)s card is lost", "%(n)s cards are lost", len(picked)) % {"n": len(picked)}
        return _ask(request, picked, form, heading, action="bulk_losses", verb=_("Lost"))
    return _told(request, bulk.lose(picked.versions, by=request.user, **form.cleaned_data), _("%(n)s closed as lost"))


@allow(*SELLERS)
@require_POST
def undoing(request, pk):
    """Only whoever did it takes it back."""
    done = get_object_or_404(Bulk, pk=pk, by=request.user)
    return _told(request, bulk.undo(done, by=request.user), _("%(n)s put back"))


def _picked(request) -> Picked:
    return picked_of(request.POST, found_within=lambda query: found_within(request, query))


def _sent(request):
    """The bar of the board only brings the cards; the form of the sheet brings the answer too."""
    return request.POST if "answered" in request.POST else None


def _ask(request, picked: Picked, form, heading: str, *, action: str, verb: str):
    if not picked:
        return refuse(request, _("Choose cards first: nothing was changed."), fallback=reverse("board"))
    context = {"form": form, "picked": picked, "named": picked.opportunities(NAMED), "more": len(picked) - NAMED}
    return asked(
        request, "sales/bulk.html", context | {"action": reverse(action), "verb": verb}, heading=heading, fallback=reverse("board")
    )


def _told(request, outcome: bulk.Outcome, done: str, **words):
    """What was done as a toast with its undo; what was left as it is in the sheet, each with its reason."""
    if outcome.done:
        undo = reverse("bulk_undoing", args=[outcome.bulk.pk]) if outcome.bulk else ""
        toast(request, done % ({"n": outcome.done} | words), undo=undo)
    elif not outcome.refused:
        messages.info(request, _("Nothing was changed: they are like that already."))
    if not outcome.refused:
        response = answer(request, fallback=reverse("board"))
    else:
        n = len(outcome.refused)
        heading = ngettext("%(n)s card was left as it is", "%(n)s cards were left as they are", n) % {"n": n}
        response = asked(request, "sales/bulk_told.html", {"outcome": outcome}, heading=heading, fallback=reverse("board"))
        response.status_code = 200 if outcome.done else 409
    response["HX-Trigger"] = f"{DONE}, unpick"
    return response
