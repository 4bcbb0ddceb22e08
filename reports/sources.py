"""Which sources bring leads, and how many of those become clients. METRICS.md, "Marketing".

One query a grouping counts leads, another sums spend, and Python joins the two, so that neither multiplies the other.
The page, its picture, CSV, JSON and the command all read the same `Report`.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cached_property

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg2.sql import SQL, Identifier

from accounts.models import Business
from leads.models import JUNK, OPEN_STATES, Campaign, Channel, Source, State
from reports import stats
from reports.periods import Period
from reports.spend import spend_by

GROUPS = {"source": "source_id", "channel": "channel", "campaign": "campaign_id"}

# A lead is converted when it is the one that first won its contact. Days are calendar days in the business time zone.
# A lead or a win of unknown time counts to date, but is in neither part of "within N days" nor in days to win.
COUNTS = SQL("""
WITH facts AS (
    SELECT NULLIF(l.{group}::text, '') AS grouped,
           (l.received_at AT TIME ZONE %(zone)s)::date AS received_on,
           (c.client_since AT TIME ZONE %(zone)s)::date AS won_on,
           c.client_lead_id IS NOT NULL AND (c.client_since IS NULL OR c.client_since < %(as_of)s) AS converted,
           l.state = ANY(%(open_states)s) OR l.closed_at >= %(as_of)s AS unfinished
    FROM leads_lead l LEFT JOIN leads_contact own ON own.id = l.contact_id
    LEFT JOIN leads_contact c ON c.client_lead_id = l.id
    WHERE l.state <> %(withdrawn)s AND l.merged_into_id IS NULL AND l.disqualified_for <> ALL(%(junk)s)
      AND NOT (own.client_lead_id IS NOT NULL AND own.client_lead_id <> l.id AND own.client_since IS NOT NULL
               AND l.received_at IS NOT NULL AND own.client_since <= l.received_at)
      AND {window}
), aged AS (
    SELECT *, won_on - received_on AS days,
           received_on + %(within)s < %(as_of_day)s AND (NOT converted OR won_on IS NOT NULL) AS mature
    FROM facts
)
SELECT grouped,
       count(*),
       count(*) FILTER (WHERE converted),
       count(*) FILTER (WHERE unfinished AND NOT converted),
       count(*) FILTER (WHERE mature),
       count(*) FILTER (WHERE mature AND converted AND days <= %(within)s),
       percentile_cont(0.5) WITHIN GROUP (ORDER BY days) FILTER (WHERE converted),
       count(*) FILTER (WHERE converted AND days < 0),
       count(*) FILTER (WHERE received_on IS NULL OR converted AND won_on IS NULL),
       GROUPING(grouped)
FROM aged GROUP BY GROUPING SETS ((grouped), ())
""")

LEFT_OUT = SQL("""
SELECT CASE WHEN l.merged_into_id IS NOT NULL THEN 'merged'
            WHEN l.state = %(withdrawn)s THEN 'withdrawn'
            WHEN l.disqualified_for = ANY(%(junk)s) THEN l.disqualified_for
            ELSE 'from_clients' END AS reason,
       count(*)
FROM leads_lead l LEFT JOIN leads_contact own ON own.id = l.contact_id
WHERE (l.merged_into_id IS NOT NULL OR l.state = %(withdrawn)s OR l.disqualified_for = ANY(%(junk)s)
       OR (own.client_lead_id <> l.id AND own.client_since <= l.received_at))
  AND {window}
GROUP BY reason
""")

REASONS = ("spam", "test", "withdrawn", "merged", "from_clients", "date_unknown")


@dataclass(frozen=True)
class Row:
    """The leads of one source (channel, campaign) and what became of them. `key` None: none was recorded."""

    key: str | None
    label: str
    leads: int = 0
    clients: int = 0
    open: int = 0
    mature_leads: int = 0
    converted_within: int = 0
    median_days_to_win: float | None = None
    won_before_received: int = 0
    date_unknown: int = 0
    spend: Decimal | None = None
    verdict: stats.Verdict | None = field(default=None, compare=False)

    @property
    def conversion_to_date(self) -> float | None:
        """Leads won so far ÷ leads received in the period, between 0 and 1; None without leads."""
        return self.clients / self.leads if self.leads else None

    @cached_property
    def to_date(self) -> stats.Interval | None:
        """Wilson 95 % interval of `conversion_to_date`."""
        return stats.wilson(self.clients, self.leads)

    @property
    def conversion_within(self) -> float | None:
        """Leads won within N days ÷ leads received more than N days before as_of; None without mature leads."""
        return self.converted_within / self.mature_leads if self.mature_leads else None

    @cached_property
    def within(self) -> stats.Interval | None:
        """Wilson 95 % interval of `conversion_within`."""
        return stats.wilson(self.converted_within, self.mature_leads)

    @property
    def is_immature(self) -> bool:
        return self.mature_leads < self.leads

    @property
    def bounds(self) -> stats.Interval | None:
        """What the conversion to date can still become: none, or all, of the open leads won."""
        return stats.Interval(self.clients / self.leads, (self.clients + self.open) / self.leads) if self.leads else None

    @property
    def cost_per_lead(self) -> Decimal | None:
        """Spend of the period ÷ leads of the period; None without either."""
        return self.spend / self.leads if self.spend is not None and self.leads else None

    def as_dict(self) -> dict:
        """The row as the command, CSV and JSON give it: rates between 0 and 1, None for "–"."""
        return {
            "label": self.label,
            "leads": self.leads,
            "clients": self.clients,
            "conversion_to_date": self.conversion_to_date,
            "low": self.to_date and self.to_date.low,
            "high": self.to_date and self.to_date.high,
            "open": self.open,
            "mature_leads": self.mature_leads,
            "converted_within": self.converted_within,
            "conversion_within": self.conversion_within,
            "within_low": self.within and self.within.low,
            "within_high": self.within and self.within.high,
            "median_days_to_win": self.median_days_to_win,
            "cost_per_lead": None if self.cost_per_lead is None else round(float(self.cost_per_lead), 2),
        }


COLUMNS = tuple(Row(None, "").as_dict())


@dataclass(frozen=True)
class Report:
    """`rows` by leads, most first; `total` counts every lead once; `left_out` counts those that are no new business."""

    by: str
    period: Period
    as_of: datetime
    zone: str
    within_days: int
    rows: tuple[Row, ...]
    total: Row
    left_out: dict[str, int]

    @property
    def flags(self) -> dict[str, int]:
        """What is counted though it looks wrong."""
        return {"won_before_received": self.total.won_before_received}

    def as_dict(self, *, with_cost: bool = True) -> dict:
        def plain(row: Row) -> dict:
            return {name: value for name, value in row.as_dict().items() if with_cost or name != "cost_per_lead"}

        return {
            "report": "sources",
            "by": self.by,
            "from": self.period.first_day and self.period.first_day.isoformat(),
            "to": self.period.last_day and self.period.last_day.isoformat(),
            "as_of": self.as_of.isoformat(),
            "zone": self.zone,
            "within_days": self.within_days,
            "rows": [plain(row) for row in self.rows],
            "total": plain(self.total),
            "left_out": self.left_out,
            "flags": self.flags,
        }


def report(period: Period, *, business: Business, by: str = "source", as_of: datetime | None = None) -> Report:
    """Leads received in `period`, by source, channel or campaign, as things stood at `as_of` (now).

    Four queries, however many leads. Raises KeyError for another `by`.
    """
    moment = as_of or timezone.now()
    told = {
        "zone": business.time_zone,
        "as_of": moment,
        "as_of_day": moment.astimezone(business.zone).date(),
        "within": business.within_days,
        "junk": list(JUNK),
        "withdrawn": State.WITHDRAWN,
        "open_states": list(OPEN_STATES),
    }
    window, days = _window(period, business)
    counted = _run(COUNTS.format(group=Identifier(GROUPS[by]), window=window), told | days)
    left_out = dict.fromkeys(REASONS, 0) | dict(_run(LEFT_OUT.format(window=window), told | days))
    spend = spend_by(by, _until(period, told["as_of_day"]))
    rows, total = _rows(counted, spend, labels=_labels(by))
    left_out["date_unknown"] = total.date_unknown
    return Report(by, period, moment, business.time_zone, business.within_days, rows, total, left_out)


def _rows(counted: list[tuple], spend: dict[str | None, Decimal], *, labels: dict) -> tuple[tuple[Row, ...], Row]:
    """Join leads and spend, each summed before; a source with spend and no leads is a row too."""
    total = next(Row(None, _("All"), *values[1:-1]) for values in counted if values[-1])
    found = {values[0]: values[1:-1] for values in counted if not values[-1]}
    keys = sorted(found | spend, key=lambda key: (-found[key][0] if key in found else 0, key is None, labels.get(key, "")))
    rows = [Row(key, labels.get(key, key), *found.get(key, ()), spend=spend.get(key)) for key in keys]
    verdicts = stats.against_the_rest([(row.converted_within, row.mature_leads) for row in rows])
    judged = tuple(_with(row, verdict=verdict) for row, verdict in zip(rows, verdicts, strict=True))
    return judged, _with(total, spend=sum(spend.values()) if spend else None)


def _with(row: Row, **changes) -> Row:
    return Row(**{name: getattr(row, name) for name in Row.__dataclass_fields__} | changes)


def _labels(by: str) -> dict[str | None, str]:
    blank = {None: "(blank)"}
    if by == "channel":
        return {str(value): str(label) for value, label in Channel.choices} | blank
    named = (Source if by == "source" else Campaign).objects.values_list("pk", "name")
    return {str(pk): name for pk, name in named} | blank


def _window(period: Period, business: Business) -> tuple[SQL, dict]:
    """The leads received in the period and before as_of; those of unknown time belong to "everything" alone."""
    start, end = period.bounds(business.zone)
    if period.is_everything:
        return SQL("(l.received_at IS NULL OR l.received_at < %(as_of)s)"), {}
    parts = ["l.received_at < %(as_of)s"]
    parts += ["l.received_at >= %(start)s"] if start else []
    parts += ["l.received_at < %(end)s"] if end else []
    return SQL("(" + " AND ".join(parts) + ")"), {"start": start, "end": end}


def _until(period: Period, day) -> Period:
    """The part of the period that had happened by `day`, for spend that is entered months ahead."""
    end = day + timedelta(days=1)
    start = min(period.start, end - timedelta(days=1)) if period.start else None
    return Period(start, min(period.end, end) if period.end else end)


def _run(query, told: dict) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query.as_string(cursor.connection), told)
        return cursor.fetchall()
