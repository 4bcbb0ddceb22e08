"""What becomes of a mail that came in: a reply, a delivery report, an opt-out, a touch on an open enquiry, or a lead."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leads import merging, same_person
from leads.contacts.matching import Owners, Stated, shares, ways_of
from leads.describing import describe
from leads.intake import capture
from leads.letters import plain
from leads.mail import unsubscribing
from leads.mail.bounces import Bounce, bounce_of
from leads.mail.listeners import tell
from leads.mail.optout import How, opt_out
from leads.mail.outbox import bare_subject
from leads.mail.reading import Incoming
from leads.mail.requester import is_ours, with_requester
from leads.models import Activity, Channel, IncomingMail, Lead, MailAddress, Mailbox, Message
from leads.same_person import Decision

Outcome, Nature, Status = IncomingMail.Outcome, Message.Nature, Message.Status
KEYS = uuid.UUID("7d0c4d3e-6f0e-5a39-9a54-1b8f3a3c9e10")
WENT = (Status.SENT, Status.UNCERTAIN, Status.SENDING, Status.BOUNCED)


@transaction.atomic
def take_in(incoming: Incoming, mailbox: Mailbox, *, at: datetime) -> tuple[str, Message | None, str]:
    """What became of it, the message it is now, and why where that is not plain."""
    at = min(at, timezone.now())
    bounce = bounce_of(incoming)
    if bounce:
        return _take_bounce(incoming, bounce, at=at)
    signed = unsubscribing.said_in(incoming.subject)
    if signed:
        opt_out(signed, how=How.REPLY)
        return Outcome.OPT_OUT, None, ""
    incoming = with_requester(incoming, mailbox)
    if not incoming.sender:
        return Outcome.IGNORED, None, _("It says nowhere who sent it.")
    if is_ours(incoming.sender, mailbox):
        return Outcome.IGNORED, None, _("One of us wrote it.")
    answered = _ours(incoming.answered)
    if incoming.is_automatic or (incoming.is_to_many and not answered):
        return _take_automatic(incoming, answered, at=at)
    if answered:
        return _take_no_more(incoming, answered, at=at) if _says_no_more(incoming) else _take_reply(incoming, answered.lead, at=at)
    if mailbox.passes_over(incoming.sender) or mailbox.passes_over(incoming.written_by):
        return Outcome.IGNORED, None, _("The sender is on the list of those to pass over.")
    return _take_from_anyone(incoming, mailbox, at=at)


def _ours(named: tuple[str, ...]) -> Message | None:
    """The message we sent that has one of these ids, the first of them that is ours; a provider may have given it another id.

    Our ids cannot be guessed, so whoever names one has had the message. Addresses prove nothing, since anybody can write them.
    """
    sent = Message.objects.outgoing().filter(status__in=WENT).exclude(lead=None).select_related("lead")
    spelt = {each: _spellings(each) for each in named}
    every = set().union(*spelt.values())
    known = sent.filter(message_id__in=named) | sent.filter(provider_id__in=every)
    found = {name: message for message in known for name in (message.message_id, message.provider_id)}
    return next((found[name] for each in named for name in (each, *spelt[each]) if name and name in found), None)


def _spellings(ident: str) -> tuple[str, ...]:
    """How a provider may have told us an id: as it stands in the mail, without its brackets, or without the name of its server."""
    bare = ident.strip("<>")
    return tuple(filter(None, (ident, bare, bare.partition("@")[0])))


def _take_reply(incoming: Incoming, lead: Lead, *, at: datetime) -> tuple:
    message = _record(incoming, lead, at=at)
    _log(message)
    tell("replied", message)
    return Outcome.REPLY, message, ""


def _take_no_more(incoming: Incoming, answered: Message, *, at: datetime) -> tuple:
    """No more to where the message went that this answers, whoever it says it is from."""
    opt_out(answered.address, how=How.REPLY)
    return Outcome.OPT_OUT, _record(incoming, answered.lead, at=at), ""


def _take_from_anyone(incoming: Incoming, mailbox: Mailbox, *, at: datetime) -> tuple:
    """By the rule for the same person: an open enquiry we wrote on gets a reply, another one a touch, otherwise it is a lead."""
    same_person.hold(emails=[incoming.sender])
    name = _personal_name(incoming)
    known = same_person.recognise(emails=[incoming.sender], name=name)
    enquiry = known and known.enquiry
    if not enquiry and _says_no_more(incoming):
        return Outcome.IGNORED, None, _("It asks for no more e-mail, but answers no message of ours, so nothing was stopped.")
    if enquiry and enquiry.messages.outgoing().filter(status__in=WENT).exists():
        return _take_reply(incoming, enquiry, at=at)
    key = uuid.uuid5(KEYS, incoming.fingerprint)
    made = capture(key=key, source=mailbox.source, channel=Channel.EMAIL, by=None, received_at=at, how_known="")
    told = {"name": incoming.name, "emails": [incoming.sender], "interest": incoming.subject}
    described = describe(made.lead, by=None, decision="" if known else Decision.OTHER, notes=_sharing(incoming, name), **told)
    message = _record(incoming, described.lead, at=at)
    _log(message)
    if described.joined:
        tell("replied", message)
    return (Outcome.TOUCH if described.joined else Outcome.LEAD), message, ""


def _personal_name(incoming: Incoming) -> str:
    """What the sender is called, unless the program only said the address again, or a nickname with numbers."""
    name, local = incoming.name, incoming.sender.partition("@")[0]
    is_personal = not any(c.isdigit() or c == "@" for c in name) and plain(name) != plain(local)
    return name if is_personal else ""


def _sharing(incoming: Incoming, name: str) -> str:
    """Who else writes from this address, for whoever reads the lead."""
    stated = Stated(name=name, ways=ways_of(emails=[incoming.sender]))
    sharing = Owners.of(stated.ways).match(stated).sharing
    return "\n".join(shares(way, contact) for contact, way in sharing)


def _take_automatic(incoming: Incoming, answered: Message | None, *, at: datetime) -> tuple:
    """Kept with the lead whose mail a program answered; it is no reply, and nobody has to do anything."""
    if answered is None:
        return Outcome.IGNORED, None, _("A program wrote it, or it went to many people.")
    return Outcome.AUTOMATIC, _record(incoming, answered.lead, at=at, nature=Nature.AUTOMATIC), ""


def _take_bounce(incoming: Incoming, bounce: Bounce, *, at: datetime) -> tuple:
    ours = _ours(bounce.ids)
    if ours is None:
        return Outcome.BOUNCE, None, _("It names no message of ours, so nothing was stopped.")
    if bounce.for_good and ours.become(Status.BOUNCED, only_from=WENT[:3], error=bounce.reason):
        MailAddress.locked(ours.address).bounce(bounce.reason)
        tell("bounced", ours)
    message = _record(incoming, ours.lead, at=at, nature=Nature.BOUNCE)
    return Outcome.BOUNCE, message, "" if bounce.for_good else _("It is only late.")


def _says_no_more(incoming: Incoming) -> bool:
    first = next((line.strip(" .!\t").casefold() for line in incoming.text.splitlines() if line.strip()), "")
    return unsubscribing.WORD in (bare_subject(incoming.subject).strip(" .!"), first)


def _record(incoming: Incoming, lead: Lead | None, *, at: datetime, nature: str = Nature.WRITTEN) -> Message:
    lead = lead and merging.survivor(lead)
    ident = incoming.message_id
    if Message.objects.incoming().filter(message_id=ident).exists():  # a program that gives every mail the same
        ident = f"<{incoming.fingerprint}@same-id.invalid>"
    if nature == Nature.WRITTEN:
        MailAddress.objects.among([incoming.sender]).update(failing_since=None, failing_for="")
    return Message.objects.create(
        key=uuid.uuid5(KEYS, f"message {incoming.fingerprint}"),
        lead=lead,
        contact=lead and lead.contact,
        direction=Message.Direction.IN,
        nature=nature,
        status=Status.RECEIVED,
        address=incoming.sender,
        name=incoming.name,
        subject=incoming.subject,
        text=incoming.text,
        text_cut=incoming.cut,
        message_id=ident,
        in_reply_to=incoming.answered[0] if incoming.answered else "",
        references=" ".join(reversed(incoming.answered)),
        at=at,
        received_at=at,
    )


def _log(message: Message) -> None:
    """They wrote: that is part of the lead's history, and somebody answers today."""
    lead = message.lead
    message.activity = Activity.log(lead, by=None, kind=Activity.Kind.MESSAGE, text=message.subject, at=message.at)
    asked = Activity.objects.planned().filter(to_answer__lead=lead).first()
    message.answer = asked or _plan_answer(message)
    message.save(update_fields=["activity", "answer"])


def _plan_answer(message: Message) -> Activity:
    """For whoever wrote to them last, while they work here; else for whoever is free."""
    last = Message.objects.outgoing().filter(lead=message.lead, by__is_active=True).order_by("-at").select_related("by").first()
    text = _("Answer their e-mail: %(subject)s") % {"subject": message.subject or _("no subject")}
    return Activity.plan(
        message.lead, by=None, on=timezone.localdate(), kind=Activity.Kind.MESSAGE, text=text, for_user=last.by if last else None
    )
