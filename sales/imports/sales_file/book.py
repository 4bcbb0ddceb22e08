"""Which sales are here already: by their id elsewhere, by their invoice, by the row itself, or entered here by hand."""

import hashlib
import uuid
from collections import Counter
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from leads.imports.rows.drafts import Draft
from leads.imports.rows.repeats import Repeats
from leads.imports.table import Table
from leads.models import Contact
from leads.models.source import name_key
from sales.models import Sale

LINES = uuid.UUID("0f3c5a52-8f0e-5d4b-9a55-1d3f7f0c2b61")
NEAR = timedelta(days=31)


def line_of(ident: str, *, system: str = "") -> str:
    """`Sale.line` for the id that a sale has in a program."""
    return _line_of(f"line {ident} of {system}" if system else f"line {ident}")


def _line_of(key: str) -> str:
    return str(uuid.uuid5(LINES, key))


class Invoices:
    """Which invoices of the file have one row only. Reads the file once; a number of 64 bits an invoice is kept."""

    def __init__(self, table: Table, headers: list[str]):
        seen, places = Repeats(), [table.index(header) for header in headers]
        self.several: set[int] = set()
        for row in table.rows if places else ():
            for cell in filter(None, (row.cells[at].strip() for at in places)):
                if seen.count(_number_of(cell)) == 2:
                    self.several.add(_number_of(cell))

    def is_lone(self, invoice: str) -> bool:
        return _number_of(invoice) not in self.several


def _number_of(invoice: str) -> int:
    return int.from_bytes(hashlib.blake2b(name_key(invoice).encode(), digest_size=8).digest())


class Book:
    """`system`: the program the ids are from. Two queries a batch."""

    def __init__(self, invoices: Invoices, *, system: str = ""):
        self.invoices, self.system = invoices, system
        self.lines: dict[int, str] = {}
        self.times: Counter[str] = Counter()
        self.forget()

    def forget(self) -> None:
        self.by_line: dict[str, Sale] = {}
        self.by_invoice: dict[str, list[Sale]] = {}

    def load(self, drafts: list[Draft]) -> None:
        sales = Sale.objects.select_related("contact", "product", "opportunity__lead")
        self.by_line |= {sale.line: sale for sale in sales.filter(line__in=[self.line(draft) for draft in drafts])}
        for sale in sales.filter(invoice__in={draft.invoice for draft in drafts} - {""}).order_by("pk"):
            self.keep(self.by_line.get(sale.line, sale))

    def keep(self, sale: Sale) -> None:
        if sale.line:
            self.by_line[sale.line] = sale
        same = self.by_invoice.setdefault(name_key(sale.invoice), []) if sale.invoice else []
        if sale.pk not in [each.pk for each in same]:
            same.append(sale)

    def line(self, draft: Draft) -> str:
        """What the row is known by when its file comes again; asked again for the same row, the same answer."""
        if draft.row not in self.lines:
            self.lines[draft.row] = self._line(draft)
        return self.lines[draft.row]

    def _line(self, draft: Draft) -> str:
        if draft.line:
            return line_of(draft.line, system=self.system)
        if not draft.invoice:
            return str(draft.key)
        if self.is_lone(draft):
            return _line_of(f"invoice {name_key(draft.invoice)}")
        said = f"invoice {name_key(draft.invoice)} {name_key(draft.product)} {name_key(draft.what)}"
        self.times[said] += 1
        return _line_of(f"{said} {self.times[said]}")

    def is_lone(self, draft: Draft) -> bool:
        """The only row of its invoice."""
        return self.invoices.is_lone(draft.invoice)

    def find(self, draft: Draft) -> Sale | None:
        """The sale the row is about. Raises ValidationError when it may be any of several."""
        if self.line(draft) in self.by_line:
            return self.by_line[self.line(draft)]
        same = self.by_invoice.get(name_key(draft.invoice), []) if draft.invoice and not draft.line else []
        if not self.is_lone(draft) or not same:
            return None
        if len(same) > 1:
            told = {"number": draft.invoice}
            raise ValidationError(_("Several sales here have the invoice number %(number)s. Give each row an id of the sale.") % told)
        return same[0]

    def by_hand(self, draft: Draft, contact: Contact) -> Sale | None:
        """The same sale entered here by hand, before its invoice was known: to them, of that day and that amount."""
        if not (draft.sold_at and draft.amount is not None):
            return None
        day = timezone.localdate(draft.sold_at)
        around = (draft.sold_at - NEAR, draft.sold_at + NEAR)
        near = contact.sales.standing().filter(line=None, invoice__in=("", draft.invoice), sold_at__range=around)
        alike = [sale for sale in near.select_related("opportunity__lead", "product") if sale.amount in (None, draft.amount)]
        same = next((sale for sale in alike if timezone.localdate(sale.sold_at) == day), None)
        if same is None and any(sale.amount is not None for sale in alike):
            draft.warnings.append(_("A sale of that amount was entered here by hand within a month of it. If it is the same, reverse one."))
        return same
