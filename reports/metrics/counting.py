"""Counting leads and what became of them, by any grouping. METRICS.md, "Marketing"; every report counts through here.

Needs one query a grouping, however many leads. Spend is summed elsewhere and joined by key, so that neither multiplies
the other.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property

from django.db import connection
from django.db.models import Min
from psycopg2.sql import SQL, Composed

from accounts.amounts import Share
from accounts.current_business import amount_cell
from accounts.models import Business
from leads.models import OPEN_STATES, Contact, Lead
from leads.models.new_business import CLIENT_BEFORE, JUNK, NEW_BUSINESS, NO_ENQUIRY, VALID
from reports.core.filters import ALL_LEADS, LeadFilters
from reports.core.periods import Period
from reports.statistics import stats

GROUPS = {
    "source": SQL("l.source_id"),
    "last_source": SQL("""coalesce((
        SELECT t.source_id FROM leads_touch t
        WHERE t.lead_id = l.id AND t.source_id IS NOT NULL AND t.at < LEAST(%(as_of)s, c.client_since) ORDER BY t.at DESC, t.id DESC LIMIT 1
    ), l.source_id)"""),
    "channel": SQL("l.channel"),
    "campaign": SQL("l.campaign_id"),
    "month": SQL("to_char(l.received_at AT TIME ZONE %(zone)s, 'YYYY-MM')"),
}
"""What leads can be counted by. The keys that come back are text: an id, a channel, 2026-05; None where nothing is recorded."""

# A lead is converted when it is the one that first won its contact. Days are calendar days in the business time zone.
# A lead or a win of unknown time counts to date, but is in neither part of "within N days" nor in days to win.
FACTS = SQL("""
WITH facts AS (
    SELECT l.id, l.state, l.source_id, NULLIF({group}::text, '') AS grouped,
           (l.received_at AT TIME ZONE %(zone)s)::date AS received_on,
           (c.client_since AT TIME ZONE %(zone)s)::date AS won_on,
           c.id AS client_id,
           l.source_id IS NOT NULL AND l.how_known IN ('asked', 'tracked') AS is_sure,
           c.client_lead_id IS NOT NULL AND (c.client_since IS NULL OR c.client_since < %(as_of)s) AS converted,
           l.state = ANY(%(open_states)s) OR l.closed_at >= %(as_of)s AS unfinished
    FROM leads_lead l LEFT JOIN leads_contact own ON own.id = l.contact_id
    LEFT JOIN leads_contact c ON c.client_lead_id = l.id
    WHERE {new_business} AND {window}
)
""")

AGED = SQL("""
, aged AS (
    SELECT *, won_on - received_on AS days,
           received_on + %(within)s < %(as_of_day)s AND (NOT converted OR won_on IS NOT NULL) AS mature
    FROM facts
)
""")

COUNTS = AGED + SQL("""
SELECT grouped,
       count(*),
       count(*) FILTER (WHERE converted),
       count(*) FILTER (WHERE unfinished AND NOT converted),
       count(*) FILTER (WHERE mature),
       count(*) FILTER (WHERE mature AND converted AND days <= %(within)s),
       percentile_cont(0.5) WITHIN GROUP (ORDER BY days) FILTER (WHERE converted),
       count(*) FILTER (WHERE converted AND days < 0),
       count(*) FILTER (WHERE received_on IS NULL OR converted AND won_on IS NULL),
       count(*) FILTER (WHERE is_sure),
       GROUPING(grouped)
FROM aged GROUP BY GROUPING SETS ((grouped), ())
""")

LEFT_OUT = SQL("""
SELECT CASE WHEN l.merged_into_id IS NOT NULL THEN 'merged'
            WHEN l.state = 'withdrawn' THEN 'withdrawn'
            WHEN {junk} THEN l.disqualified_for
            WHEN {no_enquiry} THEN 'no_enquiry'
            ELSE 'from_clients' END AS reason,
       count(*)
FROM leads_lead l LEFT JOIN leads_contact own ON own.id = l.contact_id
LEFT JOIN leads_contact client ON {client_before}
WHERE (NOT ({valid}) OR {no_enquiry} OR client.id IS NOT NULL) AND {window}
GROUP BY reason
""")

CONDITIONS = {
    name: SQL(condition.format(lead="l"))
    for name, condition in {
        "new_business": NEW_BUSINESS,
        "valid": VALID,
        "junk": JUNK,
        "no_enquiry": NO_ENQUIRY,
        "client_before": CLIENT_BEFORE,
    }.items()
}
"""What FACTS and LEFT_OUT say by name, as the ORM has it too."""

REASONS = ("spam", "test", "withdrawn", "merged", "no_enquiry", "from_clients", "date_unknown")


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
    known: int = 0
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
    def coverage(self) -> float | None:
        """Leads whose source was asked for or tracked ÷ leads; None without leads."""
        return self.known / self.leads if self.leads else None

    @property
    def is_immature(self) -> bool:
        return self.mature_leads < self.leads

    @property
    def bounds(self) -> stats.Interval | None:
        """What the conversion to date can still become: none, or all, of the open leads won."""
        return stats.Interval(self.clients / self.leads, (self.clients + self.open) / self.leads) if self.leads else None

    @property
    def can_still_rise(self) -> bool:
        """Whether the share won so far is no last word: some leads are young, and some are open."""
        return self.is_immature and self.open > 0

    @property
    def cost_per_lead(self) -> Decimal | None:
        """Spend of the period ÷ leads of the period; None without either."""
        return self.spend / Decimal(self.leads) if self.spend is not None and self.leads else None

    def as_dict(self) -> dict:
        """The row as the command, CSV and JSON give it: rates between 0 and 1, None for "–"."""
        return {
            "label": self.label,
            "leads": self.leads,
            "clients": self.clients,
            "conversion_to_date": Share.of(self.conversion_to_date),
            "low": Share.of(self.to_date and self.to_date.low),
            "high": Share.of(self.to_date and self.to_date.high),
            "open": self.open,
            "mature_leads": self.mature_leads,
            "converted_within": self.converted_within,
            "conversion_within": Share.of(self.conversion_within),
            "within_low": Share.of(self.within and self.within.low),
            "within_high": Share.of(self.within and self.within.high),
            "median_days_to_win": self.median_days_to_win,
            "known": self.known,
            "coverage": Share.of(self.coverage),
            "cost_per_lead": amount_cell(self.cost_per_lead),
            "spend": amount_cell(self.spend),
        }


COLUMNS = tuple(Row(None, "").as_dict())
"""What the command, CSV and JSON give of a row, in this order."""
MONEY_COLUMNS = ("cost_per_lead", "spend")


@dataclass(frozen=True)
class Tally:
    """The rows of one count by key, and the one that counts every lead once. Not yet in any order, and without names."""

    rows: dict[str | None, Row]
    total: Row


def tally(period: Period, *, business: Business, by: str, as_of: datetime, only: LeadFilters = ALL_LEADS) -> Tally:
    """Leads received in `period` by source, channel, campaign or month, as things stood at `as_of`. One query."""
    counted = facts(COUNTS, period=period, business=business, by=by, as_of=as_of, only=only)
    rows = {key: Row(key, key or "", *values) for key, *values, is_total in counted if not is_total}
    total = next(Row(None, "", *values) for _key, *values, is_total in counted if is_total)
    return Tally(rows, total)


def facts(
    query: SQL, *, period: Period, business: Business, by: str, as_of: datetime, more: dict | None = None, only: LeadFilters = ALL_LEADS
) -> list[tuple]:
    """The rows of a query over `facts`: one a new-business lead received in `period`, as things stood at `as_of`.

    `more` are further named parameters of the query. What a fact is stands in FACTS, once for all reports.
    """
    window, params = _sql_params(period, business=business, as_of=as_of, only=only)
    return run(FACTS.format(group=GROUPS[by], window=window, **CONDITIONS) + query, params | (more or {}))


def as_text(
    query: SQL, *, period: Period, business: Business, by: str, as_of: datetime, more: dict | None = None, only: LeadFilters = ALL_LEADS
) -> str:
    """The same query as text, with its values quoted in it, to stand inside another."""
    window, params = _sql_params(period, business=business, as_of=as_of, only=only)
    with connection.cursor() as cursor:
        whole = (FACTS.format(group=GROUPS[by], window=window, **CONDITIONS) + query).as_string(cursor.connection)
        return cursor.mogrify(whole, params | (more or {})).decode()


def left_out(period: Period, *, business: Business, as_of: datetime, only: LeadFilters = ALL_LEADS) -> dict[str, int]:
    """Leads received in `period` that are no new business, by the first reason of REASONS that fits. One query."""
    window, params = _sql_params(period, business=business, as_of=as_of, only=only)
    return dict.fromkeys(REASONS, 0) | dict(run(LEFT_OUT.format(window=window, **CONDITIONS), params))


def _sql_params(period: Period, *, business: Business, as_of: datetime, only: LeadFilters) -> tuple[Composed, dict]:
    """The leads received in the period and before as_of, of those narrowed to; those of unknown time belong to "everything" alone."""
    narrowed, values = only.sql()
    start, end = period.bounds(business.zone)
    params = {
        "zone": business.time_zone,
        "as_of": as_of,
        "as_of_day": as_of.astimezone(business.zone).date(),
        "within": business.within_days,
        "open_states": list(OPEN_STATES),
        "start": start,
        "end": end,
    } | values
    if period.is_everything:
        return SQL("(l.received_at IS NULL OR l.received_at < %(as_of)s) AND {}").format(narrowed), params
    parts = [SQL("l.received_at < %(as_of)s"), narrowed]
    parts += [SQL("l.received_at >= %(start)s")] if start else []
    parts += [SQL("l.received_at < %(end)s")] if end else []
    return SQL(" AND ").join(parts), params


def first_day(*, business: Business, as_of: datetime) -> date | None:
    """The day of the oldest new-business lead; None while there is none. One query."""
    first = Lead.objects.new_business().filter(received_at__lt=as_of).aggregate(first=Min("received_at"))["first"]
    return first.astimezone(business.zone).date() if first else None


def sales_on_record_since(first_lead: date | None, *, business: Business, as_of: datetime) -> date | None:
    """The day of the first sale, where it came later after the first lead than leads are given to be judged; else None.

    Earlier sales were probably not written down then, and whatever is from before it looks worse than it was. One query.
    """
    first = Contact.objects.clients().filter(client_since__lt=as_of).aggregate(first=Min("client_since"))["first"]
    if first_lead is None or first is None:
        return None
    day = first.astimezone(business.zone).date()
    return day if (day - first_lead).days > business.within_days else None


def sales_missing_until(period: Period, *, business: Business, as_of: datetime) -> date | None:
    """The day of the first sale on record, where the period has leads of before whose sales are probably missing. Two queries."""
    first = sales_on_record_since(first_day(business=business, as_of=as_of), business=business, as_of=as_of)
    return first if first and (period.start is None or period.start < first) else None


def until(period: Period, day) -> Period | None:
    """The part of the period up to and with `day`; None when it had not begun."""
    end = min(period.end, day + timedelta(days=1)) if period.end else day + timedelta(days=1)
    if period.start and period.start >= end:
        return None
    return Period(period.start, end)


def run(query, params: dict) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query.as_string(cursor.connection), params)
        return cursor.fetchall()
