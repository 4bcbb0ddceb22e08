"""Delivery reports: those of RFC 3464 and 6533, and those that only look like one."""

import re
from dataclasses import dataclass
from email.message import Message as Mail

from leads.mail.parsing.headers import header
from leads.mail.parsing.incoming import Incoming
from leads.mail.programs.reports import DELIVERY, field, fields_of, report_type
from leads.mail.programs.words import CIRCUMSTANCES, NO_DELIVERY, NOBODY, WAITS

DAEMON = re.compile(r"mailer-?daemon|postmaster|mail-daemon|mail delivery (?:sub)?system", re.IGNORECASE)
ENHANCED = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
WHY = re.compile(f"{NOBODY.pattern}|{CIRCUMSTANCES.pattern}", re.IGNORECASE)
REPLY = re.compile(r"(?<![\d.\w-])([45])[0-5]\d(?=[ -]\D)")


@dataclass(frozen=True)
class Bounce:
    """`for_good`: it will not be tried again. `marks_address`: not what was sent or when, but the address is why.

    `arrived`: it says that the mail was delivered or passed on. `reason`: the words of the other server.
    """

    for_good: bool
    marks_address: bool
    arrived: bool
    reason: str


def bounce_of(incoming: Incoming) -> Bounce | None:
    """A mail without the marks of a report is one where a mail system wrote it, or nobody, and it tells of a failure.

    A person at postmaster@ may ask for a delivery: the words alone do not make a report.
    """
    mail = incoming.mail
    kind = report_type(mail)
    if kind == "delivery-status" or header(mail, "X-Failed-Recipients"):
        return _bounce(incoming)
    if kind or not (is_from_daemon(mail) or header(mail, "Return-Path") == "<>"):
        return None
    words = incoming.text[:3000]
    tells = NO_DELIVERY.search(incoming.subject) and (ENHANCED.search(words) or REPLY.search(words) or NO_DELIVERY.search(words))
    tells = tells or fields_of(mail, DELIVERY)  # OpenSMTPD sends these without calling the mail a report
    return _bounce(incoming) if tells else None


def is_from_daemon(mail: Mail) -> bool:
    """By its address, or by its name alone where the address is empty (`MAILER-DAEMON <>`)."""
    writer = header(mail, "From") or header(mail, "Sender")
    local = re.search(r"([^\s<>]*)@", writer)
    return bool(DAEMON.fullmatch(local.group(1)) if local else DAEMON.search(writer))


def _bounce(incoming: Incoming) -> Bounce:
    fields = fields_of(incoming.mail, DELIVERY)
    action = field(fields, "Action").partition(" ")[0].lower()
    diagnostic = re.sub(r"^[\w-]+;\s*", "", field(fields, "Diagnostic-Code"))
    words = diagnostic or incoming.text[:3000]
    for_good = action == "failed" or _is_given_up(fields, words) if action else _is_for_good(f"{field(fields, 'Status')}\n{words}")
    return Bounce(
        for_good=for_good,
        marks_address=for_good and is_about_the_address(field(fields, "Status"), words),
        arrived=action in ("delivered", "relayed", "expanded"),
        reason=diagnostic[:500] or _line_with_a_code(incoming) or " ".join((incoming.text or incoming.subject).split())[:500],
    )


def _is_given_up(fields: str, words: str) -> bool:
    """OpenSMTPD calls it a delay, too, when it gives up a mail whose time is over; Exchange does so only while it tries."""
    return bool(re.search("expired", words, re.IGNORECASE)) and field(fields, "Status") == "4.4.7" and not field(fields, "Will-Retry-Until")


def _is_for_good(words: str) -> bool:
    code = ENHANCED.search(words) or REPLY.search(words)
    return code.group(1) == "5" if code else not WAITS.search(words)


def is_about_the_address(status: str, words: str) -> bool:
    """Whether there is nobody at the address, by the enhanced status (RFC 3463) where it says something.

    Exim writes 5.0.0 for everything, and policy (5.7) hides unknown people: there the words decide. Unclear is the address.
    """
    codes = [match.groups() for match in ENHANCED.finditer(f"{status}\n{words}") if match.group(2) != "0" or match.group(3) != "0"]
    subject, detail = codes[0][1:] if codes else ("", "")
    if subject == "1":
        return detail not in ("7", "8")  # those are about the sender
    if subject == "2":
        return detail not in ("2", "3", "4")
    if NOBODY.search(words):
        return True
    if subject == "4":
        return detail in ("1", "4")
    return subject not in ("3", "5", "6", "7") and not CIRCUMSTANCES.search(words)


def _line_with_a_code(incoming: Incoming) -> str:
    """The line in which another server is quoted, without what stands before its words; else one that says why."""
    lines = [" ".join(line.split())[:500] for line in incoming.text[:3000].splitlines()]
    codes = (re.search(r"(?:^|[:,;] ?)([45]\d\d[ -]\D?.*|[45]\.\d{1,3}\.\d{1,3} .*)", line) for line in lines)
    return next((code.group(1) for code in codes if code), "") or next((line for line in lines if WHY.search(line)), "")
