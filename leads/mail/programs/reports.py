"""The parts of a report that a program wrote (RFC 6522), whichever way the parser cut them up."""

import base64
import quopri
import re
from collections.abc import Iterator
from email.message import Message as Mail

from leads.mail.parsing.headers import clean
from leads.mail.parsing.incoming import IDS, decoded

DELIVERY = ("message/delivery-status", "message/global-delivery-status")
DISPOSITION = ("message/disposition-notification", "message/global-disposition-notification")
FEEDBACK = ("message/feedback-report",)
RETURNED = ("message/rfc822", "message/global", "message/global-headers", "text/rfc822-headers")
MOST_PARTS = 50
MOST_OF_A_PART = 50_000


def report_type(mail: Mail) -> str:
    """What a multipart/report says it is: delivery-status, disposition-notification or feedback-report; "" for any other mail.

    Where it says nothing, by its parts.
    """
    if mail.get_content_type() != "multipart/report":
        return ""
    stated = str(mail.get_param("report-type") or "").lower()
    by_part = {"delivery-status": DELIVERY, "disposition-notification": DISPOSITION, "feedback-report": FEEDBACK}
    if stated in by_part:
        return stated
    return next((name for name, kinds in by_part.items() if fields_of(mail, kinds)), "delivery-status")


def fields_of(mail: Mail, kinds: tuple[str, ...]) -> str:
    """The fields for programs, as text; "" where no part is of these kinds."""
    return next((content(part) for part in _parts(mail) if part.get_content_type() in kinds), "")


def field(fields: str, name: str) -> str:
    """The first value of a field, in one line."""
    result = re.search(rf"^{re.escape(name)}:[ \t]*(.*(?:\n[ \t].+)*)", fields, re.IGNORECASE | re.MULTILINE)
    return " ".join(result.group(1).split()) if result else ""


def returned(mail: Mail) -> str:
    """The mail that a report is about, or its headers; "" where it is not in it."""
    return fields_of(mail, RETURNED)


def every_id(mail: Mail) -> tuple[str, ...]:
    """All Message-IDs that stand in it anywhere, those of its parts included. At most 500."""
    headers = [str(mail.get(name, "")) for name in ("In-Reply-To", "References", "Original-Message-ID", "X-Original-Message-ID")]
    texts = [content(part) for part in _parts(mail) if part.get_content_maintype() in ("text", "message")]
    return tuple(dict.fromkeys(IDS.findall("\n".join([*headers, *texts]))))[:500]


def content(part: Mail) -> str:
    """What stands in a part, of mails inside it too; they may be sent encoded (RFC 6533, 6532)."""
    if part.get_content_maintype() != "message":
        return decoded(part)[:MOST_OF_A_PART]
    try:
        raw = re.split(rb"\r?\n\r?\n", part.as_bytes(), maxsplit=1)[-1]
        raw = _unencoded(raw, str(part.get("Content-Transfer-Encoding", "")).strip().lower())
    except Exception:  # Python's generator refuses some of what its parser took
        return ""
    return clean(raw[:MOST_OF_A_PART].decode(errors="replace").replace("\r\n", "\n"))


def _unencoded(raw: bytes, encoding: str) -> bytes:
    if encoding == "base64":
        return base64.b64decode(raw)
    return quopri.decodestring(raw) if encoding == "quoted-printable" else raw


def _parts(mail: Mail) -> Iterator[Mail]:
    """Not the parts of mails inside it: those stand in the content of their part."""
    waiting, count = [mail], 0
    while waiting and count < MOST_PARTS:
        part, count = waiting.pop(0), count + 1
        yield part
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting = [*part.get_payload(), *waiting]
