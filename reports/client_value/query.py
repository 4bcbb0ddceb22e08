"""What clients are worth: what they buy, whether they come back, and whom they send. METRICS.md, "Sales".

Revenue is about the period; everything else is of all time up to as_of, since it takes years to be seen.
"""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db.models import Count, Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.amounts import Share
from accounts.current_business import amount_cell
from accounts.models import Business
from leads.models import Lead
from reports.core.base import BaseReport
from reports.core.filters import ALL_LEADS, LeadFilters
from reports.core.periods import Period, shift_months
from reports.metrics import client_figures
from reports.metrics.client_figures import Asking, Bought, Cell, Habits, Value
from reports.overview.query import comparable
from reports.sources import query as sources
from reports.statistics.amounts import Estimate, Moments, difference, mean_range
from reports.statistics.stats import Interval, wilson
from sales.models import Sale

SENDERS = 25
"""Those who sent most who became clients; the others are in the totals."""


@dataclass(frozen=True)
class ValueRow:
    """The clients that one source won (key None: none recorded), or all."""

    key: str | None
    label: str
    value: Value


@dataclass(frozen=True)
class Cohort:
    """The clients who first bought in one quarter."""

    first_day: date
    clients: int
    cells: tuple[Cell, ...]

    @property
    def period(self) -> Period:
        return Period(self.first_day, shift_months(self.first_day, 3))

    def is_mature(self, cell: Cell) -> bool:
        return cell.clients == self.clients


@dataclass(frozen=True)
class Sender:
    """Somebody who sent others: `sent` new-business enquiries, `clients` people of them who became clients. `key`: of the contact."""

    key: int
    name: str
    is_client: bool
    sent: int
    clients: int


@dataclass(frozen=True)
class Referrals:
    """`senders` holds the first 25; the sums are of all of them."""

    senders: tuple[Sender, ...]
    people: int
    sent: int
    clients: int


@dataclass(frozen=True)
class Figure:
    """A line of the file: what of whom; `n` of `of`; the value in its 95 % range."""

    figure: str
    label: str = ""
    n: int | None = None
    of: int | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None

    @classmethod
    def mean(cls, figure: str, amounts: Moments, *, clients: int, label: str = "") -> "Figure":
        result = mean_range(amounts)
        values = (amounts.mean, result and result.low, result and result.high)
        return cls(figure, label, amounts.n, clients, *map(amount_cell, values))

    @classmethod
    def rate(cls, figure: str, n: int, of: int, *, label: str = "") -> "Figure":
        result = wilson(n, of)
        values = (n / of if of else None, result and result.low, result and result.high)
        return cls(figure, label, n, of, *map(Share.of, values))


COLUMNS = tuple(Figure.__dataclass_fields__)


@dataclass(frozen=True, kw_only=True)
class Report(BaseReport):
    """`before` None: nothing to compare with. `rows`: value by source, most clients first; `total`: of all clients."""

    name = "clients"

    within_days: int
    last_year: Period
    now: Bought
    before: Bought | None
    rows: tuple[ValueRow, ...]
    total: ValueRow
    habits: Habits
    cohorts: tuple[Cohort, ...]
    referrals: Referrals
    columns: tuple[str, ...] = COLUMNS

    @property
    def change(self) -> Estimate | None:
        """Average per client now minus before, where both have a range. Clients of both periods make it wider than it need be."""
        if self.before is None:
            return None
        now, before = mean_estimate(self.now.amounts), mean_estimate(self.before.amounts)
        return difference(now, before) if now and before else None

    @property
    def retention(self) -> Interval | None:
        return wilson(self.habits.again, self.habits.before)

    @property
    def repeat(self) -> Interval | None:
        return wilson(self.habits.repeat, self.habits.clients)

    @property
    def share_of_wallet(self) -> float | None:
        """Our net sales of the last 12 months ÷ what the same clients say they spend a year; a ratio of what is known, no sample."""
        return float(self.habits.ours / self.habits.stated) if self.habits.stated else None

    def figures(self) -> list[Figure]:
        bought = [(name, spent) for name, spent in (("", self.now), ("_before", self.before)) if spent]
        lines = [Figure(f"revenue{name}", n=spent.clients, value=amount_cell(spent.revenue)) for name, spent in bought]
        lines += [Figure.mean(f"average_per_client{name}", spent.amounts, clients=spent.clients) for name, spent in bought]
        for row in (*self.rows, self.total):
            value = row.value
            parts = (("12", value.short, value.short_clients), ("24", value.long, value.long_clients), ("ever", value.ever, value.clients))
            lines += [Figure.mean(f"value_{name}", amounts, clients=n, label=row.label) for name, amounts, n in parts]
        habits = self.habits
        lines += [Figure.rate("retention", habits.again, habits.before), Figure.rate("repeat", habits.repeat, habits.clients)]
        lines.append(Figure("share_of_wallet", n=habits.spending_known, of=habits.clients, value=Share.of(self.share_of_wallet)))
        for cohort in self.cohorts:
            name = f"{cohort.first_day.year}-Q{(cohort.first_day.month + 2) // 3}"
            lines += [Figure.rate(f"came_back_year_{cell.year}", cell.came, cell.clients, label=name) for cell in cohort.cells]
        lines += [Figure("referred", sender.name, n=sender.clients, of=sender.sent) for sender in self.referrals.senders]
        return [*lines, Figure("referred", _("All"), n=self.referrals.clients, of=self.referrals.sent)]

    @property
    def left_out(self) -> dict[str, int]:
        return {"amount_unknown": self.now.unknown}

    def table(self) -> list[list]:
        return [list(COLUMNS), *([getattr(figure, name) for name in COLUMNS] for figure in self.figures())]

    @property
    def note(self) -> str:
        return f"Left out: {self.now.unknown} amount_unknown." if self.now.unknown else "Left out: none."

    def as_dict(self) -> dict:
        return {
            **self.head(),
            "rows": [asdict(figure) for figure in self.figures()],
            "left_out": self.left_out,
        }


def report(period: Period, *, business: Business, as_of: datetime | None = None, only: LeadFilters = ALL_LEADS) -> Report:
    """Sales of `period` and before, and what clients are worth, as things stood at `as_of` (now). Nine queries, however many clients.

    A period under way is compared with as many days of the one before, none that begins before the first sale.
    """
    moment = as_of or timezone.now()
    asking = Asking(business, moment, only)
    now, before = comparable(period, today=asking.today, first_day=_first_sale(asking))
    groups, whole = client_figures.values(asking=asking)
    names = sources.labels("source")
    rows = [ValueRow(key, names.get(key, str(key)), value) for key, value in groups.items()]
    return Report(
        period=period,
        as_of=moment,
        zone=business.time_zone,
        within_days=business.within_days,
        only=only,
        last_year=asking.last_year,
        now=client_figures.bought_in(now, asking=asking),
        before=client_figures.bought_in(before, asking=asking) if before else None,
        rows=tuple(sorted(rows, key=lambda row: (-row.value.clients, row.key is None, row.label))),
        total=ValueRow("", _("All"), whole),
        habits=client_figures.habits(asking=asking),
        cohorts=tuple(Cohort(*cohort) for cohort in client_figures.cohorts(asking=asking)),
        referrals=_referrals(asking),
    )


def mean_estimate(amounts: Moments) -> Estimate | None:
    result = mean_range(amounts)
    return result and Estimate(amounts.mean, result.low, result.high)


def _first_sale(asking: Asking) -> date | None:
    first = Sale.objects.standing().filter(sold_at__lt=asking.as_of).aggregate(first=Min("sold_at"))["first"]
    return first.astimezone(asking.business.zone).date() if first else None


def _referrals(asking: Asking) -> Referrals:
    """New-business enquiries that somebody is named to have sent, by that person. Two queries."""
    came = Q(received_at=None) | Q(received_at__lt=asking.as_of)
    sent = Lead.objects.new_business().filter(came, asking.only.q(), referred_by__isnull=False)
    client = Q(contact__client_lead__isnull=False) & (Q(contact__client_since=None) | Q(contact__client_since__lt=asking.as_of))
    sums = {"n": Count("pk"), "won": Count("contact", filter=client, distinct=True)}
    total = sent.aggregate(**sums, people=Count("referred_by", distinct=True))
    by = sent.order_by().values_list("referred_by", "referred_by__name", "referred_by__company", "referred_by__client_lead")
    result = by.annotate(**sums).order_by("-won", "-n", "referred_by__sort_name", "referred_by")[:SENDERS]
    senders = tuple(Sender(key, name or company or str(_("No name")), bool(lead), n, won) for key, name, company, lead, n, won in result)
    return Referrals(senders, total["people"], total["n"], total["won"])
