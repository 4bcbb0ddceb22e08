"""Address books as vCards (RFC 6350, and 3.0 and 2.1 before it) as the rows of a table: a row a card, a column a kind of number,
address or name.

No library: vobject 0.9.9 reads valid cards right, but takes 2 ms a card and ends at one line that is not folded as it should be;
icalendar leaves escapes in the text.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from leads.imports.files.card_columns import columns_of, is_group
from leads.imports.files.card_lines import Line, lines_of
from leads.imports.files.layout import LeftOut
from leads.imports.files.source import Source, Unreadable
from leads.imports.files.text import encoding_of, opened

NAMED_GROUPS = 20
MOST_LINES = 5000
"""Of a card."""


@dataclass(frozen=True)
class Cards:
    """The records of a file of cards: first the headers, then a card each. `groups`: cards that are lists of others, left blank."""

    source: Source
    encoding: str
    headers: tuple[str, ...]
    groups: tuple[LeftOut, ...]

    @classmethod
    def of(cls, source: Source, *, encoding: str | None = None) -> "Cards":
        """Reads all cards once for the columns they need."""
        encoding = encoding or encoding_of(source)
        most: Counter[str] = Counter()
        groups = []
        for number, card in enumerate(_cards(source, encoding), 2):
            columns = columns_of(card)
            if is_group(card):
                groups += [LeftOut(number, _name(columns), _("a list, no person"))] if len(groups) < NAMED_GROUPS else []
            else:
                most |= Counter(header for header, _value in columns)
        headers = tuple(header for header, times in most.items() for _time in range(times))
        return cls(source, encoding, headers, tuple(groups))

    def __iter__(self) -> Iterator[list[str]]:
        yield list(self.headers)
        for card in _cards(self.source, self.encoding):
            yield [] if is_group(card) else self._record(columns_of(card))

    def _record(self, columns: list[tuple[str, str]]) -> list[str]:
        values: dict[str, list[str]] = {}
        for header, value in columns:
            values.setdefault(header, []).append(value)
        return [values[header].pop(0) if values.get(header) else "" for header in self.headers]


def _name(columns: list[tuple[str, str]]) -> str:
    return next((value for header, value in columns if header == "Name"), "")


def _add(line: Line, card: list[Line]) -> None:
    if len(card) == MOST_LINES:
        raise Unreadable(_("A card in this file has more than %(most)s lines. It is no address book.") % {"most": MOST_LINES})
    card.append(line)


def _cards(source: Source, encoding: str) -> Iterator[list[Line]]:
    """A card is what stands between BEGIN and END. One inside another (`AGENT`) is somebody else's and left out; one that does not
    end where the next begins ends there.
    """
    card: list[Line] | None = None
    inside = 0
    with opened(source, encoding) as file:
        for line in lines_of(file):
            is_begin, is_end = (line.name, line.value.strip().upper()) == ("BEGIN", "VCARD"), line.name == "END"
            if inside:
                inside += is_begin - is_end
            elif is_begin and card and card[-1].name == "AGENT":
                inside = 1
            elif is_begin or is_end:
                if card:
                    yield card
                card = [] if is_begin else None
            elif card is not None:
                _add(line, card)
    if card:
        yield card
