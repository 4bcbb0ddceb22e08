"""What marketing cost and what it brought, per source or campaign. METRICS.md, "Marketing".

Everything is about one cohort: the leads received in the period, the clients they became by now, and all that these clients have
bought by now. Leads, spend and sales are each summed on their own and meet by key.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg2.sql import SQL

from accounts.models import Business
from reports import counting, sources
from reports.amounts import Moments, mean_range
from reports.counting import Row, Tally
from reports.periods import Period
from reports.spend import CENT, Spent, cuts_a_month, spent_by
from reports.stats import Interval

GROUPS = ("source", "campaign")

# A row a group, and one of all: leads whose clients bought for a known amount or did not buy at all, those clients, and the sums of
# what each client brought, its square and its cube; the same of the leads old enough to judge; sales of an amount nobody knows.
RETURNS = SQL("""
, bought AS (
    SELECT contact_id, sum(net)::float8 AS net, count(*) FILTER (WHERE amount IS NULL) AS unknown FROM sales_sale
    WHERE reversed_at IS NULL AND (sold_at IS NULL OR sold_at < %(as_of)s) GROUP BY contact_id
), told AS (
    SELECT grouped, received_on, CASE WHEN converted THEN net ELSE 0 END AS net, CASE WHEN converted THEN unknown END AS unknown,
           received_on + %(within)s < %(as_of_day)s AND (NOT converted OR won_on IS NOT NULL) AS mature
    FROM facts LEFT JOIN bought ON converted AND contact_id = client_id
)
SELECT GROUPING(grouped), grouped, min(received_on), sum(unknown),
       count(net), count(*) FILTER (WHERE net > 0), sum(net), sum(net ^ 2), sum(net ^ 3),
       count(net) FILTER (WHERE mature), count(*) FILTER (WHERE mature AND net > 0),
       sum(net) FILTER (WHERE mature), sum(net ^ 2) FILTER (WHERE mature), sum(net ^ 3) FILTER (WHERE mature)
FROM told GROUP BY GROUPING SETS ((grouped), ())
""")

# A row a group and day: what the clients of the period's leads bought on it.
BY_DAY = SQL("""
SELECT grouped, (s.sold_at AT TIME ZONE %(zone)s)::date AS day, sum(s.net)
FROM facts JOIN sales_sale s ON s.contact_id = client_id
WHERE converted AND s.reversed_at IS NULL AND s.sold_at < %(as_of)s AND s.net > 0 GROUP BY grouped, day ORDER BY day
""")

type Days = list[tuple[date, Decimal]]


@dataclass(frozen=True)
class Returns:
    """What the clients of some leads brought: `all` lead by lead, `mature` of those old enough; None of an amount nobody knows."""

    first_lead: date | None = None
    unknown: int = 0
    all: Moments = field(default_factory=Moments)
    mature: Moments = field(default_factory=Moments)


@dataclass(frozen=True)
class MoneyRow:
    """One source or campaign. `paid_back_after`: days from its first lead or spend to the sale with which what is left of sales
    passed the spend; None: not yet, or nothing was spent."""

    counted: Row
    returns: Returns
    margin: Decimal
    paid_back_after: int | None = None

    @property
    def key(self) -> str | None:
        return self.counted.key

    @property
    def label(self) -> str:
        return self.counted.label

    @property
    def spend(self) -> Decimal | None:
        return self.counted.spend

    @property
    def acquisition_cost(self) -> Decimal | None:
        """Spend ÷ clients of the leads received in the period; None without spend, and with no client yet."""
        return self.spend / self.counted.clients if self.spend is not None and self.counted.clients else None

    @property
    def acquisition_range(self) -> Interval | None:
        """From Wilson's range of the share of leads won so far; spend and leads are what they are."""
        if self.acquisition_cost is None:
            return None
        rate, spend = self.counted.to_date, float(self.spend)
        return Interval(spend / (self.counted.leads * rate.high), spend / (self.counted.leads * rate.low))

    @property
    def acquired_for_at_least(self) -> float | None:
        """With no client yet: the cost there would be at the upper end of the range of the share won."""
        if self.acquisition_cost is not None or not self.spend or not self.counted.leads:
            return None
        return float(self.spend) / (self.counted.leads * self.counted.to_date.high)

    @property
    def revenue(self) -> Decimal | None:
        """Net standing sales of the cohort's clients to date. 0 with no client; None with clients whose amounts nobody knows."""
        if self.counted.clients and not self._clients_known:
            return None
        return Decimal(str(round(self.returns.all.total, 2))).quantize(CENT)

    @property
    def _clients_known(self) -> int:
        return self.counted.clients - (self.counted.leads - self.returns.all.n)

    @property
    def left_of_sales(self) -> Decimal | None:
        """Revenue × gross margin."""
        return None if self.revenue is None else (self.revenue * self.margin).quantize(CENT)

    @property
    def return_on_investment(self) -> float | None:
        """(Revenue × margin − spend) ÷ spend; None without spend."""
        return None if not self.spend or self.revenue is None else float((self.revenue * self.margin - self.spend) / self.spend)

    @property
    def return_range(self) -> Interval | None:
        """From the range of what a lead brought (`amounts.mean_range`); None with fewer than five clients who paid a known amount."""
        found = mean_range(self.returns.all)
        if self.return_on_investment is None or found is None:
            return None
        scale = self.returns.all.n * float(self.margin) / float(self.spend)
        return Interval(found.low * scale - 1, found.high * scale - 1)

    @property
    def has_paid_back(self) -> bool:
        return bool(self.return_on_investment is not None and self.return_on_investment > 0)

    def as_dict(self) -> dict:
        """The row as the command, CSV, XLSX and JSON give it: returns as shares (1: as much again), None for "–"."""
        cost, back = self.acquisition_range, self.return_range
        return {
            "label": self.label,
            "leads": self.counted.leads,
            "clients": self.counted.clients,
            "immature": self.counted.is_immature,
            "spend": _plain(self.spend),
            "cost_per_lead": _plain(self.counted.cost_per_lead),
            "acquisition_cost": _plain(self.acquisition_cost),
            "acquisition_cost_low": _plain(cost and cost.low),
            "acquisition_cost_high": _plain(cost and cost.high),
            "revenue": _plain(self.revenue),
            "return_on_investment": self.return_on_investment,
            "return_low": back and back.low,
            "return_high": back and back.high,
            "payback_days": self.paid_back_after,
            "amounts_unknown": self.returns.unknown,
        }


def _plain(amount: Decimal | float | None) -> float | None:
    return None if amount is None else round(float(amount), 2)


COLUMNS = tuple(MoneyRow(Row(None, ""), Returns(), Decimal(1)).as_dict())


@dataclass(frozen=True)
class Report:
    """`rows` by spend, most first; `total` holds every lead, spent for or not."""

    by: str
    period: Period
    as_of: datetime
    zone: str
    within_days: int
    margin: Decimal
    rows: tuple[MoneyRow, ...]
    total: MoneyRow
    left_out: dict[str, int]
    spend_is_cut: bool = False
    columns: tuple[str, ...] = field(default=COLUMNS)

    def row(self, key: str | None) -> MoneyRow | None:
        return next((row for row in self.rows if row.key == key), None)

    def table(self) -> list[list]:
        return [list(COLUMNS), *(list(row.as_dict().values()) for row in (*self.rows, self.total))]

    @property
    def footer(self) -> str:
        left_out = ", ".join(f"{count} {reason}" for reason, count in self.left_out.items() if count)
        return f"{self.period.label()}, as of {self.as_of.isoformat()}. Left out: {left_out or 'none'}."

    def as_dict(self) -> dict:
        return {
            "report": "money",
            "by": self.by,
            "from": self.period.first_day and self.period.first_day.isoformat(),
            "to": self.period.last_day and self.period.last_day.isoformat(),
            "as_of": self.as_of.isoformat(),
            "zone": self.zone,
            "within_days": self.within_days,
            "gross_margin": float(self.margin),
            "rows": [row.as_dict() for row in self.rows],
            "total": self.total.as_dict(),
            "left_out": self.left_out,
        }


def report(period: Period, *, business: Business, by: str = "source", as_of: datetime | None = None) -> Report:
    """Spend of `period`, the leads received in it, and what their clients brought by `as_of` (now). Six queries, however many leads.

    Spend and margin are as they are entered now. Raises KeyError for another `by`.
    """
    moment = as_of or timezone.now()
    told = {"period": period, "business": business, "by": by, "as_of": moment}
    past = counting.until(period, moment.astimezone(business.zone).date())
    spent = spent_by(by, past) if past else {}
    rows, total = _rows(counting.tally(**told), spent, told=told, names=sources.labels(by))
    left_out = counting.left_out(period, business=business, as_of=moment) | {"amount_unknown": total.returns.unknown}
    return Report(
        by=by,
        period=period,
        as_of=moment,
        zone=business.time_zone,
        within_days=business.within_days,
        margin=business.margin,
        rows=tuple(sorted(rows, key=lambda one: (-(one.spend or 0), -one.counted.leads, one.key is None, one.label))),
        total=total,
        left_out=left_out,
        spend_is_cut=bool(spent) and cuts_a_month(past),
    )


def _rows(found: Tally, spent: dict[str | None, Spent], *, told: dict, names: dict) -> tuple[list[MoneyRow], MoneyRow]:
    """Leads, spend and returns joined by key; a source with spend and no leads is a row too."""
    margin = told["business"].margin
    returns, whole = _returns(counting.facts(RETURNS, **told))
    by_day, all_days = _by_day(counting.facts(BY_DAY, **told))

    def joined(counted: Row, back: Returns, there: Spent | None, days: Days) -> MoneyRow:
        counted = replace(counted, spend=there and there.amount)
        return MoneyRow(counted, back, margin, _paid_back_after(days, there, first_lead=back.first_lead, margin=margin))

    rows = []
    for key in found.rows | spent:
        counted = replace(found.rows.get(key) or Row(key, ""), label=names.get(key, str(key)))
        rows.append(joined(counted, returns.get(key) or Returns(), spent.get(key), by_day.get(key, [])))
    return rows, joined(replace(found.total, label=_("All")), whole, _together(spent), all_days)


def _returns(rows: list[tuple]) -> tuple[dict[str | None, Returns], Returns]:
    """Per group, and of all leads together."""
    groups: dict[str | None, Returns] = {}
    whole = Returns()
    for is_total, key, first_lead, unknown, *sums in rows:
        numbers = [number or 0 for number in sums]
        one = Returns(first_lead, int(unknown or 0), Moments(*numbers[:5]), Moments(*numbers[5:]))
        if is_total:
            whole = one
        else:
            groups[key] = one
    return groups, whole


def _by_day(rows: list[tuple]) -> tuple[dict[str | None, Days], Days]:
    groups: dict[str | None, Days] = defaultdict(list)
    everything: dict[date, Decimal] = defaultdict(Decimal)
    for key, day, net in rows:
        groups[key].append((day, net))
        everything[day] += net
    return groups, sorted(everything.items())


def _together(spent: dict[str | None, Spent]) -> Spent | None:
    if not spent:
        return None
    return Spent(sum((one.amount for one in spent.values()), Decimal(0)), min(one.since for one in spent.values()))


def _paid_back_after(days: Days, spent: Spent | None, *, first_lead: date | None, margin: Decimal) -> int | None:
    if spent is None or not spent.amount:
        return None
    so_far = Decimal(0)
    for day, net in days:
        so_far += net * margin
        if so_far > spent.amount:
            return (day - min(first_lead or spent.since, spent.since)).days
    return None
