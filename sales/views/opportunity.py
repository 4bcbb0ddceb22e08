from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allow
from accounts.roles import SELLERS
from accounts.toasts import toast
from leads.forms.activity import ActivityForm
from leads.models import IllegalMove
from leads.timeline import timeline
from sales import conversion
from sales.forms.opportunity import DetailsForm, LossForm, MoveForm
from sales.forms.sale import SaleForm
from sales.models import Opportunity, Stage
from sales.told import who_moved
from sales.views.answers import answer, asked, posted, refuse


@allow(*SELLERS)
@require_safe
def opportunity(request, pk):
    found = _load(pk)
    context = {
        "opportunity": found,
        "lead": found.lead,
        "here": request.path,
        "note": ActivityForm(),
        "stages": Stage.objects.in_use().exclude(kind=Stage.Kind.LOST),
        "entries": timeline(found.lead),
        "sale": found.sales.standing().first(),
        "others": found.lead.opportunities.exclude(pk=pk).select_related("stage"),
    }
    return render(request, "sales/opportunity.html", context)


@allow(*SELLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def stage(request, pk):
    """Where to move it: every open stage, won, lost. A stage posted moves it."""
    found = _load(pk)
    if request.method == "GET":
        context = {"opportunity": found, "stages": Stage.objects.open()}
        return asked(request, "sales/move.html", context, heading=_("Move %(lead)s to…") % {"lead": found}, fallback=_page(pk))
    form = MoveForm(request.POST)
    if not form.is_valid():
        return refuse(request, _("Nothing was changed: that stage is not there any more."), fallback=_page(pk))
    return _moved(request, found, form.cleaned_data["to"], seen=form.cleaned_data["seen"])


@allow(*SELLERS)
@require_POST
def former_stage(request, pk, now, former):
    """Undo a move: back to where it came from, unless somebody moved it on meanwhile."""
    return _moved(request, _load(pk), get_object_or_404(Stage, pk=former), seen=now, undoing=True)


def _moved(request, found, to, *, seen, undoing: bool = False):
    came_from = found.stage_id
    try:
        found.move_to(to, by=request.user, seen=seen)
    except IllegalMove:
        return refuse(request, who_moved(found), fallback=_page(found.pk))
    if found.stage_id != came_from:
        undo = "" if undoing else reverse("opportunity_former_stage", args=[found.pk, to.pk, came_from])
        toast(request, _("%(lead)s is in %(stage)s") % {"lead": found, "stage": to}, undo=undo)
    return answer(request, fallback=_page(found.pk))


@allow(*SELLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def win(request, pk):
    found = _load(pk)
    initial = {"amount": found.value, "sold_on": timezone.localdate(), "what": found.lead.interest}
    form = SaleForm(posted(request), initial=initial)
    if not form.is_valid():
        heading = _("%(lead)s is won") % {"lead": found}
        return asked(request, "sales/win.html", {"form": form, "opportunity": found}, heading=heading, fallback=_page(pk))
    try:
        conversion.win(found, by=request.user, **form.sale)
    except IllegalMove:
        return refuse(request, who_moved(found), fallback=_page(pk))
    toast(request, _("%(lead)s is won") % {"lead": found}, undo=reverse("opportunity_reopening", args=[pk]))
    return answer(request, fallback=_page(pk))


@allow(*SELLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def loss(request, pk):
    found = _load(pk)
    form = LossForm(posted(request))
    if not form.is_valid():
        heading = _("%(lead)s is lost") % {"lead": found}
        return asked(request, "sales/lose.html", {"form": form, "opportunity": found}, heading=heading, fallback=_page(pk))
    try:
        conversion.lose(found, by=request.user, **form.cleaned_data)
    except IllegalMove:
        return refuse(request, who_moved(found), fallback=_page(pk))
    toast(request, _("%(lead)s is lost") % {"lead": found}, undo=reverse("opportunity_reopening", args=[pk]))
    return answer(request, fallback=_page(pk))


@allow(*SELLERS)
@require_POST
def reopening(request, pk):
    """Back to the stage it was closed in; a win takes its sale back with it."""
    found = _load(pk)
    conversion.reopen(found, by=request.user)
    toast(request, _("%(lead)s is open again, in %(stage)s") % {"lead": found, "stage": found.stage})
    return answer(request, fallback=_page(pk))


@allow(*SELLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def details(request, pk):
    found = _load(pk)
    initial = {"value": found.value, "expected_close": found.expected_close, "owner": found.owner_id}
    form = DetailsForm(posted(request), initial=initial, owner_id=found.owner_id)
    if not form.is_valid():
        heading = _("What is expected of %(lead)s") % {"lead": found}
        return asked(request, "sales/details.html", {"form": form, "opportunity": found}, heading=heading, fallback=_page(pk))
    if found.edit(by=request.user, **form.cleaned_data):
        toast(request, _("Saved"))
    return answer(request, fallback=_page(pk))


def _load(pk) -> Opportunity:
    return get_object_or_404(Opportunity.objects.for_list(), pk=pk)


def _page(pk) -> str:
    return reverse("opportunity", args=[pk])
