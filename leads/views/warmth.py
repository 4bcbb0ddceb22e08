"""Keeping a lead warm: not ready to be handed over, and not forgotten."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import allow
from accounts.formatting import when
from accounts.roles import EVERYONE
from accounts.toasts import toast
from leads.forms.warmth import KeepWarmForm
from leads.models import Activity, IllegalMove, Lead
from leads.views.lead import lead_page


@allow(*EVERYONE)
@require_POST
def warmth(request, pk):
    """Keep it warm, with the day to be in touch again."""
    lead = get_object_or_404(Lead.objects.select_related("contact"), pk=pk)
    form = KeepWarmForm(request.POST)
    if not form.is_valid():
        return lead_page(request, pk, warm=form, status=422)
    on, about = form.cleaned_data["on"], form.cleaned_data["about"]
    try:
        with transaction.atomic():
            lead.keep_warm(by=request.user)
            planned = Activity.plan(lead, by=request.user, on=on, text=about, for_user=request.user)
    except IllegalMove:
        return _elsewhere(request, lead)
    undo = reverse("lead_warmth_undoing", args=[pk, planned.pk])
    toast(request, _("%(lead)s is kept warm and comes up on Today on %(day)s") % {"lead": lead, "day": when(on)}, undo=undo)
    return redirect(lead)


@allow(*EVERYONE)
@require_POST
def end(request, pk):
    """It is an ordinary lead again; what is planned stays planned."""
    return _stop(request, get_object_or_404(Lead, pk=pk))


@allow(*EVERYONE)
@require_POST
def undoing(request, pk, activity: int):
    """As if it had not been kept warm: its follow-up goes too."""
    planned = get_object_or_404(Activity, pk=activity, lead=pk)
    planned.drop()
    return _stop(request, planned.lead)


def _stop(request, lead: Lead):
    try:
        lead.stop_keeping_warm(by=request.user)
    except IllegalMove:
        return _elsewhere(request, lead)
    toast(request, _("Not kept warm any more"))
    return redirect(lead)


def _elsewhere(request, lead: Lead):
    lead.refresh_from_db()
    messages.error(request, _("That cannot be done: this lead is “%(state)s” now.") % {"state": lead.get_state_display()})
    return redirect(lead)
