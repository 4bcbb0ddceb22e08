"""Settings: what follows up by itself, step by step, and the look at every message before it goes out."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import allow
from accounts.roles import SELLERS
from accounts.toasts import toast
from sales.forms.sequence import SequenceForm, StepForm
from sales.models import MessageTemplate, NameTaken, NotAsSeen, NothingToDo, Sequence, SequenceStep
from sales.sequences.counting import at_each_step, counted, why_ended
from sales.sequences.preview import look_over
from sales.sequences.proposals import propose
from sales.views.responses import posted


@allow(*SELLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def sequences(request):
    """All of them; posting adds one, off and without steps."""
    form = SequenceForm(posted(request))
    if form.is_valid() and (made := _named(form, lambda: Sequence.add(**form.fields_of_it))):
        return redirect("sequence", made.pk)
    context = {"sequences": counted(Sequence.objects.for_settings()), "templates": MessageTemplate.objects.in_use(), "form": form}
    return render(request, "sales/settings/sequences.html", context, status=422 if form.is_bound else 200)


@allow(*SELLERS)
@require_POST
def proposals(request):
    """Two sequences to begin with, off until they were looked at."""
    made = propose()
    toast(request, _("Two sequences are here, off. Look at their messages first.") if made else _("They are here already"))
    return redirect("sequences")


@allow(*SELLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def sequence(request, pk):
    """Its steps, each to be changed in its place. Posting sets its name and where it belongs."""
    found = _load(pk)
    form = SequenceForm(posted(request), sequence=found)
    was_on = found.is_on
    if form.is_valid() and _named(form, lambda: [found.edit(**form.fields_of_it)]):
        moved = was_on and not found.is_on
        toast(request, _("Saved. It is off: look at what it says there, then switch it on") if moved else _("Saved"))
        return redirect("sequence", pk)
    return _page(request, found, form=form)


@allow(*SELLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def steps(request, pk):
    found = _load(pk)
    if request.method != "POST":
        return redirect("sequence", pk)
    form = StepForm(request.POST, auto_id="new_%s")
    if not form.is_valid():
        return _page(request, found, new=form)
    found.add_step(**form.cleaned_data)
    return redirect(reverse("sequence", args=[pk]) + "#add")


@allow(*SELLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def step(request, pk):
    found = get_object_or_404(SequenceStep.objects.kept(), pk=pk)
    if request.method != "POST":
        return redirect("sequence", found.sequence_id)
    form = StepForm(request.POST, step=found, auto_id=f"step-{pk}_%s")
    if not form.is_valid():
        return _page(request, _load(found.sequence_id), changed={pk: form})
    if found.edit(**form.cleaned_data):
        toast(request, _("Saved"))
    return redirect("sequence", found.sequence_id)


@allow(*SELLERS)
@require_POST
def step_place(request, pk):
    found = get_object_or_404(SequenceStep.objects.kept(), pk=pk)
    found.shift(up=request.POST.get("to") == "up")
    return redirect("sequence", found.sequence_id)


@allow(*SELLERS)
@require_POST
def step_removal(request, pk):
    found = get_object_or_404(SequenceStep, pk=pk)
    found.remove()
    toast(request, _("The step is out"), undo=reverse("sequence_step_return", args=[pk]))
    return redirect("sequence", found.sequence_id)


@allow(*SELLERS)
@require_POST
def step_return(request, pk):
    found = get_object_or_404(SequenceStep, pk=pk)
    found.bring_back()
    return redirect("sequence", found.sequence_id)


@allow(*SELLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def approval(request, pk):
    """Every message as somebody would get it. Posting says that they are right, and switches it on."""
    found = _load(pk)
    if request.method == "POST":
        try:
            found.approve(by=request.user, seen=request.POST.get("seen", ""))
        except (NothingToDo, NotAsSeen) as refused:
            return _look(request, _load(pk), told=refused)
        toast(request, _("“%(name)s” is on") % {"name": found}, undo=reverse("sequence_off", args=[pk]))
        return redirect("sequence", pk)
    return _look(request, found)


@allow(*SELLERS)
@require_POST
def off(request, pk):
    found = _load(pk)
    if found.switch_off():
        toast(request, _("“%(name)s” is off: nothing of it goes out") % {"name": found})
    return redirect("sequence", pk)


@allow(*SELLERS)
@require_POST
def retirement(request, pk):
    found = _load(pk)
    found.retire()
    toast(request, _("“%(name)s” is retired") % {"name": found}, undo=reverse("sequence_return", args=[pk]))
    return redirect("sequences")


@allow(*SELLERS)
@require_POST
def returning(request, pk):
    """Back on the list, off: somebody looks at its messages again."""
    _load(pk).bring_back()
    return redirect("sequences")


def _load(pk) -> Sequence:
    return get_object_or_404(Sequence.objects.for_list(), pk=pk)


def _named(form, verb):
    """What the verb made; nothing where the name is taken, which is said beside the field."""
    try:
        return verb()
    except NameTaken:
        form.add_error("name", _("There is one of that name already, perhaps among the retired ones."))
        return None


def _page(request, found: Sequence, *, form=None, new=None, changed=None) -> HttpResponse:
    changed, here = changed or {}, at_each_step(found)
    rows = [
        (step, changed.get(step.pk) or StepForm(step=step, auto_id=f"step-{step.pk}_%s"), here.get(number, 0))
        for number, step in enumerate(found.kept_steps)
    ]
    context = {
        "sequence": found,
        "about": form or SequenceForm(sequence=found),
        "rows": rows,
        "new": new or StepForm(auto_id="new_%s"),
        "has_templates": MessageTemplate.objects.in_use().exists(),
        "ended": why_ended(found),
        "waiting": sum(here.values()),
    }
    bound = changed or any(each is not None and each.is_bound for each in (form, new))
    return render(request, "sales/settings/sequence.html", context, status=422 if bound else 200)


def _look(request, found: Sequence, *, told=None) -> HttpResponse:
    planned, example = look_over(found, business=request.business)
    if isinstance(told, NotAsSeen):
        messages.warning(request, _("It was changed since you looked. Look again, then switch it on."))
    elif told:
        messages.warning(request, _("It has no steps yet. Add one first."))
    context = {"sequence": found, "planned": planned, "example": example, "seen": found.as_seen}
    return render(request, "sales/settings/sequence_approval.html", context, status=409 if told else 200)
