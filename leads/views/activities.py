"""What was done with a lead and what is to be done: from its page, from an opportunity and from Today alike.

Each answers script with nothing in place of the row (`hx-swap="outerHTML"`) plus what happened as a toast, and tells the
page `counted`, so that the number beside Today follows; without script it goes back to the page it came from.
"""

from datetime import time

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import allow
from accounts.formatting import day
from accounts.redirects import previous_page
from accounts.roles import EVERYONE, SELLERS
from accounts.toasts import toast
from leads.follow_ups.next_step import Planner, attempts
from leads.forms.activity import ActivityForm, MoveForm, OutcomeForm
from leads.models import Activity, Lead
from leads.views.lead import lead_page


@allow(*EVERYONE)
@require_POST
def activities(request, pk):
    """Log a call, message, meeting or note, and plan what comes next."""
    lead = get_object_or_404(Lead, pk=pk)
    form = ActivityForm(request.POST, lead=lead)
    if not form.is_valid():
        return lead_page(request, pk, note=form, status=422)
    made = form.save(lead, by=request.user)
    toast(request, _said(made), undo=_undo(made))
    if request.htmx and "in_place" in request.POST:
        return _asked_or_answered(request, made[0])
    return redirect(previous_page(request, fallback=lead.get_absolute_url()))


def _said(made: list[Activity]) -> str:
    ahead = next((each for each in made if each.is_planned), None)
    return _("%(what)s planned for %(day)s") % {"what": ahead.get_kind_display(), "day": day(ahead.due_on)} if ahead else _("Saved")


def _undo(made: list[Activity]) -> str:
    """Of what was logged, and of what was planned with it; what was planned alone is dropped."""
    if not made:
        return ""
    return reverse("activity_dropping" if made[0].is_planned else "activity_taking_back", args=[made[0].pk])


@allow(*EVERYONE)
@require_POST
def completion(request, pk):
    """It was done: `text` says how it went, `outcome` how a call ended. With nothing else ahead, what comes next is asked."""
    activity = get_object_or_404(Activity.objects.for_list(), pk=pk)
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        messages.error(request, next(iter(form.errors.values()))[0])
        return _answered(request, activity, status=422)
    back_call = form.finish(activity, by=request.user)
    said = _("Done. They will be called on %(day)s") % {"day": day(back_call.due_on)} if back_call else _("Done")
    toast(request, said, undo=reverse("activity_reopening", args=[pk]))
    return _asked_or_answered(request, activity)


def _asked_or_answered(request, activity: Activity) -> HttpResponse:
    if request.htmx and Activity.objects.awaiting_next().filter(pk=activity.pk).exists():
        return _ask_next(request, activity)
    return _answered(request, activity)


def _ask_next(request, activity: Activity) -> HttpResponse:
    """The question in place of the row; the rest of the page stays as it is."""
    step = Planner(request.business, user=request.user).after(activity, attempts=attempts([activity.lead_id]).get(activity.lead_id, 0))
    context = {
        "step": step,
        "here": previous_page(request, fallback=activity.lead.get_absolute_url()),
        "opportunity": activity.lead.opportunities.filter(stage__kind="open").first(),
        "sells": request.user.has_role(*SELLERS),
    }
    response = render(request, "leads/next_step.html#row", context)
    response["HX-Trigger"] = "recounted"
    return response


@allow(*EVERYONE)
@require_POST
def ending(request, pk):
    """Nothing is to follow for now, and nobody is asked again."""
    activity = get_object_or_404(Activity, pk=pk)
    activity.end_here()
    toast(request, _("Nothing planned, and that is fine"), undo=reverse("activity_unending", args=[pk]))
    return _answered(request, activity)


@allow(*EVERYONE)
@require_POST
def unending(request, pk):
    """Undo of an ending: what comes next is asked again."""
    activity = get_object_or_404(Activity, pk=pk)
    activity.end_here(is_last=False)
    return _answered(request, activity)


@allow(*EVERYONE)
@require_POST
def taking_back(request, pk):
    """It was logged by mistake."""
    activity = get_object_or_404(Activity, pk=pk)
    activity.take_back()
    toast(request, _("Taken back"))
    return _answered(request, activity)


@allow(*EVERYONE)
@require_POST
def dropping(request, pk):
    activity = get_object_or_404(Activity, pk=pk)
    activity.drop()
    toast(request, _("Follow-up dropped"), undo=reverse("activity_reopening", args=[pk]))
    return _answered(request, activity)


@allow(*EVERYONE)
@require_POST
def reopening(request, pk):
    """Take back a completion or a dropping."""
    activity = get_object_or_404(Activity, pk=pk)
    activity.reopen()
    toast(request, _("Back on the list"))
    return _answered(request, activity)


@allow(*EVERYONE)
@require_POST
def date(request, pk):
    """Put it off or forward: `due_on` (and `due_at`), or `days` from today."""
    activity = get_object_or_404(Activity, pk=pk)
    form = MoveForm(request.POST)
    if not form.is_valid():
        messages.error(request, next(iter(form.errors.values()))[0])
        return _answered(request, activity, status=422)
    was = f"{reverse('activity_former_date', args=[pk, activity.due_on])}?at={activity.due_at or ''}" if activity.due_on else ""
    activity.move_to(form.day(), at=form.cleaned_data["due_at"] if "due_at" in form.data else activity.due_at)
    toast(request, _("Moved to %(day)s") % {"day": _moment(activity)}, undo=was)
    return _answered(request, activity)


def _moment(activity: Activity) -> str:
    said = day(activity.due_on)
    return f"{said}, {activity.due_at:%H:%M}" if activity.due_at else said


@allow(*EVERYONE)
@require_POST
def former_date(request, pk, due_on):
    """Undo a move: back to a day that may be over by now."""
    activity = get_object_or_404(Activity, pk=pk)
    activity.move_to(due_on, at=_time(request.GET["at"]) if "at" in request.GET else activity.due_at)
    toast(request, _("Back where it was"))
    return _answered(request, activity)


def _time(text: str) -> time | None:
    try:
        return time.fromisoformat(text).replace(tzinfo=None) if text else None
    except ValueError:
        return None


def _answered(request, activity, *, status: int = 200) -> HttpResponse:
    if not request.htmx:
        return redirect(previous_page(request, fallback=activity.lead.get_absolute_url()))
    response = render(request, "components/toasts_oob.html", status=200 if status < 400 else status)
    if status >= 400:
        response["HX-Reswap"] = "none"
    response["HX-Trigger"] = "counted"
    return response
