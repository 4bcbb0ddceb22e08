from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import allow, require_own
from accounts.roles import EVERYONE, Role
from accounts.toasts import toast
from leads.models import HandOff, IllegalMove, Lead
from sales.forms.handoff import HandOverForm, ReturnForm
from sales.hand_off import transfer
from sales.pipeline.conflict_messages import where_lead_is
from sales.views.responses import answer, asked, posted, refuse


@allow(*EVERYONE)
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request, pk):
    """Give a lead to sales. Asked on a page of its own where the lead's page could not."""
    lead = get_object_or_404(Lead.objects.for_list(), pk=pk)
    form = HandOverForm(posted(request), day=request.business.today())
    if not form.is_valid():
        heading = _("Hand %(lead)s over to sales") % {"lead": lead}
        return asked(request, "sales/hand_over.html", {"form": form, "lead": lead}, heading=heading, fallback=lead.get_absolute_url())
    try:
        made = transfer.hand_over(lead, by=request.user, **form.cleaned_data)
    except IllegalMove:
        return refuse(request, where_lead_is(lead), fallback=lead.get_absolute_url())
    if made.is_waiting:
        undo = reverse("hand_off_taking_back", args=[made.pk])
        toast(request, _("Handed over to %(whom)s") % {"whom": made.to or _("sales")}, undo=undo)
        return answer(request, fallback=lead.get_absolute_url())
    toast(request, _("It is yours now"))
    return redirect(lead.opportunities.latest("made_at"))


@allow(Role.SALES)
@require_POST
def acceptance(request, pk):
    """Take a lead on: in place on Today, and back on the lead's page from there."""
    hand_off = get_object_or_404(HandOff.objects.select_related("lead__contact"), pk=pk)
    try:
        opportunity = transfer.accept(hand_off, by=request.user)
    except IllegalMove:
        return refuse(request, where_lead_is(hand_off.lead), fallback=reverse("today"))
    undo = reverse("hand_off_accept_undoing", args=[pk])
    toast(request, _("%(lead)s is yours, in %(stage)s") % {"lead": opportunity.lead, "stage": opportunity.stage}, undo=undo)
    return answer(request, fallback=opportunity.get_absolute_url())


@allow(Role.SALES)
@require_POST
def acceptance_undoing(request, pk):
    """Undo, as long as nothing was done with it; of whoever accepted it."""
    hand_off = get_object_or_404(HandOff.objects.select_related("lead__contact"), pk=pk)
    require_own(request.user, by_id=hand_off.decided_by_id)
    try:
        transfer.undo_acceptance(hand_off)
    except IllegalMove:
        text = _("Something was done with it since. Close it as lost instead.")
        return refuse(request, text, fallback=hand_off.lead.get_absolute_url())
    toast(request, _("%(lead)s waits to be answered again") % {"lead": hand_off.lead})
    return answer(request, fallback=reverse("today"))


@allow(Role.SALES)
@require_http_methods(["GET", "HEAD", "POST"])
def hand_off_return(request, pk):
    """Send a lead back to marketing for a reason."""
    hand_off = get_object_or_404(HandOff.objects.for_list(), pk=pk)
    form = ReturnForm(posted(request))
    if not form.is_valid():
        heading = _("Return %(lead)s to marketing") % {"lead": hand_off.lead}
        return asked(request, "sales/return.html", {"form": form, "hand_off": hand_off}, heading=heading, fallback=reverse("today"))
    try:
        transfer.give_back(hand_off, by=request.user, **form.cleaned_data)
    except IllegalMove:
        return refuse(request, where_lead_is(hand_off.lead), fallback=reverse("today"))
    toast(request, _("%(lead)s went back to %(person)s") % {"lead": hand_off.lead, "person": hand_off.by or _("marketing")})
    return answer(request, fallback=reverse("today"))
