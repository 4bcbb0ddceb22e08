"""What was done with a lead and what is to be done: from its page, from an opportunity and from Today alike.

Each answers script with nothing in place of the row (`hx-swap="outerHTML"`) plus what happened as a toast, and tells the
page `counted`, so that the number beside Today follows; without script it goes back to the page it came from.
"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import allow
from accounts.back import back
from accounts.roles import EVERYONE
from accounts.templatetags.house import day
from accounts.toasts import toast
from leads.forms.activity import ActivityForm, MoveForm, OutcomeForm
from leads.models import Activity, Lead
from leads.views.lead import lead_page


@allow(*EVERYONE)
@require_POST
def activities(request, pk):
    """Log a call, message, meeting or note, and plan what comes next."""
    lead = get_object_or_404(Lead, pk=pk)
    form = ActivityForm(request.POST)
    if not form.is_valid():
        return lead_page(request, pk, note=form, status=422)
    form.save(lead, by=request.user)
    toast(request, _("Saved"))
    return redirect(back(request, fallback=reverse("lead", args=[lead.pk])))


@allow(*EVERYONE)
@require_POST
def completion(request, pk):
    """It was done; `text` says how it went."""
    activity = get_object_or_404(Activity, pk=pk)
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        messages.error(request, form.errors["text"][0])
        return _answered(request, activity, status=422)
    activity.finish(by=request.user, text=form.cleaned_data["text"])
    toast(request, _("Done"), undo=reverse("activity_reopening", args=[pk]))
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
    was = reverse("activity_former_date", args=[pk, activity.due_on]) if activity.due_on else ""
    activity.move_to(form.day(), at=form.cleaned_data["due_at"] if "due_at" in form.data else activity.due_at)
    toast(request, _("Moved to %(day)s") % {"day": day(activity.due_on)}, undo=was)
    return _answered(request, activity)


@allow(*EVERYONE)
@require_POST
def former_date(request, pk, due_on):
    """Undo a move: back to a day that may be over by now."""
    activity = get_object_or_404(Activity, pk=pk)
    activity.move_to(due_on, at=activity.due_at)
    toast(request, _("Back where it was"))
    return _answered(request, activity)


def _answered(request, activity, *, status: int = 200) -> HttpResponse:
    if not request.htmx:
        return redirect(back(request, fallback=reverse("lead", args=[activity.lead_id])))
    response = render(request, "components/toasts_oob.html", status=200 if status < 400 else status)
    if status >= 400:
        response["HX-Reswap"] = "none"
    response["HX-Trigger"] = "counted"
    return response
