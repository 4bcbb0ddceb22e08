"""The grid of spend as it was typed: which cells changed, and what is wrong with which."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.amounts import typed_text
from accounts.current_business import get_current_business
from leads.imports.values.amounts import ForeignAmount, parse_amount
from leads.models import Spend
from leads.spending import MONTHS, Block, Grid, Line

LONGEST = 40


@dataclass(frozen=True)
class Cell:
    """One amount: its field's name, what stands in it, and what is wrong with that."""

    name: str
    month: int
    typed: str
    error: str = ""


@dataclass
class SpendForm:
    """Reads `typed` (a POST, or nothing) over a grid. Nothing is saved while a cell is wrong; all that was typed is kept."""

    grid: Grid
    typed: dict | None = None
    changes: list[tuple[Line, int, Decimal | None]] = field(default_factory=list)
    errors: int = 0

    def __post_init__(self):
        self.currency = get_current_business().currency
        self.cells = {line.key: [self._cell(line, month) for month in MONTHS] for line in self.grid.lines}

    @property
    def blocks(self) -> list[tuple[Block, list[tuple[Line, list[Cell]]]]]:
        """Each source with its lines and their cells, as they stand in the table."""
        return [(block, [(line, self.cells[line.key]) for line in block.lines]) for block in self.grid.blocks]

    @property
    def is_valid(self) -> bool:
        return self.typed is not None and not self.errors

    @transaction.atomic
    def save(self) -> int:
        """Returns how many amounts were different."""
        for line, month, amount in self.changes:
            Spend.put(line.source, campaign=line.campaign, month=date(self.grid.year, month, 1), amount=amount)
        return len(self.changes)

    def _cell(self, line: Line, month: int) -> Cell:
        name, stands = f"{line.key}-{month}", line.amounts.get(month)
        if self.typed is None or name not in self.typed:
            return Cell(name, month, "" if stands is None else typed_text(stands, currency=self.currency))
        text = self.typed[name]
        try:
            amount = _amount(text, currency=self.currency)
        except ForeignAmount:
            self.errors += 1
            return Cell(name, month, text, error=_("Not in %(currency)s. Write it in %(currency)s.") % {"currency": self.currency})
        except ValueError:
            self.errors += 1
            return Cell(name, month, text, error=_("Not an amount. Write it like 1,200 or 1.200,50."))
        if amount != stands:
            self.changes.append((line, month, amount))
        return Cell(name, month, text)


def _amount(text: str, *, currency: str) -> Decimal | None:
    if not text.strip():
        return None
    if len(text) > LONGEST:
        raise ValueError(text)
    return parse_amount(text, currency=currency)
