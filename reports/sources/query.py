"""Which sources bring leads, and how many of those become clients. The page, its picture, CSV, JSON and the command read one `Report`."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Business
from leads.export.columns import BLANK
from leads.models import Campaign, Channel, Source
from reports.core.base import CountedReport
from reports.core.filters import ALL_LEADS, LeadFilters
from reports.core.periods import Period
from reports.metrics import counting
from reports.metrics import credit as crediting
from reports.metrics.counting import MONEY_COLUMNS, Row
from reports.metrics.spend import cuts_a_month, spend_by
from reports.statistics import stats

GROUPS = ("source", "channel", "campaign")


@dataclass(frozen=True, kw_only=True)
class Report(CountedReport):
    """`rows` by leads, most first; `total` counts every lead once; `left_out` counts those that are no new business."""

    name = "sources"

    by: str
    within_days: int
    rows: tuple[Row, ...]
    total: Row
    with_cost: bool = True
    credit: str = crediting.FIRST
    """Which source a lead counts for (`reports.metrics.credit`). In equal shares counts are no whole numbers, and rows are not compared."""
    spend_is_cut: bool = False
    """Some of the spend is a share of a month that the period cuts."""
    first_sale: date | None = None
    """The day of the first sale on record, where sales of leads from before it are probably missing."""

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(name for name in counting.COLUMNS if self.with_cost or name not in MONEY_COLUMNS)

    @property
    def flags(self) -> dict[str, int]:
        """What is counted though it looks wrong."""
        return {"won_before_received": self.total.won_before_received}

    def table(self) -> list[list]:
        """The rows as CSV has them: names, then each row, the total last."""
        plain = [row.as_dict() for row in (*self.rows, self.total)]
        return [list(self.columns), *([row[name] for name in self.columns] for row in plain)]

    def as_dict(self) -> dict:
        def plain(row: Row) -> dict:
            values = row.as_dict()
            return {name: values[name] for name in self.columns}

        return {
            **self.head(),
            "by": self.by,
            **({} if self.credit == crediting.FIRST else {"credit": self.credit}),
            "within_days": self.within_days,
            "rows": [plain(row) for row in self.rows],
            "total": plain(self.total),
            "left_out": self.left_out,
            "flags": self.flags,
            "sales_on_record_since": self.first_sale and self.first_sale.isoformat(),
        }


def report(
    period: Period,
    *,
    business: Business,
    by: str = "source",
    as_of: datetime | None = None,
    with_cost: bool = True,
    only: LeadFilters = ALL_LEADS,
    credit: str = crediting.FIRST,
) -> Report:
    """Leads received in `period`, by source, channel or campaign, as things stood at `as_of` (now), of those narrowed to.

    Six queries, however many leads; one less without cost, for those who may not see money. There is no cost either where
    it is narrowed by what spend is not entered by. `credit` is about sources alone, and about all of them: narrowed to one
    it is the first. In equal shares it asks once more. Raises KeyError for another `by`.
    """
    moment, with_cost = as_of or timezone.now(), with_cost and only.spares_spend
    if by != "source" or only.source:
        credit = crediting.FIRST
        tally = counting.tally(period, business=business, by=by, as_of=moment, only=only)
    else:
        tally = crediting.tally(period, business=business, credit=credit, as_of=moment, only=only)
    left_out = counting.left_out(period, business=business, as_of=moment, only=only) | {"date_unknown": tally.total.date_unknown}
    past = counting.until(period, moment.astimezone(business.zone).date())
    spend = spend_by(by, past, only=only) if with_cost and past else {}
    rows = joined(tally.rows, spend, labels=labels(by))
    return Report(
        by=by,
        period=period,
        as_of=moment,
        zone=business.time_zone,
        within_days=business.within_days,
        rows=judged(rows) if credit != crediting.EQUAL else tuple(rows),
        total=replace(tally.total, label=_("All"), spend=sum(spend.values(), Decimal(0)) if spend else None),
        left_out=left_out,
        with_cost=with_cost,
        only=only,
        credit=credit,
        spend_is_cut=bool(spend) and cuts_a_month(past),
        first_sale=counting.sales_missing_until(period, business=business, as_of=moment),
    )


def joined(rows: dict[str | None, Row], spend: dict[str | None, Decimal], *, labels: dict[str | None, str]) -> list[Row]:
    """Join leads and spend, each summed before; a source with spend and no leads is a row too. Most leads first, blank last of equals."""
    named = [replace(rows.get(key) or Row(key, ""), label=labels.get(key, key), spend=spend.get(key)) for key in rows | spend]
    return sorted(named, key=lambda row: (-row.leads, row.key is None, row.label))


def judged(rows: list[Row]) -> tuple[Row, ...]:
    verdicts = stats.against_the_rest([(row.converted_within, row.mature_leads) for row in rows])
    return tuple(replace(row, verdict=verdict) for row, verdict in zip(rows, verdicts, strict=True))


def labels(by: str) -> dict[str | None, str]:
    """The name of each key that leads are counted by. One query, none for channels."""
    blank = {None: BLANK}
    if by == "channel":
        return {str(value): str(label) for value, label in Channel.choices} | blank
    named = (Source if by == "source" else Campaign).objects.values_list("pk", "name")
    return {str(pk): name for pk, name in named} | blank
