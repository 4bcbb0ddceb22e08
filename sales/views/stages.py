"""Settings: how this business sells, stage by stage, and the reasons it loses for."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import allow
from accounts.roles import OFFICE
from accounts.toasts import toast
from sales.forms.stage import LostReasonForm, RulesForm, StageForm
from sales.models import LostReason, NameTaken, Stage, StageInUse, StageRule
from sales.views.responses import posted


@allow(*OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def stages(request):
    """The stages in their order; posting adds one."""
    form = StageForm(posted(request))
    if form.is_valid() and _named(form, Stage.add):
        toast(request, _("“%(name)s” is on the board") % {"name": form.cleaned_data["name"]})
        return redirect("stages")
    return _page(request, stage_form=form)


@allow(*OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def stage(request, pk):
    found = get_object_or_404(Stage, pk=pk)
    initial = {name: getattr(found, name) for name in ("name", "kind", "promise", "promise_days")}
    form = StageForm(posted(request), initial=initial, stage=found)
    if form.is_valid():
        try:
            if _named(form, found.edit):
                toast(request, _("Saved"))
                return redirect("stages")
        except StageInUse:
            form.add_error(None, _("Opportunities have stood here meanwhile, so what it counts as is fixed."))
    return _stage_page(request, found, form=form)


@allow(*OFFICE)
@require_POST
def stage_rules(request, pk):
    """What is wanted before something enters a stage. Lost asks for nothing: what is lost is lost."""
    found = get_object_or_404(Stage.objects.exclude(kind=Stage.Kind.LOST), pk=pk)
    rules = RulesForm(request.POST, stage=found)
    if not rules.is_valid():
        return _stage_page(request, found, rules=rules)
    StageRule.put(found, rules.rules)
    toast(request, _("Saved: what is wanted before “%(stage)s”") % {"stage": found})
    return redirect("stage", pk)


def _stage_page(request, found: Stage, *, form=None, rules=None) -> HttpResponse:
    initial = {name: getattr(found, name) for name in ("name", "kind", "promise", "promise_days")}
    context = {"stage": found, "form": form or StageForm(initial=initial, stage=found), "rules": rules or RulesForm(stage=found)}
    bound = any(each is not None and each.is_bound for each in (form, rules))
    return render(request, "sales/settings/stage.html", context, status=422 if bound else 200)


@allow(*OFFICE)
@require_POST
def stage_place(request, pk):
    Stage.step(get_object_or_404(Stage, pk=pk), up=request.POST.get("to") == "up")
    return redirect("stages")


@allow(*OFFICE)
@require_POST
def stage_retirement(request, pk):
    """Off the board. Refused with the reason while something stands there."""
    found = get_object_or_404(Stage, pk=pk)
    try:
        found.retire()
        toast(request, _("“%(name)s” is retired") % {"name": found})
    except StageInUse:
        messages.error(request, _in_use(found))
    return redirect("stages")


@allow(*OFFICE)
@require_POST
def stage_return(request, pk):
    get_object_or_404(Stage, pk=pk).bring_back()
    return redirect("stages")


@allow(*OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def lost_reasons(request):
    """The same page; posting adds a reason."""
    if request.method == "GET":
        return redirect("stages")
    form = LostReasonForm(request.POST, auto_id="reason_%s")
    if form.is_valid() and _named(form, LostReason.add):
        toast(request, _("“%(name)s” is on the list") % {"name": form.cleaned_data["name"]})
        return redirect("stages")
    return _page(request, reason_form=form)


@allow(*OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def lost_reason(request, pk):
    found = get_object_or_404(LostReason, pk=pk)
    form = LostReasonForm(posted(request), initial={"name": found.name})
    if form.is_valid() and _named(form, found.rename):
        toast(request, _("Saved"))
        return redirect("stages")
    return _form(request, "sales/settings/lost_reason.html", {"form": form, "reason": found})


@allow(*OFFICE)
@require_POST
def lost_reason_place(request, pk):
    LostReason.step(get_object_or_404(LostReason, pk=pk), up=request.POST.get("to") == "up")
    return redirect("stages")


@allow(*OFFICE)
@require_POST
def lost_reason_retirement(request, pk):
    get_object_or_404(LostReason, pk=pk).retire()
    return redirect("stages")


@allow(*OFFICE)
@require_POST
def lost_reason_return(request, pk):
    get_object_or_404(LostReason, pk=pk).bring_back()
    return redirect("stages")


def _named(form, verb) -> bool:
    """Call a verb with what the form says. A name that is taken is said beside the field; returns whether it went through."""
    try:
        verb(**form.cleaned_data)
    except NameTaken:
        form.add_error("name", _("There is one of that name already, perhaps among the retired ones."))
        return False
    return True


def _in_use(stage: Stage) -> str:
    if stage.is_last_of_kind:
        return _("“%(name)s” is the last stage that counts as %(kind)s, and one has to be there. Add another first.") % {
            "name": stage,
            "kind": stage.get_kind_display().lower(),
        }
    return _("Something still stands in “%(name)s”. Move it to another stage first, then retire this one.") % {"name": stage}


def _page(request, *, stage_form=None, reason_form=None) -> HttpResponse:
    bound = any(form is not None and form.is_bound for form in (stage_form, reason_form))
    context = {
        "stages": Stage.objects.for_settings(),
        "reasons": LostReason.objects.for_settings(),
        "stage_form": stage_form or StageForm(),
        "reason_form": reason_form or LostReasonForm(auto_id="reason_%s"),
    }
    return render(request, "sales/settings/stages.html", context, status=422 if bound else 200)


def _form(request, template: str, context: dict) -> HttpResponse:
    return render(request, template, context, status=422 if context["form"].is_bound else 200)
