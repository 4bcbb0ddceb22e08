"""A mail as bytes, read into what we need of it. Whatever is in it, hostile or broken, comes out as plain text."""

import hashlib
import re
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import Message as Mail
from itertools import islice

from leads.mail.parsing import attached_mails
from leads.mail.parsing.files import SentFile, files_in
from leads.mail.parsing.form_fields import FormFields
from leads.mail.parsing.headers import HeaderAddress, addresses, clean, header
from leads.mail.parsing.html_text import as_text
from leads.mail.parsing.winmail import unpacked

MOST_TEXT = 20_000
MOST_PARTS = 200
IDS = re.compile(r"<[^<>\s]{1,480}>")


class Bad(Exception):
    """Nothing can be done with this mail; the words say why."""


@dataclass(frozen=True)
class Incoming:
    """`answered`: the Message-IDs it answers, the nearest first. `mail` is for whoever looks closer.

    `sender` and `name` are of whoever it is from; `written_by` is what stands under From, the program of a form for example, and
    `form` what was typed into it. `sender` is empty where that is no address.
    """

    message_id: str
    answered: tuple[str, ...]
    sender: str
    name: str
    written_by: str
    reply_to: tuple[HeaderAddress, ...]
    subject: str
    text: str
    cut: bool
    fingerprint: str
    mail: Mail = field(repr=False, compare=False)
    form: FormFields | None = None
    files: tuple[SentFile, ...] = ()

    @property
    def is_by_form(self) -> bool:
        """A program wrote it, in the name of whoever filled in its form."""
        return self.form is not None and self.sender != self.written_by


def read(raw: bytes) -> Incoming:
    """Raises Bad."""
    try:
        mail = message_from_bytes(raw, policy=policy.compat32)
        (text, cut), files = text_of(mail), files_in(mail)
        packed = "" if text.strip() else text_of_winmail(mail)
    except RecursionError:
        raise Bad("Its parts are nested too deeply.") from None
    author = _author(mail)
    subject = header(mail, "Subject")[:500]
    told = "\n".join([header(mail, "Message-ID"), header(mail, "Date"), author.address, subject, text])
    fingerprint = hashlib.sha256(told.encode()).hexdigest()
    return Incoming(
        message_id=_message_id(mail) or f"<{fingerprint}@no-id.invalid>",
        answered=_answered(mail),
        sender=author.address,
        name=author.name,
        written_by=author.address,
        reply_to=tuple(addresses(mail, "Reply-To")),
        subject=subject,
        text=text or packed[:MOST_TEXT],
        cut=cut or len(packed) > MOST_TEXT,
        fingerprint=fingerprint,
        mail=mail,
        files=files,
    )


def lightened(incoming: Incoming) -> Incoming:
    """Without the contents of its files, which nobody looks at once it is read."""
    for part in incoming.mail.walk():
        if not part.is_multipart() and part.get_content_maintype() not in ("text", "message"):
            payload = part.get_payload()
            if isinstance(payload, str) and len(payload) > MOST_TEXT:
                part.set_payload(payload[:MOST_TEXT])
    return incoming


def _author(mail: Mail) -> HeaderAddress:
    """The first address of From, else of whatever else says who sent it; an empty one where nothing does."""
    listed = (address for name in ("From", "Sender", "Reply-To") for address in addresses(mail, name))
    return next(listed, HeaderAddress("", ""))


def text_of(mail: Mail, *, depth: int = 0) -> tuple[str, bool]:
    """The plain text, else what can be read of the HTML, and below it the mails attached; and whether it was longer than we keep."""
    found = {"text/plain": [], "text/html": []}
    attached: list[Mail] = []
    parts = mail.walk() if mail.get_content_type() == "multipart/report" else attached_mails.own_parts(mail, attached=attached)
    for part in islice(parts, MOST_PARTS):
        kind = part.get_content_type()
        if kind in found and not part.is_multipart() and part.get_content_disposition() != "attachment":
            found[kind].append(decoded(part))
    text = "\n".join(found["text/plain"]).strip() or as_text("\n".join(found["text/html"])).strip()
    if depth < attached_mails.DEEPEST:
        text = attached_mails.below(text, [(inner, text_of(inner, depth=depth + 1)[0]) for inner in attached])
    return text[:MOST_TEXT], len(text) > MOST_TEXT


def text_of_winmail(mail: Mail) -> str:
    """What Outlook wrote where only Outlook reads it."""
    contents = (unpacked(part) for part in islice(mail.walk(), MOST_PARTS))
    return next((content.text for content in contents if content and content.text), "")


def decoded(part: Mail) -> str:
    try:
        payload = part.get_payload(decode=True) or b""
    except Exception:
        payload = str(part.get_payload()).encode(errors="replace")
    try:
        text = payload.decode(part.get_content_charset() or "utf-8", errors="replace")
    except (LookupError, ValueError, UnicodeError):
        text = payload.decode("utf-8", errors="replace")
    return clean(text.replace("\r\n", "\n"))


def _message_id(mail: Mail) -> str:
    found = IDS.search(header(mail, "Message-ID"))
    return found.group() if found else ""


def _answered(mail: Mail) -> tuple[str, ...]:
    nearest = IDS.findall(header(mail, "In-Reply-To"))
    return tuple(dict.fromkeys([*nearest, *reversed(IDS.findall(header(mail, "References")))]))[:50]
