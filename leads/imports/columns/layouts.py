"""The columns that other programs write, told by headers only that program has.

A layout knows what general words cannot: that `src` of a telephone system is who called, and `Title` of Outlook is Mr or Dr.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from leads.imports.columns.field_words import spelled
from leads.imports.columns.others import Other

NUMBER = re.compile(r"\d+")
BETWEEN = " - "
REPEATED = re.compile(r" \((\d+)\)$")


@dataclass(frozen=True)
class Layout:
    """`tells`: headers of this program alone; `least` of them in a file show that it wrote it. `fields`: the headers of each field,
    the best first, `+` between those that belong together (the lines of an address). `others`: headers that are none of our fields,
    with the reason. `|` between headers, written as the program writes them; `#` stands for any number.
    """

    system: str
    tells: str
    fields: dict[str, str]
    others: tuple[tuple[Other, str], ...] = ()
    least: int = 2

    @cached_property
    def places(self) -> dict[str, tuple[str, int]]:
        """(field, group) of each header: the lower the group, the better the header."""
        return {
            key_of(header): (field, group)
            for field, headers in self.fields.items()
            for group, together in enumerate(headers.split("|"))
            for header in together.split("+")
        }

    @cached_property
    def not_fields(self) -> dict[str, Other]:
        return {key_of(header): other for other, headers in self.others for header in headers.split("|")}

    @cached_property
    def signs(self) -> frozenset[str]:
        return frozenset(map(key_of, self.tells.split("|")))

    def place(self, header: str) -> tuple[str, int] | None:
        return self.places.get(self._key(header))

    def other(self, header: str) -> Other | None:
        return self.not_fields.get(self._key(header))

    def _key(self, header: str) -> str:
        return next((key for key in keys_of(header) if key in self.places or key in self.not_fields), "")


def key_of(header: str) -> str:
    """`Phone 1 - Value` → `phone # - value`: a dash between words is how some programs name columns. A header of signs alone stays."""
    parts = [NUMBER.sub("#", spelled(part.replace("#", "0"))) for part in header.split(BETWEEN)]
    return BETWEEN.join(parts).strip(BETWEEN) or header.strip()


def keys_of(header: str) -> list[str]:
    """A second column of the same name is a column of its own where a layout knows it, else like the first."""
    return [key_of(header), key_of(REPEATED.sub("", header))]


def layout_of(headers: tuple[str, ...]) -> Layout | None:
    """The program that wrote a file with these headers: the one most of whose signs are there."""
    from leads.imports.columns.systems import LAYOUTS  # they are made of Layout

    keys = {key for header in headers for key in keys_of(header)}
    found = [(len(layout.signs & keys), layout) for layout in LAYOUTS if len(layout.signs & keys) >= layout.least]
    return max(found, key=lambda pair: pair[0])[1] if found else None
