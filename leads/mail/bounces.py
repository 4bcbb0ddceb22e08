"""Delivery reports: those of RFC 3464, and those that only look like one."""

import re
from dataclasses import dataclass

from leads.mail.headers import clean, header
from leads.mail.reading import IDS, Incoming, decoded

DAEMONS = ("mailer-daemon", "postmaster", "mail-daemon", "mailerdaemon")
SUBJECTS = re.compile(r"undeliver|delivery|not delivered|returned mail|failure notice|zurück|unzustellbar|non remis", re.IGNORECASE)
CODE = re.compile(r"(?<![\d.])([245])\.\d{1,3}\.\d{1,3}(?![\d.])")


@dataclass(frozen=True)
class Bounce:
    """`for_good`: it will not be tried again. `ids`: every Message-ID in it; ours is one of them, if it is about ours."""

    for_good: bool
    reason: str
    ids: tuple[str, ...]


def bounce_of(incoming: Incoming) -> Bounce | None:
    mail = incoming.mail
    is_report = mail.get_content_type() == "multipart/report" and mail.get_param("report-type") in ("delivery-status", None)
    local = incoming.written_by.partition("@")[0]
    looks_like_one = local in DAEMONS or header(mail, "Return-Path") == "<>"
    if is_report or (looks_like_one and SUBJECTS.search(incoming.subject)) or header(mail, "X-Failed-Recipients"):
        return _read(incoming)
    return None


def _read(incoming: Incoming) -> Bounce:
    status = _status_part(incoming)
    everything = "\n".join([status, *(_words(part) for part in list(incoming.mail.walk())[:50])])
    ids = tuple(dict.fromkeys([*incoming.answered, *IDS.findall(everything)]))[:500]
    return Bounce(_is_for_good(status or everything), _reason(status, incoming), ids)


def _status_part(incoming: Incoming) -> str:
    """The fields that programs read, whichever way the parser cut them up."""
    for part in incoming.mail.walk():
        if part.get_content_type() == "message/delivery-status":
            return clean(part.as_string()[:20_000])
    return ""


def _words(part) -> str:
    """The text of a part, or the id of a mail inside."""
    if part.is_multipart():
        inside = part.get_payload(0) if part.get_content_type() == "message/rfc822" else part
        return header(inside, "Message-ID")
    return decoded(part)[:50_000] if part.get_content_maintype() in ("text", "message") else ""


def _is_for_good(told: str) -> bool:
    action = re.search(r"^action:\s*(\w+)", told, re.IGNORECASE | re.MULTILINE)
    if action:
        return action.group(1).lower() == "failed"
    codes = CODE.findall(told)
    return codes[0] == "5" if codes else not re.search(r"delayed|will (?:be )?retr|still trying", told, re.IGNORECASE)


def _reason(status: str, incoming: Incoming) -> str:
    found = re.search(r"^diagnostic-code:\s*(?:[\w-]+;)?\s*(.+(?:\n[ \t].+)*)", status, re.IGNORECASE | re.MULTILINE)
    words = found.group(1) if found else incoming.text or incoming.subject
    return " ".join(words.split())[:500]
