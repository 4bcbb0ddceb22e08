"""Mail that a program wrote: what it is, and how sure that is. None of it is an answer or a lead.

One certain mark is enough. Of the weak ones, which mail of people carries too, it takes two.
"""

import re
from dataclasses import dataclass
from email.message import Message as Mail
from enum import StrEnum

from django.utils.translation import gettext as _

from leads.mail.parsing.headers import header
from leads.mail.parsing.incoming import Incoming
from leads.mail.programs import bounces, invitations
from leads.mail.programs.bounces import Bounce
from leads.mail.programs.reports import DISPOSITION, FEEDBACK, every_id, field, fields_of, report_type, returned
from leads.mail.programs.words import AWAY, INVITED, REFUSED, SEEN, WAS_SEEN


class Kind(StrEnum):
    FAILURE = "failure"
    DELAY = "delay"
    ARRIVAL = "arrival"
    REJECTION = "rejection"
    """A rule of whoever we wrote to sent it back (Sieve `reject`)."""
    COMPLAINT = "complaint"
    FEEDBACK = "feedback"
    """It reports on our mail, but calls it no spam: its signature failed (RFC 6591), or somebody took the complaint back (RFC 6430)."""
    RECEIPT = "receipt"
    INVITATION = "invitation"
    NOTE = "note"
    """“I am away”, “we have received your mail”."""


@dataclass(frozen=True)
class Program:
    """`ids`: every Message-ID in it; ours is one of them if it is about ours. `words`: why it failed.

    `may_be_a_form`: a form of a website may carry the same marks.
    """

    kind: Kind
    ids: tuple[str, ...] = ()
    words: str = ""
    marks_address: bool = False
    may_be_a_form: bool = False


NO_COMPLAINT = ("auth-failure", "not-spam", "virus")
NO_TRUTH = ("", "no", "none", "false", "0")
OWN_HEADERS = (
    "X-Autoreply",
    "X-Auto-Reply",
    "X-AutoReply-From",
    "X-Autorespond",
    "X-Autoresponder",
    "X-Auto-Response",
    "X-Mail-Autoreply",
    "X-Vacation",
    "X-FC-MachineGenerated",
)
ANSWERS = ("auto_reply", "auto-reply", "autoreply")
RESPONDER = re.compile(r"^<?(?:auto-?|mail-?)?responder\b|^<?autoreply\b|^<?vacation\b", re.IGNORECASE)


def recognise(incoming: Incoming) -> Program | None:
    """None for what a person wrote, as far as one can tell."""
    mail = incoming.mail
    kind = report_type(mail)
    feedback = fields_of(mail, FEEDBACK)
    if kind == "feedback-report" or (not kind and feedback) or _is_complaint_of_hotmail(mail):
        is_spam = field(feedback, "Feedback-Type").lower() not in NO_COMPLAINT
        return Program(Kind.COMPLAINT if is_spam else Kind.FEEDBACK, every_id(mail))
    if kind == "disposition-notification":
        return _disposition(incoming)
    bounce = bounces.bounce_of(incoming)
    if bounce:
        return _of_bounce(bounce, every_id(mail))
    return _of_calendar(incoming) or _of_marks(incoming)


def _is_complaint_of_hotmail(mail: Mail) -> bool:
    """Hotmail's has no fields for programs: it attaches the mail below a subject that says so."""
    is_theirs = re.search(r"\bstaff@hotmail\.com\b", header(mail, "From"), re.IGNORECASE)
    return bool(is_theirs and re.match(r"complaint about message from [\d.:a-f]+$", header(mail, "Subject")) and returned(mail))


def _of_bounce(bounce: Bounce, ids: tuple[str, ...]) -> Program:
    kind = Kind.FAILURE if bounce.for_good else Kind.ARRIVAL if bounce.arrived else Kind.DELAY
    return Program(kind, ids, bounce.reason, bounce.marks_address)


def _disposition(incoming: Incoming) -> Program:
    """A receipt; or, where it was sent back by a rule and says so, a rejection. “Not read: …” of Outlook is deleted too."""
    disposition = field(fields_of(incoming.mail, DISPOSITION), "Disposition").lower()
    submitted = header(incoming.mail, "Auto-Submitted").lower()
    says = "reject" in submitted or REFUSED.search(incoming.subject) or REFUSED.search(incoming.text[:500])
    is_sent_back = "automatic-action" in disposition and re.search(r";\s*(?:deleted|denied|failed)", disposition) and says
    ids = every_id(incoming.mail)
    words = " ".join(incoming.text.split())[:500]
    return Program(Kind.REJECTION, ids, words, marks_address=True) if is_sent_back else Program(Kind.RECEIPT, ids)


def _of_calendar(incoming: Incoming) -> Program | None:
    """What a person added to the answer of their calendar is their answer to us."""
    answer = invitations.answer_in(incoming.mail)
    if answer:
        return None if answer.comment else Program(Kind.INVITATION, every_id(incoming.mail))
    if INVITED.match(incoming.subject) and not incoming.text.strip():
        return Program(Kind.INVITATION, every_id(incoming.mail))
    return None


def _of_marks(incoming: Incoming) -> Program | None:
    mail = incoming.mail
    if SEEN.match(incoming.subject) and WAS_SEEN.search(incoming.text[:1000]) and "?" not in incoming.text[:1000]:
        return Program(Kind.RECEIPT, every_id(mail))
    if is_an_answer_by_itself(mail):
        return Program(Kind.NOTE, every_id(mail))
    if says_it_is_automatic(mail) or weak_marks(incoming) > 1:
        return Program(Kind.NOTE, every_id(mail), may_be_a_form=True)
    return None


def is_an_answer_by_itself(mail: Mail) -> bool:
    """Marks that only a responder writes."""
    if _submitted(mail) == "auto-replied" or any(header(mail, name).lower() not in NO_TRUTH for name in OWN_HEADERS):
        return True
    precedence = [header(mail, name).lower() for name in ("Precedence", "X-Precedence", "Preference")]
    if any(value in ANSWERS for value in precedence) or "autoresponder" in header(mail, "X-POST-MessageClass").lower():
        return True
    return any(RESPONDER.match(str(value).strip()) for value in mail.get_all("Delivered-To", []))


def says_it_is_automatic(mail: Mail) -> bool:
    return _submitted(mail) not in ("", "no")


def weak_marks(incoming: Incoming) -> int:
    """How many of the marks it has that mail of people may carry: one is chance, two are a program."""
    mail = incoming.mail
    suppress = re.findall(r"\w+", header(mail, "X-Auto-Response-Suppress").lower())
    marks = (
        not {"all", "oof", "autoreply"}.isdisjoint(suppress),
        header(mail, "Precedence").lower() in ("bulk", "junk"),
        header(mail, "Return-Path") == "<>",
        bool(AWAY.match(incoming.subject)),
        bool(re.match(r"(?:no-?reply|do-?not-?reply|auto-?(?:reply|responder)|vacation)\b", incoming.written_by)),
        bounces.is_from_daemon(mail),
    )
    return sum(marks)


def _submitted(mail: Mail) -> str:
    """The word before a comment or a parameter: `auto-replied (vacation)` is `auto-replied`."""
    return re.split(r"[\s;(]", header(mail, "Auto-Submitted").lower(), maxsplit=1)[0]


def reason(kind: Kind) -> str:
    """Why such a mail was passed over, for whoever looks through them."""
    return {
        Kind.COMPLAINT: _("It reports mail as spam, but names no message of ours, so nothing was stopped."),
        Kind.FEEDBACK: _("It reports on mail of ours, but does not call it spam."),
        Kind.RECEIPT: _("A receipt: it says that a mail was opened."),
        Kind.INVITATION: _("A calendar answered an invitation."),
        Kind.NOTE: _("A program wrote it, such as “I am away” or “we have received your mail”."),
    }.get(kind, _("It names no message of ours, so nothing was stopped."))
