"""A lead's way through a sequence, in the hands of whoever sells: start, hold, go on, leave a step out, take over."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allow
from accounts.roles import SELLERS
from accounts.toasts import toast
from accounts.working_hours import Hours
from leads.models import Lead
from sales.models import Ended, Opportunity, Sequence, SequenceRun
from sales.sequences.enrolling import begin, can_begin, can_begin_with, held_back
from sales.sequences.preview import preview_for, preview_for_lead, underway
from sales.sequences.rendering import seller_of
from sales.sequences.timing import after
from sales.views.responses import answer, asked, refuse


@allow(*SELLERS)
@require_safe
def lead_runs(request, pk):
    """Automatic follow-up with a lead, for one that has no opportunity (yet), and what may be started."""
    lead = get_object_or_404(Lead.objects.for_page(), pk=pk)
    context = {"lead": lead, "runs": underway(SequenceRun.objects.of_lead(lead), business=request.business)}
    context |= {"can_begin": can_begin_with(lead), "held_back": held_back(lead)}
    return render(request, "sales/lead_sequences.html", context)


@allow(*SELLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def start_with_lead(request, pk, sequence):
    """What a sequence of its source would say to them and when. Posting starts it."""
    lead = get_object_or_404(Lead.objects.for_page(), pk=pk)
    chosen = get_object_or_404(Sequence.objects.on().for_list(), pk=sequence)
    here = reverse("lead_sequences", args=[pk])
    if request.method == "POST":
        return _started(request, chosen, chosen in can_begin_with(lead) and begin(chosen, lead, by=request.user), home=here)
    planned = preview_for_lead(lead, chosen.version.steps, seller=seller_of(lead, None), business=request.business)
    return _before_it_starts(request, chosen, planned, home=here)


@allow(*SELLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def start(request, pk, sequence):
    """What it would say to them and when. Posting starts it."""
    found = get_object_or_404(Opportunity.objects.for_list(), pk=pk)
    chosen = get_object_or_404(Sequence.objects.on().for_list(), pk=sequence)
    if request.method == "POST":
        of_stage = {"opportunity": found} if chosen.stage_id else {}
        begun = chosen in can_begin(found) and begin(chosen, found.lead, by=request.user, **of_stage)
        return _started(request, chosen, begun, home=_page(found))
    planned = preview_for(found, chosen.version.steps, business=request.business)
    return _before_it_starts(request, chosen, planned, home=_page(found))


def _started(request, sequence: Sequence, run: SequenceRun | None, *, home: str):
    if not run:
        return refuse(request, _("“%(name)s” is under way already, or belongs elsewhere.") % {"name": sequence}, fallback=home)
    toast(request, _("“%(name)s” is under way") % {"name": sequence})
    return answer(request, fallback=home)


def _before_it_starts(request, sequence: Sequence, planned: list, *, home: str):
    heading = _("Start “%(name)s”") % {"name": sequence}
    return asked(request, "sales/sequence_start.html", {"sequence": sequence, "planned": planned}, heading=heading, fallback=home)


@allow(*SELLERS)
@require_POST
def pause(request, pk):
    run = _load(pk)
    if not run.pause(by=request.user):
        return _too_late(request, run)
    return _done(request, run, _("“%(name)s” is held: nothing goes out"), undo="run_going_on")


@allow(*SELLERS)
@require_POST
def going_on(request, pk):
    run = _load(pk)
    if not run.resume():
        return _too_late(request, run)
    return _done(request, run, _("“%(name)s” goes on"))


@allow(*SELLERS)
@require_POST
def skip(request, pk, number):
    """Leave out that step, if it is still the next."""
    run = _load(pk)
    due = after(Hours.of(request.business), run.steps, number + 1, timezone.now())
    if not run.skip(number, by=request.user, due=due):
        return _too_late(request, run)
    toast(request, _("Step %(number)s is left out") % {"number": number + 1}, undo=reverse("run_unskip", args=[pk, number]))
    return answer(request, fallback=_home(run))


@allow(*SELLERS)
@require_POST
def unskip(request, pk, number):
    run = _load(pk)
    if not run.take_skip_back(number):
        return _too_late(request, run)
    return _done(request, run, _("“%(name)s” goes on with that step"))


@allow(*SELLERS)
@require_POST
def takeover(request, pk):
    """It stops, and a person does the rest."""
    run = _load(pk)
    if not run.stop(Ended.TAKEN_OVER, by=request.user):
        return _too_late(request, run)
    return _done(request, run, _("“%(name)s” stopped: it is yours now"), undo="run_return")


@allow(*SELLERS)
@require_POST
def returning(request, pk):
    run = _load(pk)
    if not run.go_on():
        return _too_late(request, run)
    return _done(request, run, _("“%(name)s” goes on"))


def _done(request, run: SequenceRun, text: str, *, undo: str = ""):
    toast(request, text % {"name": run.sequence}, undo=reverse(undo, args=[run.pk]) if undo else "")
    return answer(request, fallback=_home(run))


def _too_late(request, run: SequenceRun):
    """How it stands now."""
    run.refresh_from_db()
    told = run.get_ended_for_display() or _("it goes on as it was")
    return refuse(request, _("Nothing was changed in “%(name)s”: %(told)s.") % {"name": run.sequence, "told": told}, fallback=_home(run))


def _load(pk) -> SequenceRun:
    return get_object_or_404(SequenceRun.objects.select_related("sequence", "version"), pk=pk)


def _page(opportunity: Opportunity) -> str:
    return reverse("opportunity", args=[opportunity.pk])


def _home(run: SequenceRun) -> str:
    return reverse("opportunity", args=[run.opportunity_id]) if run.opportunity_id else reverse("lead_sequences", args=[run.lead_id])
