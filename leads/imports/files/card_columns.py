"""What the properties of a vCard are called as columns of a table. The words are those of address books, so that they are recognised."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from leads.imports.files.card_lines import Line, unescaped

LEFT_OUT = {
    *("VERSION", "PRODID", "REV", "CLASS", "SORT-STRING", "PROFILE", "MAILER", "LABEL", "TZ", "GEO", "CLIENTPIDMAP", "XML", "KIND"),
    *("PHOTO", "LOGO", "SOUND", "KEY", "AGENT", "MEMBER", "SOURCE", "CALADRURI", "CALURI", "FBURL", "X-ABLABEL", "X-ABADR", "X-ABUID"),
    *("X-ADDRESSBOOKSERVER-KIND", "X-ABSHOWAS", "N", "ORG", "ADR", "TEL", "FN"),
}
"""What is about the card, or no text, or taken otherwise below."""
PHONES = (
    ("fax", "Fax number"),
    ("pager", "Pager number"),
    ("textphone", "TTY phone"),
    ("tty-tdd", "TTY phone"),
    ("assistant", "Assistant's phone"),
    ("company_main", "Company main phone"),
    ("company-main", "Company main phone"),
    ("main", "Main phone"),
    ("cell", "Mobile phone"),
    ("iphone", "Mobile phone"),
    ("pcs", "Mobile phone"),
    ("car", "Car phone"),
    ("work", "Work phone"),
    ("home", "Home phone"),
)
"""By type, the most telling first."""
LABELLED = dict(PHONES) | {"mobile": "Mobile phone", "other": "Phone"}
PLAIN = {
    "EMAIL": "Email",
    "NOTE": "Notes",
    "BDAY": "Birthday",
    "TITLE": "Job title",
    "ROLE": "Role",
    "URL": "Website",
    "NICKNAME": "Nickname",
    "CATEGORIES": "Categories",
    "ANNIVERSARY": "Anniversary",
    "IMPP": "Chat",
    "UID": "UID",
}
NAMES = ("Last name", "First name", "Middle name", "Name prefix", "Name suffix")
"""The parts of N, in its order (RFC 6350, 6.2.2)."""
ADDRESS = ("street", "street", "street", "town", "state", "postcode", "country")
"""The parts of ADR, in its order (6.3.1): post office box, extended address, street, …"""
LABEL = re.compile(r"_\$!<(.*)>!\$_")
"""How Apple writes the labels it has itself."""
NO_YEAR = re.compile(r"(?:1604-|1604|--)(\d\d)-?(\d\d)")
COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
TEL = re.compile(r"tel:(?P<number>[^;]*)(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
EXTENSION = re.compile(r";ext=([^;]+)", re.IGNORECASE)


def is_group(card: list[Line]) -> bool:
    """A list of other cards (RFC 6350, 6.1.4, and as Apple writes it in 3.0)."""
    return any(line.name in ("KIND", "X-ADDRESSBOOKSERVER-KIND") and line.value.strip().lower() == "group" for line in card)


def columns_of(card: list[Line]) -> list[tuple[str, str]]:
    """(header, value) of all that is filled, the name first; several of one header stand in the order of the card, preferred first."""
    labels = {line.group: LABEL.sub(r"\1", line.text) for line in card if line.name == "X-ABLABEL" and line.group}
    preferred = sorted(card, key=lambda line: not _is_preferred(line))
    found = [*_names(card), *(pair for line in preferred for pair in _columns(line, labels.get(line.group, "")))]
    return list(dict.fromkeys((header, value) for header, value in found if value))


def _is_preferred(line: Line) -> bool:
    return "pref" in line.types or line.parameters.get("PREF") == "1"


def _names(card: list[Line]) -> Iterator[tuple[str, str]]:
    parts = next((line.parts for line in card if line.name == "N"), [])
    named = {header: _listed(part, " ") for header, part in zip(NAMES, parts, strict=False)}
    whole = next((line.text for line in card if line.name == "FN"), "")
    order = ("Name prefix", "First name", "Middle name", "Last name", "Name suffix")
    yield "Name", whole or " ".join(filter(None, (named.get(header, "") for header in order)))
    yield from named.items()


def _columns(line: Line, label: str) -> Iterator[tuple[str, str]]:
    if line.name == "TEL":
        yield _phone_header(line.types, label), _number(line.value)
    elif line.name == "ORG":
        company, *units = [unescaped(part) for part in line.parts] or [""]
        yield "Company", company
        yield "Department", ", ".join(filter(None, units))
    elif line.name == "ADR":
        yield from _address(line)
    elif line.name == "BDAY":
        yield "Birthday", _day(line.text)
    elif line.name == "CATEGORIES":
        yield "Categories", ", ".join(unescaped(part) for part in _split(line.value))
    elif line.name not in LEFT_OUT:
        yield PLAIN.get(line.name) or line.name.removeprefix("X-").replace("-", " ").capitalize(), line.text


def _phone_header(types: frozenset[str], label: str) -> str:
    """By its type. Whoever named it otherwise may have named a fax."""
    kind = next((header for word, header in PHONES if any(word in (each, each.removeprefix("x-")) for each in types)), "")
    if label and kind in ("", "Work phone", "Home phone"):
        return LABELLED.get(label.lower(), f"Phone {label}")
    return kind or "Phone"


def _number(value: str) -> str:
    """`tel:+49-30-1234567;ext=12` → `+49-30-1234567 ext. 12`. A backslash before the semicolon means nothing."""
    text = unescaped(value)
    match = TEL.fullmatch(text)
    if not match:
        return text
    extension = EXTENSION.search(match["rest"])
    return unquote(match["number"]) + (f" ext. {unquote(extension[1])}" if extension else "")


def _address(line: Line) -> Iterator[tuple[str, str]]:
    kind = next((word for word in ("work", "home") if word in line.types), "")
    values: dict[str, list[str]] = {}
    for name, part in zip(ADDRESS, line.parts, strict=False):
        values.setdefault(name, []).append(_listed(part, ", "))
    for name, texts in values.items():
        yield f"{kind} {name}".strip().capitalize(), ", ".join(filter(None, texts))


def _listed(part: str, between: str) -> str:
    """A part may be a list: its commas are escaped where they are none (RFC 6350, 3.4)."""
    return between.join(filter(None, (unescaped(each) for each in _split(part))))


def _split(text: str) -> list[str]:
    return re.findall(r"(?:[^\\,]|\\.)+", text, re.DOTALL)


def _day(text: str) -> str:
    if match := NO_YEAR.fullmatch(text):
        return f"--{match[1]}-{match[2]}"
    return COMPACT.sub(r"\1-\2-\3", text) if COMPACT.fullmatch(text) else text
