"""Rows at the end of a file that are none of its rows: totals, notices, who made the report and when."""

import re
from collections import deque
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from leads.imports.files.headers import EMAIL, Record
from leads.imports.files.layout import LeftOut
from leads.imports.values.typed_cells import NumberCell

LAST = 12
"""Filled rows at the end that are looked at."""
TOTALS = (
    r"(?:grand |sub)?totals?(?: ?(?:records?|rows|count))?(?: ?:.*| ?\(.*\)| \d+)?",
    r"(?:row |record )?count(?: ?[:=])? ?\d*|records? ?: ?\d*|\d+ (?:records?|rows)|sum",
    r"(?:zwischen|gesamt|end)?summe|(?:summe )?gesamt|insgesamt|anzahl:?",
    r"total general|suma(?: total)?|total général|totaux|somme|total geral|soma",
    r"totale(?: complessivo| generale)?|somma|(?:eind)?totaal",
    r"итого|всего|المجموع|الإجمالي|कुल|合计|合計|总计",
)
NOTICES = (
    r"confidential|do not distribute|copyright|©|\(c\) ?\d{4}|all rights reserved|\bdisclaimer\b|end of (?:report|file|export)",
    r"(?:generated|exported|printed) (?:by|on|at|from)|created by|as of \d|page \d+ (?:of|/) \d+",
    r"vertraulich|alle rechte vorbehalten|erstellt (?:von|am)|exportiert (?:von|am)|gedruckt am|seite \d+ (?:von|/) \d+",
    r"confidencial|todos los derechos|generado (?:por|el)|exportado (?:por|el)|todos os direitos|gerado (?:por|em)|exportado em",
    r"confidentiel|tous droits réservés|généré (?:par|le)|exporté (?:par|le)",
    r"riservato|tutti i diritti|generato (?:da|il)|esportato (?:da|il)|vertrouwelijk|alle rechten|gegenereerd (?:door|op)",
)
TOTAL, NOTICE = re.compile("|".join(TOTALS), re.IGNORECASE), re.compile("|".join(NOTICES), re.IGNORECASE)


@dataclass
class Below:
    """Sees the rows as they go by and keeps the last of them. `columns`: how many have a header."""

    columns: int
    last: deque[Record] = field(default_factory=lambda: deque(maxlen=LAST))

    def see(self, number: int, cells: list[str]) -> None:
        self.last.append((number, cells))

    def left_out(self) -> tuple[LeftOut, ...]:
        """From the last row upwards, totals and notices. A cell that stands alone is one where there is another and a blank row above."""
        kept: list[LeftOut] = []
        is_apart = False
        rows = self._end()
        is_end = any(reason for _row, reason, _gap in rows)
        for (number, cells), reason, gap in rows:
            is_apart |= gap
            if reason or (is_apart and is_end):
                kept.append(left_out(number, cells, reason or _("stands alone among the last lines")))
            else:
                kept = []
        return tuple(kept)

    def _end(self) -> list[tuple[Record, str, bool]]:
        """The rows that may be none, why, and whether a blank one stands above each, in the order of the file. Never the first row."""
        rows = []
        for at in range(len(self.last) - 1, 0, -1):
            number, cells = self.last[at]
            reason = _reason(cells, columns=self.columns)
            if not reason and not (self.columns > 1 and _is_lone(cells)):
                break
            rows.append((self.last[at], reason, number - self.last[at - 1][0] > 1))
        return rows[::-1]


def left_out(number: int, cells: list[str], reason: str) -> LeftOut:
    return LeftOut(number, " · ".join(cell.strip() for cell in cells if cell.strip())[:200], reason)


def _reason(cells: list[str], *, columns: int) -> str:
    first, *rest = [cell for cell in cells if cell.strip()]
    if TOTAL.fullmatch(first.strip()) and all(map(_is_figure, rest)):
        return _("a total")
    if columns > 1 and len(rest) < 2 and NOTICE.search(first) and not EMAIL.search(first):
        return _("a notice")
    return ""


def _is_figure(cell: str) -> bool:
    return isinstance(cell, NumberCell) or not any(map(str.isalpha, cell))


def _is_lone(cells: list[str]) -> bool:
    """One cell of words."""
    filled = [cell for cell in cells if cell.strip()]
    return len(filled) == 1 and any(map(str.isalpha, filled[0])) and not EMAIL.search(filled[0])
