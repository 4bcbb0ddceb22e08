"""The lines of vCards: unfolded, and taken apart into name, parameters and value (RFC 6350, 3.2 and 3.3)."""

import quopri
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TextIO

LONGEST = 100_000
"""Of a property. What is longer is a picture, a sound or a key, and nobody's name."""
PROPERTY = re.compile(r'(?:(?P<group>[\w-]+)\.)?(?P<name>[\w-]+)(?P<parameters>(?:;(?:[^":;]|"[^"]*")*)*):(?P<value>.*)', re.DOTALL)
PARAMETER = re.compile(r';((?:[^";]|"[^"]*")*)')
LISTED = re.compile(r'"([^"]*)"|([^,"]+)')
CIRCUMFLEX = {"^n": "\n", "^^": "^", "^'": '"'}
"""RFC 6868."""
ESCAPED = re.compile(r"\\(.)", re.DOTALL)
PART = re.compile(r"((?:[^\\;]|\\.|\\$)*)(?:;|$)", re.DOTALL)


@dataclass(frozen=True)
class Line:
    """`types`: of `TYPE=work,voice` and of the bare `;WORK;VOICE` of 2.1, in lower case. `value` as it stands, escapes and all."""

    group: str
    name: str
    types: frozenset[str]
    parameters: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        return unescaped(self.value)

    @property
    def parts(self) -> list[str]:
        """The parts of a value in several (`N`, `ADR`, `ORG`), each with its escapes."""
        return [match[1] for match in PART.finditer(self.value) if match.end() > match.start()]


def unescaped(text: str) -> str:
    return ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1] if match[1] in "\\,;:" else match[0], text).strip()


def lines_of(file: TextIO) -> Iterator[Line]:
    """What is no property (a stray line) is passed over."""
    for text in _unfolded(_cut(file)):
        if (match := PROPERTY.fullmatch(text)) and (line := _line(match)):
            yield line


def _cut(file: TextIO) -> Iterator[str]:
    """Its lines. Of one that is far too long for a property only the beginning."""
    while line := file.readline(2 * LONGEST):
        yield line
        while line and not line.endswith(("\n", "\r")):
            line = file.readline(2 * LONGEST)


def _unfolded(file: Iterable[str]) -> Iterator[str]:
    """A line that begins with a space goes on with the one before it, and so does any after the `=` of quoted-printable."""
    begun = ""
    for line in file:
        text = line.rstrip("\r\n").replace("\0", "")
        if text[:1] in (" ", "\t"):
            begun = _joined(begun, text[1:])
        elif begun.endswith("=") and "QUOTED-PRINTABLE" in begun.partition(":")[0].upper():
            begun = _joined(begun[:-1], text)
        elif text:  # one that is empty ends nothing: some programs put it into notes and behind pictures
            yield begun
            begun = text
    yield begun


def _joined(begun: str, text: str) -> str:
    return begun + text if len(begun) < LONGEST else begun


def _line(match: re.Match[str]) -> Line | None:
    if len(match["value"]) >= LONGEST:
        return None
    types: set[str] = set()
    parameters: dict[str, str] = {}
    for text in PARAMETER.findall(match["parameters"]):
        name, equals, value = text.partition("=")
        values = [_plain(quoted or bare) for quoted, bare in LISTED.findall(value if equals else name)]
        if name.strip().upper() == "TYPE" or not equals:
            types |= {each.strip().lower() for value in values for each in value.split(",")}
        elif values:
            parameters[name.strip().upper()] = ",".join(values)
    value = match["value"]
    if "quoted-printable" in types or parameters.get("ENCODING", "").upper() == "QUOTED-PRINTABLE":
        value = _decoded(value, parameters.get("CHARSET", "utf-8"))
    return Line(match["group"] or "", match["name"].upper(), frozenset(types), parameters, value)


def _plain(text: str) -> str:
    return re.sub(r"\^[n^']", lambda match: CIRCUMFLEX[match[0]], text)


def _decoded(value: str, charset: str) -> str:
    data = quopri.decodestring(value.encode("utf-8", "surrogateescape"))
    for encoding in (charset, "utf-8", "cp1252"):
        try:
            return data.decode(encoding).replace("\r\n", "\n")
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("latin-1")
