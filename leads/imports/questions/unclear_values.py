"""What the file leaves open: values outside a fixed set, and dates that can be read both ways."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leads.imports.fields import DATES, FIELDS
from leads.imports.plan import Plan
from leads.imports.questions.choices import LOST, WON, readers
from leads.imports.questions.survey import Cells, surveyed
from leads.imports.table import Table
from leads.imports.values.dates import DAY_FIRST, MIXED, MONTH_FIRST, can_be_both, contradicting, is_ambiguous, order_of, settled
from leads.models.source import name_key

CLOSED_STAGES = {"closed won": WON, "closed lost": LOST}
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
    found, columns = [], surveyed(table, plan).columns
    for header in filter(plan.columns.get, table.headers):
        name = plan.columns[header]
        if name in readers:
            found += _values(name, columns[header], plan)
        elif name in DATES and _is_open(table, header, plan):
            found.append(_order(name, columns[header], plan))
    return found


def unanswered(table: Table, plan: Plan) -> list[Question]:
    return [
        each
        for each in questions(table, plan)
        if (plan.answered(each.field, each.theirs) is None if each.theirs else each.field not in plan.orders)
    ]


def answer_plain(table: Table, plan: Plan) -> None:
    """Answer what nobody needs to be asked about where nobody can be: the stages that every program calls so."""
    for question in unanswered(table, plan):
        outcome = CLOSED_STAGES.get(name_key(question.theirs).replace("-", " ").replace("_", " "))
        if question.field == "stage" and outcome:
            plan.answer(question.field, question.theirs, outcome)


def settle_orders(table: Table, plan: Plan) -> dict[str, str]:
    """The order of day and month of each date field: what its column shows, else another column, else what was answered."""
    elsewhere, orders, columns = _shown(table, plan), {}, surveyed(table, plan).columns
    for header, name in _dates(table, plan):
        cells, answer = columns[header].different, plan.orders.get(name, "")
        own = order_of(cells)
        orders[name] = (settled(cells, answer) or MIXED) if own == MIXED else own or elsewhere or answer
    return orders


def _shown(table: Table, plan: Plan) -> str:
    """What the dates of the file show, where they agree: a program writes them all in one order."""
    columns = surveyed(table, plan).columns
    orders = {order_of(columns[header].different) for header, _name in _dates(table, plan)} & {DAY_FIRST, MONTH_FIRST}
    return orders.pop() if len(orders) == 1 else ""


def _is_open(table: Table, header: str, plan: Plan) -> bool:
    """Whether the order of the column has to be asked about: neither it nor another column shows one, or it contradicts itself."""
    cells = surveyed(table, plan).columns[header].different
    return is_ambiguous(cells) and (order_of(cells) == MIXED or not _shown(table, plan))


def _dates(table: Table, plan: Plan) -> list[tuple[str, str]]:
    return [(header, plan.columns[header]) for header in table.headers if plan.columns.get(header) in DATES]


def _values(name: str, cells: Cells, plan: Plan) -> list[Question]:
    reader = readers[name]()
    return [
        Question(
            field=name,
            theirs=text,
            times=times,
            choices=tuple(reader.choices(text)),
            answer=plan.answered(name, text) or reader.proposal(text),
        )
        for text, times in cells.commonest
        if reader.known(text) is None
    ]


def _order(name: str, cells: Cells, plan: Plan) -> Question:
    """The proposal is what fewer cells contradict, else what is usual in the country of the file."""
    usual = MONTH_FIRST if plan.country in MONTHS_FIRST else DAY_FIRST
    labels = {DAY_FIRST: _("Day first"), MONTH_FIRST: _("Month first")}
    wrong = {order: sum(times for cell, times in cells.counts.items() if contradicting([cell], order)) for order in labels}
    choices = tuple((order, _with_contradictions(label, wrong[order])) for order, label in labels.items())
    likely = min(labels, key=lambda order: (wrong[order], order != usual))
    example = next((cell for cell in cells if can_be_both(cell)), cells.different[0])
    return Question(name, "", len(cells), choices, plan.orders.get(name, likely), example=example)


def _with_contradictions(label: str, count: int) -> str:
    if not count:
        return label
    stays = ngettext("%(order)s; %(n)s row does not fit and stays out", "%(order)s; %(n)s rows do not fit and stay out", count)
    return stays % {"order": label, "n": number_format(count, force_grouping=True)}
