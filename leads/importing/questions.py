"""What the file leaves open: values outside a fixed set, and dates that can be read both ways."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from leads.importing.asked import readers
from leads.importing.dates import DAY_FIRST, MONTH_FIRST, SERIAL, is_ambiguous, order_of
from leads.importing.fields import DATES, FIELDS
from leads.importing.plan import Plan
from leads.importing.table import Table

MONTHS_FIRST = ("US", "PH", "FM", "PW", "AS", "GU", "MP")
"""Countries that write the month before the day."""


@dataclass(frozen=True)
class Question:
    """`theirs` is empty for the order of dates. `answer` is the one given before, else the proposal."""

    field: str
    theirs: str
    times: int
    choices: tuple[tuple[str, str], ...]
    answer: str
    example: str = ""

    @property
    def label(self):
        return FIELDS[self.field].label


def questions(table: Table, plan: Plan) -> list[Question]:
    """Everything that can be asked about, in the order of the columns; answered ones carry the answer."""
    found = []
    for header in filter(plan.columns.get, table.headers):
        name = plan.columns[header]
        if name in readers:
            found += _values(name, table.column(header), plan)
        elif name in DATES and is_ambiguous(table.column(header)) and not _shown(table, plan):
            found.append(_order(name, table.column(header), plan))
    return found


def unanswered(table: Table, plan: Plan) -> list[Question]:
    return [
        each
        for each in questions(table, plan)
        if (plan.answered(each.field, each.theirs) is None if each.theirs else each.field not in plan.orders)
    ]


def settle_orders(table: Table, plan: Plan) -> dict[str, str]:
    """The order of day and month of each date field: what its column shows, else another column, else what was answered."""
    elsewhere = _shown(table, plan)
    return {name: order_of(table.column(header)) or elsewhere or plan.orders.get(name, "") for header, name in _dates(table, plan)}


def _shown(table: Table, plan: Plan) -> str:
    """What the dates of the file show, where they agree: a program writes them all in one order."""
    orders = {order_of(table.column(header)) for header, _name in _dates(table, plan)} - {"", SERIAL}
    return orders.pop() if len(orders) == 1 else ""


def _dates(table: Table, plan: Plan) -> list[tuple[str, str]]:
    return [(header, plan.columns[header]) for header in table.headers if plan.columns.get(header) in DATES]


def _values(name: str, cells: list[str], plan: Plan) -> list[Question]:
    reader = readers[name]()
    return [
        Question(
            field=name,
            theirs=text,
            times=times,
            choices=tuple(reader.choices(text)),
            answer=plan.answered(name, text) or reader.proposal(text),
        )
        for text, times in Counter(cells).most_common()
        if reader.known(text) is None
    ]


def _order(name: str, cells: list[str], plan: Plan) -> Question:
    usual = MONTH_FIRST if plan.country in MONTHS_FIRST else DAY_FIRST
    choices = ((DAY_FIRST, _("Day first")), (MONTH_FIRST, _("Month first")))
    return Question(name, "", len(cells), choices, plan.orders.get(name, usual), example=cells[0])
