"""What marketing cost and what it brought, per source or campaign. METRICS.md, "Marketing".

Everything is about one cohort: the leads received in the period, the clients they became by now, and all that these clients have
bought by now. Leads, spend and sales are each summed on their own and meet by key.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.amounts import Share
from accounts.current_business import amount_cell, to_the_cent
from accounts.models import Business
from reports.core.base import CountedReport
from reports.core.filters import ALL_LEADS, LeadFilters
from reports.core.periods import Period, PeriodError
from reports.metrics import counting, returns
from reports.metrics.counting import Row, Tally
from reports.metrics.returns import Returns
from reports.metrics.spend import Spent, cuts_a_month, spent_by
from reports.sources import query as sources
from reports.statistics.amounts import mean_range
from reports.statistics.stats import Interval

GROUPS = ("source", "campaign")


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
        return to_the_cent(Decimal(str(self.returns.all.total)))

    @property
    def _clients_known(self) -> int:
        return self.counted.clients - (self.counted.leads - self.returns.all.n)

    @property
    def left_of_sales(self) -> Decimal | None:
        """Revenue × gross margin."""
        return None if self.revenue is None else to_the_cent(self.revenue * self.margin)

    @property
    def return_on_investment(self) -> float | None:
        """(Revenue × margin − spend) ÷ spend; None without spend."""
        return None if not self.spend or self.revenue is None else float((self.revenue * self.margin - self.spend) / self.spend)

    @property
    def return_range(self) -> Interval | None:
        """From the range of what a lead brought (`amounts.mean_range`); None with fewer than five clients who paid a known amount."""
        result = mean_range(self.returns.all)
        if self.return_on_investment is None or result is None:
            return None
        scale = self.returns.all.n * float(self.margin) / float(self.spend)
        return Interval(result.low * scale - 1, result.high * scale - 1)

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
            "spend": amount_cell(self.spend),
            "cost_per_lead": amount_cell(self.counted.cost_per_lead),
            "acquisition_cost": amount_cell(self.acquisition_cost),
            "acquisition_cost_low": amount_cell(cost and cost.low),
            "acquisition_cost_high": amount_cell(cost and cost.high),
            "revenue": amount_cell(self.revenue),
            "return_on_investment": Share.of(self.return_on_investment),
            "return_low": Share.of(back and back.low),
            "return_high": Share.of(back and back.high),
            "payback_days": self.paid_back_after,
            "amounts_unknown": self.returns.unknown,
        }


COLUMNS = tuple(MoneyRow(Row(None, ""), Returns(), Decimal(1)).as_dict())


@dataclass(frozen=True, kw_only=True)
class Report(CountedReport):
    """`rows` by spend, most first; `total` holds every lead, spent for or not, `paid` those of the rows with spend."""

    name = "money"

    by: str
    within_days: int
    margin: Decimal
    rows: tuple[MoneyRow, ...]
    paid: MoneyRow
    total: MoneyRow
    spend_is_cut: bool = False
    columns: tuple[str, ...] = field(default=COLUMNS)

    def row(self, key: str | None) -> MoneyRow | None:
        return next((row for row in self.rows if row.key == key), None)

    def table(self) -> list[list]:
        return [list(COLUMNS), *(list(row.as_dict().values()) for row in (*self.rows, self.paid, self.total))]

    def as_dict(self) -> dict:
        return {
            **self.head(),
            "by": self.by,
            "within_days": self.within_days,
            "gross_margin": float(self.margin),
            "rows": [row.as_dict() for row in self.rows],
            "paid": self.paid.as_dict(),
            "total": self.total.as_dict(),
            "left_out": self.left_out,
        }


def report(
    period: Period, *, business: Business, by: str = "source", as_of: datetime | None = None, only: LeadFilters = ALL_LEADS
) -> Report:
    """Spend of `period`, the leads received in it, and what their clients brought by `as_of` (now), of those narrowed to.

    Six queries, however many leads. Spend and margin are as they are entered now; there is no spend where it is narrowed by what
    spend is not entered by. Raises KeyError for another `by`.
    """
    moment = as_of or timezone.now()
    params = {"period": period, "business": business, "by": by, "as_of": moment, "only": only}
    past = counting.until(period, moment.astimezone(business.zone).date())
    spent = spent_by(by, past, only=only) if past and only.spares_spend else {}
    rows, paid, total = _rows(counting.tally(**params), spent, params=params, names=sources.labels(by))
    left_out = counting.left_out(period, business=business, as_of=moment, only=only) | {"amount_unknown": total.returns.unknown}
    return Report(
        by=by,
        period=period,
        as_of=moment,
        zone=business.time_zone,
        within_days=business.within_days,
        margin=business.margin,
        rows=tuple(sorted(rows, key=lambda row: (-(row.spend or 0), -row.counted.leads, row.key is None, row.label))),
        paid=paid,
        total=total,
        left_out=left_out,
        only=only,
        spend_is_cut=bool(spent) and cuts_a_month(past),
    )


def _rows(tally: Tally, spent: dict[str | None, Spent], *, params: dict, names: dict) -> tuple[list[MoneyRow], MoneyRow, MoneyRow]:
    """Leads, spend and returns joined by key; a source with spend and no leads is a row too. Then those with spend, then all."""
    margin = params["business"].margin
    brought, whole = returns.by_group(**params)
    days = returns.by_day(**params)

    def joined(counted: Row, back: Returns, there: Spent | None, days: dict[date, Decimal]) -> MoneyRow:
        counted = replace(counted, spend=there and there.amount)
        return MoneyRow(counted, back, margin, _paid_back_after(days, there, first_lead=back.first_lead, margin=margin))

    rows = []
    for key in tally.rows | spent:
        counted = replace(tally.rows.get(key) or Row(key, ""), label=names.get(key, str(key)))
        rows.append(joined(counted, brought.get(key) or Returns(), spent.get(key), days.get(key, {})))
    paid = [row for row in rows if row.spend]
    paid_days = returns.sum_of_days(days[row.key] for row in paid if row.key in days)
    counted, back = added([row.counted for row in paid], label=_("With spend")), returns.added([row.returns for row in paid])
    total = joined(replace(tally.total, label=_("All")), whole, _together(spent), returns.sum_of_days(days.values()))
    return rows, joined(counted, back, _together(spent), paid_days), total


def added(rows: list[Row], *, label: str) -> Row:
    """Several rows as one. The median of days is that of no single row, and stays empty."""
    names = ("leads", "clients", "open", "mature_leads", "converted_within", "won_before_received", "date_unknown")
    return Row(None, label, **{name: sum(getattr(row, name) for row in rows) for name in names})


def _together(spent: dict[str | None, Spent]) -> Spent | None:
    if not spent:
        return None
    return Spent(sum((group.amount for group in spent.values()), Decimal(0)), min(group.since for group in spent.values()))


def _paid_back_after(days: dict[date, Decimal], spent: Spent | None, *, first_lead: date | None, margin: Decimal) -> int | None:
    if spent is None or not spent.amount:
        return None
    so_far = Decimal(0)
    for day, net in sorted(days.items()):
        so_far += net * margin
        if so_far > spent.amount:
            return (day - min(first_lead or spent.since, spent.since)).days
    return None


def for_command(period: Period, *, business: Business, as_of: datetime | None, by: str) -> Report:
    """Raises PeriodError for another `by`."""
    if by not in GROUPS:
        raise PeriodError(_("Spend is entered by source and by campaign, not by channel."))
    return report(period, business=business, by=by, as_of=as_of)
