from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allow
from accounts.roles import EVERYONE, OFFICE, SELLERS
from accounts.toasts import sentences, toast
from leads import hooks
from leads.contacts.editing import correct
from leads.contacts.referrals import sent_by
from leads.follow_ups.next_step import Planner
from leads.follow_ups.response_time import answers, first_contact
from leads.forms.activity import ActivityForm
from leads.forms.lead import DisqualifyForm, LeadForm
from leads.forms.warmth import KeepWarmForm
from leads.models import Activity, Contact, IllegalMove, Lead, State
from leads.phones import doubts
from leads.timeline import timeline


@allow(*EVERYONE)
@require_safe
def lead(request, pk):
    """An anonymous one; any other is shown on the page of its person."""
    shown = get_object_or_404(Lead, pk=pk)
    return redirect(shown) if shown.contact_id else lead_page(request, pk)


def lead_page(request, pk, *, status: int = 200, **refused):
    """The page of a lead; a form that was refused (`note`, `disqualify` or `warm`) comes back in its place with what was typed."""
    lead = get_object_or_404(Lead.objects.for_page(), pk=pk)
    if lead.contact_id and hooks.lead_pages:
        return hooks.lead_pages[0](request, lead, status=status, **refused)
    context = lead_context(request, lead)
    context["entries"] = timeline(lead, with_money=context["sells"])
    return render(request, "leads/lead.html", context | refused, status=status)


def lead_context(request, lead: Lead) -> dict:
    """What a page shows of one lead read `for_page`, beside its history: how it stands, its forms, what is asked next."""
    context = {
        "lead": lead,
        "sells": request.user.has_role(*SELLERS),
        "runs_office": request.user.has_role(*OFFICE),
        "sent": sent_by(lead.contact),
        "note": ActivityForm(initial={"next_for": request.user.pk}),
        "warm": KeepWarmForm(),
        "step": _next_step(request, lead),
        "opportunity": next((one for one in lead.opportunities.all() if one.is_open), None),
        "outcomes": Activity.Outcome.choices[:4],
        "disqualify": DisqualifyForm(),
        "read_in_mail": _read_in_mail(lead),
    }
    return context | _answered(request, lead)


def _answered(request, lead: Lead) -> dict:
    """The hand-over that waits, and how quickly it was answered so far."""
    hand_offs = list(lead.hand_offs.select_related("to", "by").order_by("at", "pk"))
    waiting = next((one for one in hand_offs if one.is_waiting), None)
    return {
        "waiting": waiting,
        "may_take_back": bool(waiting) and waiting.may_be_taken_back_by(request.user),
        "answers": answers(hand_offs, business=request.business),
        "first_contact": first_contact(lead),
    }


def _read_in_mail(lead: Lead) -> list[tuple[str, str]]:
    """What a mail's text said, until somebody has had the lead in hand. Four queries at most."""
    message = lead.messages.exclude(text_fields={}).order_by("at").first()
    if message is None or any(rows.exclude(by=None).exists() for rows in (lead.changes, lead.activities, lead.hand_offs)):
        return []
    return message.fields_read


def _next_step(request, lead: Lead):
    """Asked of every open lead for which nothing is planned; of one handed over, whoever answers it is asked."""
    if lead.contact is None or lead.merged_into_id or lead.state not in (State.OPEN, State.IN_SALES):
        return None
    return Planner(request.business, user=request.user).for_lead(lead)


@allow(*EVERYONE)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request, pk):
    """Put right what was recorded about an enquiry and the person behind it."""
    lead = get_object_or_404(Lead.objects.for_page(), pk=pk)
    form = LeadForm(request.POST or None, lead=lead, country=request.business.country)
    if request.method == "POST" and form.is_valid():
        person = form.person()
        changed = correct(lead, by=request.user, person=person, contact=form.cleaned_data.get("contact"), **form.fields_of_the_lead())
        result = _("Saved") if changed else _("Nothing was different, nothing was changed")
        toast(request, sentences(result, doubts(person["phones"])))
        return redirect(lead)
    others = lead.contact.leads.standing().exclude(pk=pk).count() if lead.contact else 0
    context = {"lead": lead, "form": form, "others": others, "client_types": Contact.objects.client_types()}
    return render(request, "leads/lead_change.html", context, status=422 if form.errors else 200)


@allow(*EVERYONE)
@require_POST
def disqualification(request, pk):
    lead = get_object_or_404(Lead, pk=pk)
    form = DisqualifyForm(request.POST)
    if not form.is_valid():
        return lead_page(request, pk, disqualify=form, status=422)
    data = form.cleaned_data
    return _moved(request, lead, lambda: lead.disqualify(data["reason"], by=request.user, note=data["note"]), _("Disqualified"))


@allow(*EVERYONE)
@require_POST
def reopening(request, pk):
    """Back to marketing: a disqualified lead, or one that was taken back."""
    lead = get_object_or_404(Lead, pk=pk)
    return _moved(request, lead, lambda: lead.reopen(by=request.user), _("Open again"), undo="")


@allow(*EVERYONE)
@require_POST
def taking_back(request, pk):
    """Withdraw a lead that never was one."""
    lead = get_object_or_404(Lead, pk=pk)
    return _moved(request, lead, lambda: lead.withdraw(by=request.user), _("Taken back: it counts nowhere now"))


def _moved(request, lead: Lead, verb, said: str, *, undo: str = "lead_reopening"):
    """Do it and say so; where somebody else was quicker, say what the lead is now."""
    try:
        verb()
    except IllegalMove:
        lead.refresh_from_db()
        messages.error(request, _("That cannot be done: this lead is “%(state)s” now.") % {"state": lead.get_state_display()})
    else:
        toast(request, said, undo=reverse(undo, args=[lead.pk]) if undo else "")
    return redirect(lead)
