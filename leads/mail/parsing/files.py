"""The files that come with a mail: taken out of it as it is read, and kept with its message, each content once."""

import hashlib
import mimetypes
import unicodedata
from dataclasses import dataclass, replace
from email.errors import CloseBoundaryNotFoundDefect
from email.message import Message as Mail

from leads.mail.parsing.headers import clean
from leads.mail.parsing.winmail import unpacked

OCTETS = "application/octet-stream"
MOST_FILES = 20
MOST_BYTES = 5 * 1024 * 1024
MOST_TOGETHER = 10 * 1024 * 1024
MOST_PARTS = 200
SIGNATURE = 10_000
"""Bytes of a picture that belongs to the HTML, below which it is a logo or a dot, and no file somebody sent."""
ENDS = """
pdf txt csv tsv md rtf doc docx dot dotx odt xls xlsx ods ppt pptx odp pages numbers key vsd vsdx epub
png jpg jpeg gif webp heic heif tif tiff bmp dwg dxf skp step stp ifc
mp3 m4a wav ogg opus mp4 mov avi 3gp webm
zip 7z vcf ics eml msg p7m p7s asc dat json xml
"""
KINDS = frozenset(ENDS.split())
"""Ends of names. What a computer would run is not among them, nor what a browser would."""


@dataclass(frozen=True)
class SentFile:
    """`data` is None where only its name is kept; `left_out` is the value of MailFile.LeftOut that says why."""

    name: str
    kind: str
    size: int
    data: bytes | None
    left_out: str = ""


def files_in(mail: Mail) -> tuple[SentFile, ...]:
    """Of all parts that are attached, have a name, or are no text; the first MOST_FILES with what is in them."""
    files: list[SentFile] = []
    parts = [part for part in list(mail.walk())[:MOST_PARTS] if not part.is_multipart()]
    is_cut = any(isinstance(defect, CloseBoundaryNotFoundDefect) for part in mail.walk() for defect in part.defects)
    for part in parts:
        for file in _files(part, is_cut=is_cut and part is parts[-1]):
            together = sum(len(other.data or b"") for other in files) + file.size
            too_many = len(files) >= MOST_FILES or together > MOST_TOGETHER
            files.append(replace(file, data=None, left_out="count") if file.data is not None and too_many else file)
    return tuple(files[: 2 * MOST_FILES])


def _files(part: Mail, *, is_cut: bool) -> list[SentFile]:
    """None, one, or as many as lie in a `winmail.dat` that can be read."""
    if not _is_file(part):
        return []
    packed = None if is_cut else unpacked(part)
    if packed is None:
        return [_file(part, is_cut=is_cut)]
    return [_sent(_plain_name(name) or "winmail.dat", mimetypes.guess_type(name)[0] or OCTETS, data) for name, data in packed.files]


def _is_file(part: Mail) -> bool:
    if part.get_content_disposition() == "attachment" or _filename(part):
        return not _is_of_signature(part)
    is_text = part.get_content_type() in ("text/plain", "text/html", "text/enriched") or part.get_content_maintype() == "message"
    return not is_text and not _is_of_signature(part)


def _is_of_signature(part: Mail) -> bool:
    is_picture = part.get_content_maintype() == "image" and part.get("Content-ID")
    return bool(is_picture) and len(str(part.get_payload())) < SIGNATURE * 4 // 3


def _file(part: Mail, *, is_cut: bool) -> SentFile:
    try:
        data = part.get_payload(decode=True) or b""
    except Exception:  # a transfer encoding that Python does not know
        data = str(part.get_payload()).encode(errors="replace")
    kind = clean(part.get_content_type())[:100]
    name = _filename(part) or f"{kind.replace('/', '-')}{mimetypes.guess_extension(kind) or '.dat'}"
    return _sent(name, kind, data, is_cut=is_cut)


def _sent(name: str, kind: str, data: bytes, *, is_cut: bool = False) -> SentFile:
    left_out = "cut" if is_cut else "size" if len(data) > MOST_BYTES else "" if name.rpartition(".")[2].lower() in KINDS else "kind"
    return SentFile(name, kind, len(data), None if left_out else data, left_out)


def _filename(part: Mail) -> str:
    try:
        return _plain_name(clean(str(part.get_filename() or "")))
    except Exception:  # Python's reader of parameters stumbles over some
        return ""


def _plain_name(name: str) -> str:
    """In one line, without folders, and without what turns the order of letters round; its end stays."""
    name = name.replace("\\", "/").rpartition("/")[2]
    name = "".join(letter for letter in name if unicodedata.category(letter)[0] != "C").strip(" .")
    return name if len(name) <= 150 else f"{name[:130]}…{name[-19:]}"


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
