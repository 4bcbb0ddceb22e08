"""What becomes of a mail that came in: a reply, a delivery report, an opt-out, a touch on an open enquiry, or a lead."""

import uuid
from datetime import datetime
from textwrap import shorten

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Business, User
from leads.capture.card import describe
from leads.capture.intake import capture
from leads.contacts import recognition
from leads.contacts.matching import Owners, Stated, shares, ways_of
from leads.contacts.recognition import Decision
from leads.letters import plain
from leads.mail import unsubscribe_links
from leads.mail.inbound import program_mail
from leads.mail.inbound.conversations import WENT, answered_message
from leads.mail.inbound.form_origin import Origin, origin_of
from leads.mail.inbound.forward_questions import ask, passed_on
from leads.mail.inbound.newsletters import is_newsletter
from leads.mail.inbound.records import KEYS, log, record
from leads.mail.inbound.requester import is_ours, with_requester
from leads.mail.listeners import tell
from leads.mail.optout import How, opt_out
from leads.mail.outbound.outbox import bare_subject
from leads.mail.parsing.form_fields import FormFields
from leads.mail.parsing.headers import header
from leads.mail.parsing.incoming import Incoming
from leads.mail.programs.not_text import with_words
from leads.mail.programs.recognition import Kind, recognise
from leads.models import Channel, IncomingMail, Lead, Mailbox, Message, Source
from leads.phones import parse_phones

MOST_INTEREST = 120
Outcome = IncomingMail.Outcome


@transaction.atomic
def take_in(incoming: Incoming, mailbox: Mailbox, *, at: datetime) -> tuple[str, Message | None, str]:
    """What became of it, the message it is now, and why where that is not plain."""
    at = min(at, timezone.now())
    program = recognise(incoming)
    if program and program.kind != Kind.NOTE:
        return program_mail.take(program, incoming, at=at)
    signed = unsubscribe_links.said_in(incoming.subject)
    if signed:
        opt_out(signed, how=How.REPLY)
        return Outcome.OPT_OUT, None, ""
    forward = None if program else passed_on(incoming, mailbox)
    if forward:
        return Outcome.QUESTION, ask(incoming, forward, at=at), ""
    incoming = with_requester(incoming, mailbox)
    if not incoming.sender and not incoming.is_by_form:
        return Outcome.IGNORED, None, _("It says nowhere who sent it.")
    if is_ours(incoming.sender, mailbox):
        return Outcome.IGNORED, None, _("One of us wrote it.")
    answered = answered_message(incoming.answered)
    if program and not (program.may_be_a_form and _is_in_the_name_of_another(incoming)):
        return program_mail.take(program, incoming, at=at)
    if not answered and not incoming.is_by_form and is_newsletter(incoming, mailbox):
        return Outcome.IGNORED, None, _("A newsletter, or another mail to many.")
    incoming = with_words(incoming)
    if answered:
        return _take_no_more(incoming, answered, at=at) if _says_no_more(incoming) else _take_reply(incoming, answered.lead, at=at)
    if mailbox.passes_over(incoming.sender) or mailbox.passes_over(incoming.written_by):
        return Outcome.IGNORED, None, _("The sender is on the list of those to pass over.")
    return take_as_enquiry(incoming, mailbox.source, at=at)


def _is_in_the_name_of_another(incoming: Incoming) -> bool:
    """A form that writes in the name of whoever filled it in; not a group that passes somebody's mail on."""
    return incoming.is_by_form or (incoming.sender != incoming.written_by and not header(incoming.mail, "List-Id"))


def _take_reply(incoming: Incoming, lead: Lead, *, at: datetime) -> tuple:
    message = record(incoming, lead, at=at)
    log(message)
    tell("replied", message)
    return Outcome.REPLY, message, ""


def _take_no_more(incoming: Incoming, answered: Message, *, at: datetime) -> tuple:
    """No more to where the message went that this answers, whoever it says it is from."""
    opt_out(answered.address, how=How.REPLY)
    return Outcome.OPT_OUT, record(incoming, answered.lead, at=at), ""


def take_as_enquiry(incoming: Incoming, source: Source | None, *, at: datetime, by: User | None = None) -> tuple:
    """By the rule for the same person: an open enquiry we wrote on gets a reply, another one a touch, otherwise it is a lead.

    `by`: the person who decided that it is an enquiry; None: nobody was asked.
    """
    ways = _ways(incoming)
    recognition.hold(**ways)
    name = _personal_name(incoming)
    known = recognition.recognise(**ways, name=name)
    enquiry = known and known.enquiry
    if not enquiry and _says_no_more(incoming):
        return Outcome.IGNORED, None, _("It asks for no more e-mail, but answers no message of ours, so nothing was stopped.")
    if enquiry and enquiry.messages.outgoing().filter(status__in=WENT).exists():
        describe(enquiry, by=by, **ways)
        return _take_reply(incoming, enquiry, at=at)
    origin = origin_of(incoming.form, otherwise=source)
    lead = _captured(incoming, origin, at=at, by=by)
    notes = "\n".join(filter(None, [origin.note, _sharing(incoming, name)]))
    told = {"name": incoming.name, "interest": _interest(incoming), "company": incoming.form.company if incoming.form else ""}
    described = describe(lead, by=by, decision="" if known else Decision.OTHER, notes=notes, **ways, **told)
    message = record(incoming, described.lead, at=at)
    log(message)
    if described.joined:
        tell("replied", message)
    return (Outcome.TOUCH if described.joined else Outcome.LEAD), message, ""


def _captured(incoming: Incoming, origin: Origin, *, at: datetime, by: User | None) -> Lead:
    channel = Channel.WEBSITE if incoming.form else Channel.EMAIL
    key = uuid.uuid5(KEYS, incoming.fingerprint)
    where = {"source": origin.source, "campaign": origin.campaign, "how_known": origin.how_known}
    return capture(key=key, channel=channel, by=by, received_at=at, **where).lead


def _ways(incoming: Incoming) -> dict:
    """Phones and addresses, those typed into a form among them."""
    form = incoming.form or FormFields()
    emails = list(dict.fromkeys(filter(None, (incoming.sender, form.email))))
    return {"emails": emails, "phones": parse_phones(form.phone, country=Business.current().country) if form.phone else []}


def _interest(incoming: Incoming) -> str:
    """The subject is the form's own (“New entry”), so what they wrote says more."""
    form = incoming.form or FormFields()
    return form.interest or shorten(form.message, MOST_INTEREST, placeholder=" …") or incoming.subject


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


def _says_no_more(incoming: Incoming) -> bool:
    first = next((line.strip(" .!\t").casefold() for line in incoming.text.splitlines() if line.strip()), "")
    return unsubscribe_links.WORD in (bare_subject(incoming.subject).strip(" .!"), first)
