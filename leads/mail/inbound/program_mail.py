"""What becomes of a mail that a program wrote: never an answer, never a lead."""

from datetime import datetime

from django.utils.translation import gettext as _

from leads.contacts import recognition
from leads.mail import unsubscribe_links
from leads.mail.inbound.conversations import answered_message
from leads.mail.inbound.records import record
from leads.mail.listeners import tell
from leads.mail.optout import How, opt_out
from leads.mail.parsing.incoming import Incoming
from leads.mail.programs.not_text import with_words
from leads.mail.programs.recognition import Kind, Program, reason
from leads.mail.programs.reports import returned
from leads.models import IncomingMail, Lead, MailAddress, Message

Outcome, Nature = IncomingMail.Outcome, Message.Nature
REPORTS = (Kind.FAILURE, Kind.REJECTION, Kind.DELAY, Kind.ARRIVAL)

type Result = tuple[str, Message | None, str]
"""What became of a mail, the message it is now, and why where that is not plain."""


def take(program: Program, incoming: Incoming, *, at: datetime) -> Result:
    ours = answered_message((*incoming.answered, *program.ids))
    if program.kind in REPORTS:
        return _take_report(program, incoming, ours, at=at)
    if program.kind == Kind.COMPLAINT:
        return _take_complaint(incoming, ours, at=at)
    return _take_automatic(program, incoming, ours, at=at)


def _take_report(program: Program, incoming: Incoming, ours: Message | None, *, at: datetime) -> Result:
    if ours is None:
        return Outcome.BOUNCE, None, reason(program.kind)
    is_final = program.kind in (Kind.FAILURE, Kind.REJECTION)
    if is_final and ours.come_back(program.words):
        if program.marks_address:
            MailAddress.locked(ours.address).bounce(program.words)
        tell("bounced", ours)
    message = record(incoming, ours.lead, at=at, nature=Nature.BOUNCE)
    why = {Kind.DELAY: _("It is only late."), Kind.ARRIVAL: _("It says that the mail arrived.")}.get(program.kind, "")
    if is_final and not program.marks_address:
        why = _("The address itself is not why, so it is not marked.")
    return Outcome.BOUNCE, message, why


def _take_complaint(incoming: Incoming, ours: Message | None, *, at: datetime) -> Result:
    """Whoever reports our mail as spam wants no more of it. Proven by the id of a message of ours, or by its signed link."""
    address = ours.address if ours else unsubscribe_links.signed_in(returned(incoming.mail))
    if not address:
        return Outcome.IGNORED, None, reason(Kind.COMPLAINT)
    opt_out(address, how=How.COMPLAINT)
    message = record(incoming, ours.lead, at=at, nature=Nature.AUTOMATIC) if ours else None
    return Outcome.OPT_OUT, message, _("They reported our mail as spam.")


def _take_automatic(program: Program, incoming: Incoming, ours: Message | None, *, at: datetime) -> Result:
    """Kept with the lead that it is about; nobody has to do anything."""
    lead = ours.lead if ours else _invited(program, incoming)
    if lead is None:
        return Outcome.IGNORED, None, reason(program.kind)
    return Outcome.AUTOMATIC, record(with_words(incoming), lead, at=at, nature=Nature.AUTOMATIC), ""


def _invited(program: Program, incoming: Incoming) -> Lead | None:
    """Calendars name no mail of ours: an answer to an invitation belongs to the open enquiry of whoever sends it."""
    if program.kind != Kind.INVITATION or not incoming.sender:
        return None
    person = recognition.recognise(emails=[incoming.sender], name="")
    return person.enquiry if person else None
