"""The headers of a mail that came in: split into addresses as they stand, decoded afterwards (RFC 2047, 6.2)."""

import email.utils
import re
from dataclasses import dataclass
from email.header import Header, decode_header
from email.message import Message as Mail
from email.utils import getaddresses

from leads.models.mail_address import address_key

ENCODED = re.compile(r"=\?[^?\s]+\?[bq]\?[^?]*\?=(?:\s*=\?[^?\s]+\?[bq]\?[^?]*\?=)*", re.IGNORECASE)
BARE = re.compile(r'(^|,)([^",<>()]++)<')
STANDS_FOR = re.compile("\ue000([0-9]+)\ue001")
LONGEST = 20_000
"""Letters of a header that are decoded: the time Python takes for encoded words grows with their square."""
MOST_NAME = 200
LENIENT = {"strict": False} if getattr(email.utils, "supports_strict_parsing", False) else {}
"""Newer Pythons drop an address list that breaks the rules anywhere; here what can be read of it is read."""


@dataclass(frozen=True)
class HeaderAddress:
    """`address` in lower case, with an @ in it; `name` may be empty."""

    name: str
    address: str


def header(mail: Mail, name: str) -> str:
    """Text, in one line, decoded where it can be."""
    return decoded_text(_as_it_stands(mail, name))


def decoded_text(text: str) -> str:
    """In one line, encoded words as what they say."""
    return " ".join(clean(ENCODED.sub(_decoded, text[:LONGEST]) if "=?" in text else text).split())


def addresses(mail: Mail, name: str) -> list[HeaderAddress]:
    """A comma, an @ or a < inside an encoded name is a part of the name, whatever the encoding left readable of it.

    Nothing where comments in it are nested without end.
    """
    decoded: list[str] = []

    def hide(run: re.Match) -> str:
        decoded.append(_decoded(run))
        return f"\ue000{len(decoded) - 1}\ue001"

    text = _as_it_stands(mail, name)[:LONGEST]
    try:
        listed = _listed(ENCODED.sub(hide, text), decoded)
    except RecursionError:
        return []
    return listed or _listed(ENCODED.sub(_decoded, text), [])  # some encode the whole header, address and all


def address_in(text: str) -> HeaderAddress | None:
    """The first address of a From line that stands in a text, encoded or not, and with Outlook's “[mailto:…]”."""
    mail = Mail()
    mail["From"] = re.sub(r"\[mailto:([^\]\s]+)\]", r"<\1>", " ".join(text.split()), flags=re.IGNORECASE)
    return next(iter(addresses(mail, "From")), None)


def clean(text: str) -> str:
    """Without what cannot be stored: NUL, and halves of characters."""
    return text.encode("utf-8", errors="replace").decode().replace("\x00", "")


def _as_it_stands(mail: Mail, name: str) -> str:
    """Unfolded; bytes beyond ASCII are UTF-8 (RFC 6532), or else what old programs wrote."""
    value = mail.get(name, "")
    if isinstance(value, Header):
        raw = b"".join(part if isinstance(part, bytes) else part.encode() for part, _charset in decode_header(value))
        try:
            value = raw.decode()
        except UnicodeDecodeError:
            value = raw.decode("cp1252", errors="replace")
    return " ".join(re.sub("[\ue000\ue001]", "", value).split())


def _decoded(run: re.Match) -> str:
    """Encoded words that follow each other. As they stand where nobody knows the encoding, or it lies."""
    try:
        return "".join(
            part if isinstance(part, str) else part.decode(charset or "ascii", errors="replace") for part, charset in decode_header(run[0])
        )
    except Exception:
        return run[0]


def _listed(text: str, decoded: list[str]) -> list[HeaderAddress]:
    """Names that lack their quotes are read too.

    What stands before a comma and is no address belongs to the name after it (“Miller, Ann <ann@…>”), and what stands before
    a < is a name, whatever it looks like (“ann@… <form@…>”).
    """
    listed, before = [], []
    for name, address in getaddresses([BARE.sub(_quoted, text)], **LENIENT):
        if "@" in address[1:-1]:
            name = ", ".join([*before, _filled(name, decoded)] if name else [])
            listed.append(HeaderAddress(_name(name), address_key(clean(_filled(address, decoded)))))
            before = []
        elif address or name:
            before.append(_filled(name, decoded) or address)
    return listed


def _quoted(bare: re.Match) -> str:
    return f'{bare[1]}"{bare[2].strip()}" <' if "@" in bare[2] else bare[0]


def _filled(text: str, decoded: list[str]) -> str:
    return STANDS_FOR.sub(lambda match: decoded[int(match[1])] if int(match[1]) < len(decoded) else "", text)


def _name(name: str) -> str:
    """Nothing where it is only an address again. A quote that somebody opened and cut off is no part of it."""
    name = " ".join(clean(name).split())[:MOST_NAME]
    name = name.strip('"') if name.count('"') == 1 else name
    return "" if re.fullmatch(r"[^\s@]+@[^\s@]+", name) else name
