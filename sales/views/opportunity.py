from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allow, may_undo, require_own
from accounts.roles import SELLERS
from accounts.toasts import toast
from leads.follow_ups.next_step import Planner
from leads.forms.activity import ActivityForm
from leads.models import Activity, IllegalMove
from leads.timeline import timeline
from sales.forms.opportunity import DetailsForm, LossForm, MoveForm
from sales.forms.sale import WinForm
from sales.models import ChangedSince, Opportunity, SequenceRun, Stage
from sales.models.rule import missing, missing_ahead
from sales.pipeline import closing, planned_activities
from sales.pipeline.conflict_messages import advice, why_not
from sales.playbook.editing import to_do
from sales.sequences.enrolling import can_begin
from sales.sequences.preview import underway
from sales.views.responses import answer, asked, posted, refuse, seen_version


@allow(*SELLERS)
@require_safe
def opportunity(request, pk):
    """One without a person; any other is shown on the page of its person."""
    found = _load(pk)
    if found.lead.contact_id:
        return redirect(found)
    context = {
        "lead": found.lead,
        "here": request.path,
        "step": Planner(request.business, user=request.user).for_lead(found.lead) if found.is_open else None,
        "note": ActivityForm(initial={"next_for": request.user.pk}),
        "outcomes": Activity.Outcome.choices[:4],
        "sells": True,
        "entries": timeline(found.lead),
        "others": found.lead.opportunities.exclude(pk=pk).select_related("stage"),
    }
    return render(request, "sales/opportunity.html", context | opportunity_context(request, found))


def opportunity_context(request, found: Opportunity) -> dict:
    """What a page shows of one opportunity: its stage and steps, and what can be done with it."""
    sale = found.sales.standing().first()
    return {
        "opportunity": found,
        "stages": Stage.objects.in_use().exclude(kind=Stage.Kind.LOST),
        "sale": sale,
        "may_reopen": _may_reopen(request, sale),
        "to_do": to_do(found),
        "runs": underway(SequenceRun.objects.of_opportunity(found), business=request.business),
        "can_begin": can_begin(found),
    }


@allow(*SELLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def stage(request, pk):
    """Where to move it: every open stage, won, lost. A stage posted moves it."""
    found = _load(pk)
    if request.method == "GET":
        return _ask_stage(request, found)
    form = MoveForm(request.POST)
    if not form.is_valid():
        return refuse(request, _("Nothing was changed: that stage is not there any more."), fallback=_page(pk))
    to = form.cleaned_data["to"]
    advised = [each for each in missing(found, to) if not each.is_gate]
    try:
        came_from = found.move_to(to, by=request.user, version=seen_version(request))
    except IllegalMove as refused:
        return _ask_stage(request, found, refused=refused)
    if came_from:
        undo = reverse("opportunity_former_stage", args=[pk, to.pk, came_from.pk])
        told = _("%(lead)s is in %(stage)s") % {"lead": found, "stage": to}
        toast(request, " ".join(filter(None, (told, advice(advised)))), undo=undo)
    return answer(request, fallback=_page(pk))


def _ask_stage(request, found, *, refused: IllegalMove | None = None):
    """In the sheet or on a page of its own; whoever dragged a card sees no question and is only told."""
    if refused and request.htmx and request.htmx.target != "sheet":
        return refuse(request, why_not(refused, found), fallback=_page(found.pk), status=409)
    heading = _("Move %(lead)s to…") % {"lead": found}
    sale = None if found.is_open else found.sales.standing().first()
    context = {"stages": missing_ahead(found, Stage.objects.open()), "sale": sale, "may_reopen": _may_reopen(request, sale)}
    return _ask(request, found, "sales/move.html", heading, refused=refused, **context)


@allow(*SELLERS)
@require_POST
def former_stage(request, pk, now, former):
    """Undo a move: back to where it came from, unless somebody moved it on meanwhile. Others move it like any card."""
    found, to = _load(pk), get_object_or_404(Stage, pk=former)
    moved = found.changes.filter(from_stage=former, to_stage=now).order_by("-pk").first()
    require_own(request.user, by_id=moved and moved.by_id)
    try:
        found.move_back(to, by=request.user, seen=now)
    except IllegalMove as refused:
        return refuse(request, why_not(refused, found), fallback=_page(pk))
    toast(request, _("%(lead)s is in %(stage)s") % {"lead": found, "stage": to})
    return answer(request, fallback=_page(pk))


@allow(*SELLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def win(request, pk):
    found = _load(pk)
    initial = {"amount": found.value, "sold_on": timezone.localdate(), "what": found.lead.interest}
    form = WinForm(posted(request), initial=initial, planned=planned_activities.planned(found))
    heading = _("%(lead)s is won") % {"lead": found}
    if not form.is_valid():
        return _ask(request, found, "sales/win.html", heading, form=form)
    try:
        closing.win(found, by=request.user, version=seen_version(request), **form.sale)
    except IllegalMove as refused:
        return _ask(request, found, "sales/win.html", heading, form=form, refused=refused)
    toast(request, heading, undo=reverse("opportunity_reopening", args=[pk]))
    return answer(request, fallback=_page(pk))


@allow(*SELLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def loss(request, pk):
    found = _load(pk)
    form = LossForm(posted(request), planned=planned_activities.planned(found))
    heading = _("%(lead)s is lost") % {"lead": found}
    if not form.is_valid():
        return _ask(request, found, "sales/lose.html", heading, form=form)
    try:
        closing.lose(found, by=request.user, version=seen_version(request), **form.cleaned_data)
    except IllegalMove as refused:
        return _ask(request, found, "sales/lose.html", heading, form=form, refused=refused)
    toast(request, heading, undo=reverse("opportunity_reopening", args=[pk]))
    return answer(request, fallback=_page(pk))


@allow(*SELLERS)
@require_POST
def reopening(request, pk):
    """Back to the stage it was closed in; a win takes its sale back with it, so that is for who may undo the sale."""
    found = _load(pk)
    if not _may_reopen(request, found.sales.standing().first()):
        raise PermissionDenied
    closing.reopen(found, by=request.user)
    toast(request, _("%(lead)s is open again, in %(stage)s") % {"lead": found, "stage": found.stage})
    return answer(request, fallback=_page(pk))


@allow(*SELLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def details(request, pk):
    found = _load(pk)
    initial = {"value": found.value, "expected_close": found.expected_close, "owner": found.owner_id}
    form = DetailsForm(posted(request), initial=initial, owner_id=found.owner_id)
    heading = _("What is expected of %(lead)s") % {"lead": found}
    if not form.is_valid():
        return _ask(request, found, "sales/details.html", heading, form=form)
    try:
        if found.edit(by=request.user, version=seen_version(request), **form.cleaned_data):
            toast(request, _("Saved"))
    except ChangedSince as refused:
        return _ask(request, found, "sales/details.html", heading, form=form, refused=refused)
    return answer(request, fallback=_page(pk))


def _ask(request, found, template: str, heading: str, *, form=None, refused: IllegalMove | None = None, **context):
    """A question on an opportunity. Refused, it says why, keeps what was typed and goes on from how things stand now."""
    told = why_not(refused, found) if refused else ""
    found = _load(found.pk) if refused else found
    version = found.version if refused else seen_version(request) or found.version
    context |= {"opportunity": found, "form": form, "version": version, "wanted": getattr(refused, "wanted", ())}
    return asked(request, template, context, heading=heading, fallback=_page(found.pk), told=told)


def _may_reopen(request, sale) -> bool:
    """A lost one, and a win whose sale they may undo."""
    return sale is None or may_undo(request.user, by_id=sale.by_id)


def _load(pk) -> Opportunity:
    return get_object_or_404(Opportunity.objects.for_list(), pk=pk)


def _page(pk) -> str:
    return reverse("opportunity", args=[pk])
