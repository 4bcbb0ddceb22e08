"""Answers to an invitation, as calendar programs write them (RFC 5546): a mail that is no text."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.message import Message as Mail

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from icalendar import Calendar

from leads.mail.parsing.headers import clean
from leads.mail.parsing.incoming import decoded

MOST = 100_000
"""Letters of a calendar that are read."""


@dataclass(frozen=True)
class Answer:
    """`status`: ACCEPTED, DECLINED, TENTATIVE, or what else they wrote. `comment`: what a person added to it."""

    status: str
    summary: str
    start: datetime | None
    comment: str

    def __str__(self) -> str:
        said = {"ACCEPTED": _("They accepted: %(event)s"), "DECLINED": _("They declined: %(event)s"), "TENTATIVE": _("Perhaps: %(event)s")}
        start = self.start and formats.date_format(timezone.localtime(self.start), "j F Y, H:i")
        event = f"{self.summary}, {start}" if start else self.summary
        return said.get(self.status, _("They answered an invitation: %(event)s")) % {"event": event}


def answer_in(mail: Mail) -> Answer | None:
    """The first answer to an invitation in it. What is broken is no answer."""
    for part in list(mail.walk())[:50]:
        if part.get_content_type() == "text/calendar" and _method(part) == "REPLY":
            return _answer(decoded(part)[:MOST])
    return None


def _method(part: Mail) -> str:
    stated = part.get_param("method") or re.search(r"^METHOD:(\w+)", decoded(part)[:2000], re.MULTILINE)
    return (stated.group(1) if isinstance(stated, re.Match) else str(stated or "")).upper()


def _answer(text: str) -> Answer | None:
    try:
        event = next(iter(Calendar.from_ical(text).walk("VEVENT")), None)
    except (ValueError, IndexError, KeyError):
        return None
    if event is None:
        return None
    attendee = event.get("ATTENDEE")
    attendee = attendee[0] if isinstance(attendee, list) and attendee else attendee
    status = str(getattr(attendee, "params", {}).get("PARTSTAT", "")).upper()
    return Answer(status, clean(str(event.get("SUMMARY", ""))), _start(event), clean(str(event.get("COMMENT", ""))).strip())


def _start(event) -> datetime | None:
    start = getattr(event.get("DTSTART"), "dt", None)
    if not isinstance(start, datetime):
        return None
    return start if timezone.is_aware(start) else timezone.make_aware(start)
