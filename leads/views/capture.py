from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import allow
from accounts.models import User
from accounts.redirects import previous_page
from accounts.roles import EVERYONE
from accounts.toasts import sentences, toast
from leads.capture import intake
from leads.capture.card import Described, describe
from leads.contacts import recognition
from leads.forms.tap import CardForm, TapForm
from leads.models import Channel, IllegalMove, Lead
from leads.phones import doubts, parse_phone
from leads.views.answers import answer, as_sent_by, refuse, sent, wants_json
from leads.views.slips import Slip
from leads.views.tally import lead_named, page


@allow(*EVERYONE)
@require_POST
@as_sent_by
def capture(request):
    """One tap, one lead. The same key again gets the same answer."""
    form = TapForm(sent(request))
    if not form.is_valid():
        return refuse(form) if wants_json(request) else page(request, slip=None, status=422)
    data = form.cleaned_data
    captured = intake.capture(
        key=data["key"],
        source=data["source"],
        channel=data["channel"],
        campaign=data["campaign"],
        by=request.user,
        received_at=intake.time_of_tap(tapped=data["at"], sent=data["sent"]),
        **({"how_known": data["how_known"]} if data["how_known"] else {}),
    )
    _remember_switch(request.user, data["channel"])
    if wants_json(request):
        lead = captured.lead
        return answer(request, id=str(lead.pk), href=lead.get_absolute_url(), outcome=captured.outcome)
    return redirect(f"{reverse('tally')}?lead={captured.lead.pk}")


def _remember_switch(user: User, channel: str) -> None:
    if channel in (Channel.WALK_IN, Channel.PHONE) and channel != user.channel:
        User.objects.filter(pk=user.pk).update(channel=channel)


@allow(*EVERYONE)
@require_POST
@as_sent_by
def details(request, pk):
    """The card. With somebody we know it asks who that is before it saves: without script always, else where another name was typed."""
    lead = get_object_or_404(Lead.objects.select_related("source"), pk=pk)
    form = CardForm(sent(request), country=request.business.country)
    if not form.is_valid():
        return refuse(form) if wants_json(request) else page(request, slip=Slip(lead=lead, form=form), status=422)
    known = None if lead.contact_id else recognition.recognise(phones=form.phones(), emails=form.emails(), but=lead)
    known = known and known.compared(form.cleaned_data["name"])
    if known and not form.cleaned_data["decision"]:
        if not wants_json(request):
            return page(request, slip=Slip(lead=lead, form=form, known=known))
        if known.differs:
            form.add_error("decision", _("That is how %(person)s is reached. Say who it is.") % {"person": known.contact})
            return refuse(form)
    described = describe(lead, by=request.user, **form.card())
    text = sentences(told(described), doubts(form.phones()))
    if wants_json(request):
        counted = described.lead
        return answer(request, said=text, name=str(counted), href=counted.get_absolute_url(), joined=described.joined)
    toast(request, text, undo=reverse("lead_separation", args=[lead.pk]) if described.joined else "")
    return redirect("tally")


def told(described: Described) -> str:
    """What became of a card, in one sentence."""
    person = described.lead
    if described.joined:
        return _("Added to the open enquiry of %(person)s. It counts once.") % {"person": person}
    if described.known and described.known.contact.is_client and person.contact_id == described.known.contact.pk:
        return _("Saved as a repeat enquiry: %(person)s is a client already.") % {"person": person}
    went = person.hand_offs.waiting().filter(automatic=True).select_related("to").first() if person.contact_id else None
    if went:
        return _("Saved: %(person)s. Handed over to %(whom)s.") % {"person": person, "whom": went.to or _("sales")}
    return _("Saved: %(person)s.") % {"person": person} if person.contact_id else _("Saved.")


@allow(*EVERYONE)
@require_safe
def known(request):
    """This looks like …: whoever owns the number or address that is being typed, and whether the typed name is theirs."""
    phone, email, name = request.GET.get("phone", "")[:60], request.GET.get("email", "")[:254], request.GET.get("name", "")[:200]
    if "\0" in phone + email + name:
        return HttpResponse()
    phones = [parse_phone(phone, country=request.business.country)]
    found = recognition.recognise(phones=phones, emails=[email], but=lead_named(request.GET.get("lead", "")))
    return render(request, "leads/known.html", {"known": found and found.compared(name.strip())})


@allow(*EVERYONE)
@require_POST
@as_sent_by
def withdrawal(request, pk):
    """Undo a capture."""
    return _done(request, pk, intake.undo, said=_("Undone. The enquiry does not count."))


@allow(*EVERYONE)
@require_POST
@as_sent_by
def restoration(request, pk):
    """Take the undo back."""
    return _done(request, pk, intake.restore, said=_("Put back. The enquiry counts again."))


@allow(*EVERYONE)
@require_POST
@as_sent_by
def separation(request, pk):
    """Two enquiries that were joined are two again."""
    return _done(request, pk, intake.separate, said=_("Separated. They count as two enquiries."))


def _done(request, pk, verb, *, said: str):
    lead = get_object_or_404(Lead, pk=pk)
    try:
        verb(lead, by=request.user)
    except IllegalMove:
        refused = _("Somebody works on this enquiry already. Open it to see what can be done.")
        if wants_json(request):
            return answer(request, status=409, said=refused)
        messages.error(request, refused)
        return redirect(previous_page(request, fallback=reverse("tally")))
    if wants_json(request):
        return answer(request, said=said)
    toast(request, said)
    return redirect(previous_page(request, fallback=reverse("tally")))
