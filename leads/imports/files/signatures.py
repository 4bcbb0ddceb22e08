"""What kind of file it is, by its first bytes. What is not read is refused in a sentence that says what to do."""

import re
import zlib
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from leads.imports.files.archive import ZIP
from leads.imports.files.source import Source, Unreadable, beginning_of

SHEET, WEB_PAGE, CARDS, TEXT = "sheet", "web page", "cards", "text"
HEAD = 8192
OLE, GZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x1f\x8b"
CONTROL = re.compile(rb"[\x01-\x08\x0e-\x19\x1c-\x1f]")
MOST_CONTROL = 0.02


@dataclass(frozen=True)
class Foreign:
    """A kind that is not read: what its beginning looks like, and what to say of it."""

    begins: re.Pattern[bytes]
    sentence: Promise


def _foreign(pattern: bytes, sentence: Promise) -> Foreign:
    return Foreign(re.compile(pattern, re.IGNORECASE | re.DOTALL), sentence)


PACKED = _("This file is packed. Unpack it, and choose the file that was in it.")
DATABASE = _("This is a database. Open it in its program and save the table as .csv or .xlsx.")
PICTURE = _("This is a picture. Names in it cannot be read; choose a table.")
SAVED_MAIL = _("This is an e-mail, or a page saved as one. Open it and save its table as .xlsx or .csv.")
OLD_SHEET = _("This is a spreadsheet of an old or rare kind. Open it in a spreadsheet program and save it as .xlsx.")
BINARY = (
    _foreign(rb"%PDF-", _("This is a PDF. Ask for the table as .xlsx or .csv: columns cannot be told from a printed page.")),
    _foreign(rb"\x1f\x8b|BZh\d|\xfd7zXZ\0|\x28\xb5\x2f\xfd|7z\xbc\xaf\x27\x1c|Rar!\x1a\x07|PK\x05\x06|PK\x07\x08", PACKED),
    _foreign(rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|RIFF....WEBP|II\*\0|MM\0\*|BM....\0\0\0\0|....ftyp(?:heic|heif|mif1|avif)", PICTURE),
    _foreign(rb"SQLite format 3\0|\0\x01\0\0Standard (?:Jet|ACE) DB|PAR1", DATABASE),
    _foreign(rb"\{\\rtf", _("This is a text document. Copy its table into a spreadsheet and save that as .xlsx.")),
    _foreign(rb"\x09[\0\x02\x04\x08][\x04\x06\x08]\0|\0\0\x02\0|\0\0\x1a\0", OLD_SHEET),  # BIFF 2 to 4, Lotus 1-2-3
)
WRITTEN = (
    _foreign(rb"ID;P[^\r\n]*\r?\n(?:[BCFPO]|NN|ID);", OLD_SHEET),  # SYLK
    _foreign(rb"TABLE\r?\n0,1\r?\n", OLD_SHEET),  # DIF
    _foreign(rb"<\?xml.*(?:progid=.Excel\.Sheet|urn:schemas-microsoft-com:office:spreadsheet)", OLD_SHEET),
    _foreign(rb"<\?xml.*<office:document\b", OLD_SHEET),  # flat OpenDocument
    _foreign(rb"BEGIN:VCALENDAR", _("This is a calendar. Leads are in address books and tables: choose one of those.")),
    _foreign(
        rb"(?:#[^\n]*\n|version: ?1\s+)*dn::? ",
        _("This is an LDIF address book. Open it in the address book and export it as vCard (.vcf) or .csv."),
    ),
    _foreign(rb"(?:return-path|received|delivered-to|mime-version|x-mozilla-status): ", SAVED_MAIL),
    _foreign(rb"[\[{]\s*[\[{\"]", _("This is JSON. Export a table instead: .csv or .xlsx.")),
)
COMMENTS = rb"(?:<!--.*?-->\s*)*"
WEB = re.compile(
    COMMENTS + rb"(?:<\?xml[^>]*>\s*)?" + COMMENTS + rb"<(?:!doctype html|html|head|body|meta|title|style|table|div)\b",
    re.IGNORECASE | re.DOTALL,
)
XML = re.compile(rb"<\?xml|<!doctype", re.IGNORECASE)


def kind_of(source: Source) -> str:
    """Raises Unreadable for a kind that is not read."""
    head = beginning_of(source, HEAD)
    if head.startswith((ZIP, OLE)):  # which of them, the program that reads it says
        return SHEET
    if head.startswith(GZIP) and b"gnumeric" in _unpacked(head):
        raise Unreadable(_now("This is a file of Gnumeric. Open it there and save it as .xlsx or .ods."))
    _refuse(BINARY, head)
    text = _as_text(head)
    _refuse(WRITTEN, text)
    if WEB.match(text):
        return WEB_PAGE
    if XML.match(text):
        raise Unreadable(_now("This is XML. Export a table instead: .csv or .xlsx."))
    if re.match(rb"begin:vcard", text, re.IGNORECASE):
        return CARDS
    if len(CONTROL.findall(text)) > len(text) * MOST_CONTROL:
        raise Unreadable(_now("This file is neither text nor a spreadsheet. Open it in its program and save it as .csv or .xlsx."))
    return TEXT


def _refuse(kinds: tuple[Foreign, ...], head: bytes) -> None:
    for foreign in kinds:
        if foreign.begins.match(head):
            raise Unreadable(str(foreign.sentence))


def _as_text(head: bytes) -> bytes:
    """Without the mark, the second bytes of UTF-16 and the space before the first word."""
    plain = head.removeprefix(b"\xef\xbb\xbf")
    if plain[:2] in (b"\xff\xfe", b"\xfe\xff"):
        plain = plain[2:].replace(b"\0", b"")
    return plain.lstrip()


def _unpacked(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(head, HEAD)
    except zlib.error:
        return b""
