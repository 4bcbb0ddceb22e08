"""What Outlook packs into `winmail.dat` (TNEF, MS-OXTNEF): the files, and the text that stands nowhere else."""

import contextlib
import logging
from dataclasses import dataclass
from email.message import Message as Mail

from striprtf.striprtf import rtf_to_text
from tnefparse import TNEF
from tnefparse.tnef import TNEFAttachment

from leads.mail.parsing.headers import clean
from leads.mail.parsing.html_text import as_text

KINDS = ("application/ms-tnef", "application/vnd.ms-tnef")
SIGNATURE = bytes.fromhex("789f3e22")
MOST_RTF = 500_000
logging.getLogger("tnefparse").setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class Winmail:
    """`files`: name and content, as they were sent."""

    text: str
    files: tuple[tuple[str, bytes], ...]


def unpacked(part: Mail) -> Winmail | None:
    """None for any other part, and for one that cannot be read or holds nothing."""
    is_named = str(part.get_filename() or "").lower() == "winmail.dat"
    if part.is_multipart() or not (is_named or part.get_content_type() in KINDS):
        return None
    try:
        return _read(part.get_payload(decode=True) or b"")
    except MemoryError:
        raise
    except Exception:  # of tnefparse, compressed-rtf and striprtf, for what is cut off or made up
        return None


def _read(data: bytes) -> Winmail | None:
    if not data.startswith(SIGNATURE):
        return None
    tnef = TNEF(data, do_checksum=False)
    files = tuple((_name(attached, tnef.codepage), attached.data or b"") for attached in tnef.attachments)
    text = _text(tnef)
    return Winmail(text, files) if text or files else None


def _name(attached: TNEFAttachment, encoding: str | None) -> str:
    """The long name where there is one; the short one is in the letters of the sender's machine."""
    try:
        return _tidy(attached.long_filename())
    except UnicodeDecodeError:
        return _tidy(_str(attached._name, encoding))


def _text(tnef: TNEF) -> str:
    """The plain text, else what can be read of the HTML or the RTF."""
    plain = _str(tnef.body, tnef.codepage)
    if plain.strip():
        return _tidy(plain)
    if tnef.htmlbody:
        return _tidy(as_text(_str(tnef.htmlbody, tnef.codepage)))
    with contextlib.suppress(Exception):
        return _tidy(rtf_to_text(_str(tnef.rtfbody, "latin-1")[:MOST_RTF], errors="replace"))
    return ""


def _str(text: str | bytes | None, encoding: str | None) -> str:
    return text.decode(encoding or "cp1252", errors="replace") if isinstance(text, bytes) else text or ""


def _tidy(text: str) -> str:
    return clean(text.replace("\0", "").replace("\r\n", "\n")).strip()
