"""A colleague passed a mail on: whose it is, a person says with one tap on Today. It is no lead before that, and it is not lost."""

import uuid
from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Business, User
from leads import merging
from leads.capture.card import Described, describe
from leads.capture.intake import capture
from leads.imports.values.dates import parse_moment
from leads.mail.inbound.records import KEYS, log, record
from leads.mail.inbound.requester import is_a_user, is_of_our_house, own_addresses
from leads.mail.listeners import tell
from leads.mail.parsing.attached_mails import is_attached
from leads.mail.parsing.forwards import Forward, forward_in, is_answer, is_forwarded
from leads.mail.parsing.headers import addresses
from leads.mail.parsing.incoming import Incoming
from leads.models import Activity, Channel, IncomingMail, Mailbox, Message
from leads.phones import Phone

Outcome, Nature = IncomingMail.Outcome, Message.Nature
OLDEST = timedelta(days=365)
"""A mail that says it is older than this when it is passed on has a clock that was wrong."""


def passed_on(incoming: Incoming, mailbox: Mailbox) -> Forward | None:
    """The mail inside a mail of one of us; None for a copy of what we sent, an answer to them, and a redirected mail.

    A redirected one (Thunderbird's have no Resent lines) is theirs as it stands: they are under Reply-To, and nothing says Fwd.
    """
    own = own_addresses(mailbox)

    def is_ours(address: str) -> bool:
        return is_of_our_house(address, own) or is_a_user(address)

    receivers = [person.address for name in ("To", "Cc", "Delivered-To", "X-Original-To") for person in addresses(incoming.mail, name)]
    if not is_ours(incoming.sender) or (receivers and not any(map(is_ours, receivers))):
        return None
    is_redirected = any(not is_ours(person.address) for person in incoming.reply_to) and not is_forwarded(incoming.subject)
    if is_redirected or (is_answer(incoming.subject) and not is_attached(incoming.text)):
        return None
    forward = forward_in(incoming.text, subject=incoming.subject, is_ours=is_ours)
    return None if forward and forward.email in receivers else forward


def ask(incoming: Incoming, forward: Forward, *, at: datetime) -> Message:
    """Keep it with no lead; until it is answered it stands on Today, with the likely person."""
    message = record(replace(incoming, subject=forward.subject, text=forward.text), None, at=at, nature=Nature.FORWARDED)
    likely = {name: getattr(forward, name) for name in ("name", "email", "phone", "note", "date")}
    message.text_fields = {name: value for name, value in likely.items() if value}
    message.save(update_fields=["text_fields"])
    return message


@transaction.atomic
def answer(message: Message, *, by: User, name: str, emails: list[str], phones: list[Phone]) -> Described | None:
    """Make the lead of whoever it is from. None where somebody else has decided by now."""
    message = Message.objects.select_for_update(of=("self",)).get(pk=message.pk)
    if not Message.objects.questions().filter(pk=message.pk).exists():
        return None
    mailbox = Mailbox.objects.first()
    made = capture(
        key=uuid.uuid5(KEYS, f"forwarded {message.key}"),
        source=mailbox and mailbox.source,
        channel=Channel.EMAIL,
        by=by,
        received_at=_written_at(message),
        how_known="",
    )
    described = describe(made.lead, by=by, name=name, emails=emails, phones=phones, interest=message.subject)
    _give(message, described, name=name, email=emails[0] if emails else "")
    return described


@transaction.atomic
def dismiss(message: Message, *, by: User) -> bool:
    """It is no enquiry. Returns whether it was still a question."""
    reason = _("Passed on by a colleague; %(person)s said that it is no enquiry.") % {"person": by}
    return bool(message.incoming.filter(outcome=Outcome.QUESTION).update(outcome=Outcome.IGNORED, reason=reason))


@transaction.atomic
def ask_again(message: Message) -> bool:
    """Take `dismiss` back. Returns whether there was anything to take back."""
    if message.nature != Nature.FORWARDED or message.lead_id:
        return False
    return bool(message.incoming.filter(outcome=Outcome.IGNORED).update(outcome=Outcome.QUESTION, reason=""))


def _give(message: Message, described: Described, *, name: str, email: str) -> None:
    """The message is the customer's from now on; what the colleague wrote above it is a note of the colleague's."""
    note, forwarder, forwarder_name = message.text_fields.get("note", ""), message.address, message.name
    lead = merging.survivor(described.lead)
    message.lead, message.contact, message.nature = lead, lead.contact, Nature.WRITTEN
    message.address, message.name, message.text_fields = email, name, {}
    message.save(update_fields=["lead", "contact", "nature", "address", "name", "text_fields"])
    log(message)
    if note:
        colleague = User.objects.filter(email=forwarder).first()
        text = note if colleague else f"{forwarder_name or forwarder}: {note}"
        Activity.log(lead, by=colleague, kind=Activity.Kind.NOTE, text=text, at=message.at)
    outcome = Outcome.TOUCH if described.joined else Outcome.LEAD
    message.incoming.filter(outcome=Outcome.QUESTION).update(outcome=outcome, sender=email)
    if described.joined:
        tell("replied", message)


def _written_at(message: Message) -> datetime:
    """When the customer wrote, as far as the line says it in a way that can be read; else when it was passed on."""
    text = message.text_fields.get("date", "").replace(" at ", " ")
    zone = Business.current().zone
    for reading in (parsedate_to_datetime, lambda date: parse_moment(date, order="", zone=zone)):
        try:
            moment = reading(text)
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
        moment = moment if timezone.is_aware(moment) else moment.replace(tzinfo=zone)
        return moment if message.at - OLDEST < moment <= message.at else message.at
    return message.at
