"""Writing to the person of a lead, and what a person decides about mail."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import mailing
from accounts.access import allow
from accounts.redirects import previous_page
from accounts.roles import EVERYONE
from accounts.toasts import refusal, toast
from leads import mail
from leads.forms.mail import LiftForm, OptOutForm, WriteForm
from leads.mail.addresses import address_for, addresses_of
from leads.mail.outbound import own_program
from leads.mail.outbound.drafts import Draft, begin, drafts_for
from leads.models import Activity, Lead, Message
from leads.models.mail_address import MailAddress

OPTED_OUT = gettext_lazy("Whoever has this address wants no more e-mail.")


@allow(*EVERYONE)
@require_http_methods(["GET", "HEAD", "POST"])
def write(request, pk):
    """An e-mail to them. In the address `answers` names the incoming one it is the answer to, and `draft` what it begins with."""
    lead = get_object_or_404(Lead.objects.for_page(), pk=pk)
    known = addresses_of(lead.contact)
    free = [each.address for each in known if not each.is_opted_out]
    drafts = drafts_for(lead, by=request.user)
    chosen = request.POST if "begin" in request.POST else request.GET
    draft = _named(drafts, chosen.get("draft"))
    form = WriteForm(request.POST or None, lead=lead, addresses=free, answers=_answered(request, lead), draft=draft)
    can_send = mailing.is_set_up() or request.business.is_sample
    if "begin" in request.POST:
        form = _begun(form, draft=draft, before=_named(drafts, request.POST.get("begun")))
    elif request.method == "POST" and form.is_valid():
        response = _queued(request, lead, form) if can_send else _handed_on(request, lead, form)
        if response:
            return response
    context = {"lead": lead, "form": form, "known": known, "can_send": can_send, "drafts": drafts, "draft": draft}
    return render(request, "leads/write_mail.html", context, status=422 if form.errors else 200)


def _named(drafts: list[Draft], key: str | None) -> Draft | None:
    return next((draft for draft in drafts if draft.key == key), None)


def _begun(form: WriteForm, *, draft: Draft | None, before: Draft | None) -> WriteForm:
    """The letter as typed so far, with the draft put in. Not sent, so nothing in it is refused yet."""
    typed = {name: form.data.get(name, "") for name in form.fields}
    form.initial |= begin(typed, draft=draft, before=before) if draft else typed
    form.is_bound = False
    form.fields["text"].widget.attrs["autofocus"] = True  # the letter is what is written next
    return form


def _answered(request, lead: Lead) -> Message | None:
    named = request.POST.get("answers") or request.GET.get("answers", "")
    return lead.messages.incoming().named(named)


def _handed_on(request, lead: Lead, form: WriteForm) -> HttpResponse | None:
    """To the person's own mail program."""
    letter = {name: form.cleaned_data[name] for name in ("to", "subject", "text")}
    try:
        activity = own_program.log(lead, by=request.user, **letter)
    except mail.OptedOut:
        form.add_error("to", OPTED_OUT)
        return None
    return redirect(reverse("own_mail", args=[lead.pk, activity.pk], query={"to": letter["to"], "open": "1"}))


@allow(*EVERYONE)
@require_safe
def own_mail(request, pk, activity):
    """A letter for somebody's own mail program: the link that opens it there, and its text for what the program leaves out."""
    lead = get_object_or_404(Lead.objects.for_page(), pk=pk)
    logged = get_object_or_404(lead.activities.filter(kind=Activity.Kind.MESSAGE, done_at__isnull=False), pk=activity)
    to = address_for(lead, named=request.GET.get("to", ""))
    subject, text = own_program.read(logged)
    href = own_program.mailto(to, subject=subject, text=text)
    context = {"lead": lead, "activity": logged, "to": to, "subject": subject, "text": text, "href": href}
    context |= {"is_long": len(href) > own_program.LONGEST, "opens": "open" in request.GET}
    return render(request, "leads/own_mail.html", context)


def _queued(request, lead: Lead, form: WriteForm) -> HttpResponse | None:
    try:
        mail.queue(lead, by=request.user, **form.cleaned_data)
    except mail.OptedOut:
        form.add_error("to", OPTED_OUT)
    except mail.NotSetUp:
        form.add_error(None, _("There is no mail server yet, so nothing was sent."))
    except mail.NoAddress:
        form.add_error("to", _("There is no address to write to."))
    except mail.SentOtherwise:
        form.refuse_second()
    else:
        toast(request, _("It is on its way"))
        return redirect(lead)
    return None


def _decided(request, pk, verb, said: str):
    message = get_object_or_404(Message.objects.outgoing().select_related("lead"), pk=pk)
    if verb(message, by=request.user):
        toast(request, said)
    else:
        refusal(request, _("That cannot be done any more. Look at what became of the message."))
    if request.htmx:
        response = render(request, "components/toasts_oob.html")
        response["HX-Trigger"] = "counted"
        return response
    return redirect(previous_page(request, fallback=message.lead.get_absolute_url() if message.lead else reverse("leads")))


@allow(*EVERYONE)
@require_POST
def sending_again(request, pk):
    return _decided(request, pk, mail.send_again, _("It is sent again"))


@allow(*EVERYONE)
@require_POST
def arrival(request, pk):
    return _decided(request, pk, mail.it_arrived, _("It counts as sent"))


@allow(*EVERYONE)
@require_POST
def leaving(request, pk):
    return _decided(request, pk, mail.leave_unsent, _("It is left unsent"))


@allow(*EVERYONE)
@require_POST
def opting_out(request, pk):
    """They told somebody that they want no more e-mail."""
    lead = get_object_or_404(Lead.objects.for_page(), pk=pk)
    form = OptOutForm(request.POST, lead=lead)
    if form.is_valid():
        data = form.cleaned_data
        mail.opt_out(data["address"], how=MailAddress.How.PERSON, by=request.user, note=data["note"])
        toast(request, _("No more e-mail to %(address)s") % data)
    else:
        refusal(request, next(iter(form.errors.values()))[0])
    return redirect(previous_page(request, fallback=lead.get_absolute_url()))


@allow(*EVERYONE)
@require_POST
def lifting(request, pk):
    """They want e-mail again, and somebody says how that is known."""
    lead = get_object_or_404(Lead.objects.for_page(), pk=pk)
    form = LiftForm(request.POST, lead=lead)
    if form.is_valid():
        mail.lift(form.cleaned_data["address"], by=request.user, note=form.cleaned_data["note"])
        toast(request, _("%(address)s may be written to again") % form.cleaned_data)
    else:
        refusal(request, next(iter(form.errors.values()))[0])
    return redirect(previous_page(request, fallback=lead.get_absolute_url()))
