"""Who sent an enquiry."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import allow
from accounts.roles import EVERYONE
from accounts.toasts import refusal, toast
from leads.contacts import referrals
from leads.forms.person import ChosenForm
from leads.models import Contact, IllegalMove, Lead
from leads.views.person import MOST, found


@allow(*EVERYONE)
@require_http_methods(["GET", "HEAD", "POST"])
def referral(request, pk):
    """Choose who sent them, among the people we know."""
    lead = get_object_or_404(Lead.objects.for_page(), pk=pk)
    chosen = ChosenForm(request.POST if request.method == "POST" else None)
    if chosen.is_valid() and _named(request, lead, chosen):
        return redirect(lead)
    text = request.GET.get("q", "")[:200].replace("\0", "")
    people = found(text, lead=lead, country=request.business.country)
    context = {"lead": lead, "choice": chosen, "q": text, "people": people[:MOST], "more": len(people) > MOST}
    return render(request, "leads/lead_referral.html", context, status=422 if chosen.errors else 200)


@allow(*EVERYONE)
@require_POST
def end(request, pk):
    """Nobody sent them after all. `source` in the address: undo of a naming that brought the source."""
    lead = get_object_or_404(Lead.objects.select_related("referred_by"), pk=pk)
    before = lead.referred_by
    try:
        changed = referrals.clear(lead, by=request.user, with_source="source" in request.GET)
    except IllegalMove:
        return _refused(request, lead)
    if changed:
        toast(request, _("Nobody stands as having sent them"), undo=_back_to(lead, before))
    return redirect(lead)


@allow(*EVERYONE)
@require_POST
def former(request, pk, contact):
    """Undo: whoever stood there before stands there again."""
    lead = get_object_or_404(Lead, pk=pk)
    try:
        referrals.name(lead, get_object_or_404(Contact, pk=contact), by=request.user)
    except (IllegalMove, referrals.OwnReferral):
        return _refused(request, lead)
    toast(request, _("Back as it was"))
    return redirect(lead)


def _named(request, lead: Lead, chosen: ChosenForm) -> bool:
    """Name whoever was chosen and say so; what stands against it is said beside the choice. Returns whether it went through."""
    before = lead.referred_by
    try:
        named = referrals.name(lead, chosen.cleaned_data["who"], by=request.user)
    except referrals.OwnReferral:
        chosen.add_error("who", _("It is their own enquiry. Choose whoever sent them."))
        return False
    except IllegalMove:
        chosen.add_error("who", _("This enquiry was taken back or joined with another, so nothing was changed."))
        return False
    told = {"person": lead.referred_by, "source": named.source}
    said = _("Sent by %(person)s. It had no source; it is “%(source)s” now") if named.source else _("Sent by %(person)s")
    toast(request, said % told, undo=_back_to(lead, before, source=named.source) if named.changed else "")
    return True


def _back_to(lead: Lead, before: Contact | None, *, source=None) -> str:
    if before:
        return reverse("lead_referral_former", args=[lead.pk, before.pk])
    return reverse("lead_referral_end", args=[lead.pk]) + ("?source" if source else "")


def _refused(request, lead: Lead):
    refusal(request, _("That cannot be done: this enquiry was taken back, joined with another, or is theirs."))
    return redirect(lead)
