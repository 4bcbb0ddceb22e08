"""What can be done about a hand-over while it waits: give it to another, or take it back."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import allow, require_own
from accounts.roles import EVERYONE
from accounts.toasts import toast
from leads.models import HandOff, IllegalMove
from sales.forms.handoff import RecipientForm
from sales.pipeline.conflict_messages import where_lead_is
from sales.views.responses import answer, asked, posted, refuse


@allow(*EVERYONE)
@require_http_methods(["GET", "HEAD", "POST"])
def recipient(request, pk):
    """Another is to answer it."""
    hand_off = get_object_or_404(HandOff.objects.for_list(), pk=pk)
    lead = hand_off.lead
    form = RecipientForm(posted(request), day=request.business.today(), initial={"to": hand_off.to})
    if not form.is_valid():
        asking = {"heading": _("Who is to answer %(lead)s?") % {"lead": lead}, "fallback": lead.get_absolute_url()}
        return asked(request, "sales/recipient.html", {"form": form, "hand_off": hand_off}, **asking)
    try:
        hand_off.give_to(form.cleaned_data["to"], by=request.user)
    except IllegalMove:
        return refuse(request, where_lead_is(lead), fallback=lead.get_absolute_url())
    toast(request, _("%(lead)s waits for %(person)s now") % {"lead": lead, "person": hand_off.to or _("whoever is free")})
    return answer(request, fallback=lead.get_absolute_url())


@allow(*EVERYONE)
@require_POST
def taking_back(request, pk):
    """It was a slip: the lead is marketing's again. Sales returns what others gave it, with a reason that is counted."""
    hand_off = get_object_or_404(HandOff.objects.for_list(), pk=pk)
    lead = hand_off.lead
    if not hand_off.may_be_taken_back_by(request.user):
        raise PermissionDenied
    try:
        hand_off.take_back(by=request.user)
    except IllegalMove:
        return refuse(request, where_lead_is(lead), fallback=lead.get_absolute_url())
    toast(request, _("%(lead)s is with marketing again") % {"lead": lead}, undo=reverse("hand_off_waiting", args=[pk]))
    return answer(request, fallback=lead.get_absolute_url())


@allow(*EVERYONE)
@require_POST
def waiting_again(request, pk):
    """Undo the taking back."""
    hand_off = get_object_or_404(HandOff.objects.for_list(), pk=pk)
    if hand_off.was_taken_back:
        require_own(request.user, by_id=hand_off.decided_by_id)
    try:
        hand_off.wait_again()
    except IllegalMove:
        return refuse(request, where_lead_is(hand_off.lead), fallback=hand_off.lead.get_absolute_url())
    toast(request, _("%(lead)s waits for sales again") % {"lead": hand_off.lead})
    return answer(request, fallback=hand_off.lead.get_absolute_url())
