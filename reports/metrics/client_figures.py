"""The queries about clients and what they bought: each one row a figure or a group, however many clients."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from psycopg2.sql import SQL, Composed

from accounts.current_business import to_the_cent
from accounts.models import Business
from reports.core.filters import ALL_LEADS, LeadFilters
from reports.core.periods import Period, shift_months
from reports.metrics import counting
from reports.statistics.amounts import Moments

YEARS = 5
"""Years after the first sale that the table of cohorts has."""
YEAR = 12
VALUE_MONTHS = (12, 24)

# Clients as things stood at as_of, by the lead that won them; and their standing sales. Of a sale or a client of unknown date
# nobody can say that it was later, so it counts, in what needs no date.
WHO = SQL("""
WITH who AS (
    SELECT own.id, l.source_id::text AS grouped, (own.client_since AT TIME ZONE %(zone)s)::date AS since_on, own.yearly_spend
    FROM leads_contact own JOIN leads_lead l ON l.id = own.client_lead_id
    WHERE own.merged_into_id IS NULL AND (own.client_since IS NULL OR own.client_since < %(as_of)s) AND {only}
), sold AS (
    SELECT s.contact_id AS id, s.net, s.amount IS NULL AS unknown, (s.sold_at AT TIME ZONE %(zone)s)::date AS sold_on
    FROM sales_sale s JOIN who ON who.id = s.contact_id
    WHERE s.reversed_at IS NULL AND (s.sold_at IS NULL OR s.sold_at < %(as_of)s)
)
""")
MOMENTS = SQL("""count({net}) FILTER (WHERE {which}), count(*) FILTER (WHERE {which} AND {net} > 0), sum({net}) FILTER (WHERE {which}),
       sum({net} ^ 2) FILTER (WHERE {which}), sum({net} ^ 3) FILTER (WHERE {which})""")

IN_PERIOD = SQL("""
, spent AS (
    SELECT id, sum(net)::float8 AS net, count(*) FILTER (WHERE unknown) AS unknown FROM sold WHERE {days} GROUP BY id
)
SELECT count(*), coalesce(sum(unknown), 0), {moments} FROM spent
""")
VALUE = SQL("""
, spent AS (
    SELECT who.id, grouped, since_on, sum(net)::float8 AS ever, count(*) FILTER (WHERE unknown) AS unknown,
           (sum(net) FILTER (WHERE sold_on <= (since_on + make_interval(months => %(short)s))::date))::float8 AS short,
           (sum(net) FILTER (WHERE sold_on <= (since_on + make_interval(months => %(long)s))::date))::float8 AS long
    FROM who LEFT JOIN sold ON sold.id = who.id GROUP BY who.id, grouped, since_on
)
SELECT GROUPING(grouped), grouped, count(*), coalesce(sum(unknown), 0), {ever}, count(*) FILTER (WHERE since_on < %(short_cut)s), {short},
       count(*) FILTER (WHERE since_on < %(long_cut)s), {long}
FROM spent GROUP BY GROUPING SETS ((grouped), ())
""")
HABITS = SQL("""
, habit AS (
    SELECT who.id, yearly_spend, count(DISTINCT sold_on) AS days,
           coalesce(bool_or(sold_on >= %(year_before)s AND sold_on < %(year)s), false) AS before,
           coalesce(bool_or(sold_on >= %(year)s), false) AS lately,
           sum(net) FILTER (WHERE sold_on >= %(year)s) AS ours, count(*) FILTER (WHERE unknown AND sold_on >= %(year)s) AS unknown
    FROM who LEFT JOIN sold ON sold.id = who.id GROUP BY who.id, yearly_spend
)
SELECT count(*), count(*) FILTER (WHERE days > 1), count(*) FILTER (WHERE before), count(*) FILTER (WHERE before AND lately),
       count(*) FILTER (WHERE yearly_spend > 0), coalesce(sum(ours) FILTER (WHERE yearly_spend > 0), 0),
       sum(yearly_spend) FILTER (WHERE yearly_spend > 0), coalesce(sum(unknown) FILTER (WHERE yearly_spend > 0), 0)
FROM habit
""")
# A row a quarter and year after. Several sales on one day are one purchase, so the first year begins on the day after the first.
COHORTS = SQL("""
, years AS (SELECT * FROM unnest(%(years)s, %(cuts)s::date[]) AS t (year, cut)
), came AS (
    SELECT DISTINCT who.id, year FROM who JOIN sold ON sold.id = who.id CROSS JOIN years
    WHERE sold_on > (since_on + make_interval(months => 12 * (year - 1)))::date
      AND sold_on <= (since_on + make_interval(months => 12 * year))::date
)
SELECT date_trunc('quarter', since_on)::date AS quarter, years.year, count(*), count(*) FILTER (WHERE since_on < cut),
       count(came.id) FILTER (WHERE since_on < cut)
FROM who CROSS JOIN years LEFT JOIN came ON came.id = who.id AND came.year = years.year
WHERE since_on IS NOT NULL GROUP BY quarter, years.year ORDER BY quarter DESC, years.year
""")


@dataclass(frozen=True)
class Bought:
    """What was bought in some days: by how many clients, `amounts` per client of known amounts, sales of an amount nobody knows."""

    period: Period
    clients: int
    unknown: int
    amounts: Moments

    @property
    def revenue(self) -> float | None:
        """Net of the known amounts; None where all that was bought is of unknown amounts."""
        return to_the_cent(self.amounts.total) if self.amounts.n or not self.clients else None


@dataclass(frozen=True)
class Value:
    """What the clients of one source brought each: to date, and within 12 and 24 months of those old enough."""

    clients: int = 0
    unknown: int = 0
    ever: Moments = field(default_factory=Moments)
    short_clients: int = 0
    short: Moments = field(default_factory=Moments)
    long_clients: int = 0
    long: Moments = field(default_factory=Moments)


@dataclass(frozen=True)
class Habits:
    """`before`: bought in the 12 months before the last 12; `again`: and in these too. `ours`: net sales of the last 12 months to
    those who told what they spend a year (`stated`, of `told` clients); of `unknown` sales to them nobody knows the amount."""

    clients: int
    repeat: int
    before: int
    again: int
    spending_known: int
    ours: Decimal
    stated: Decimal | None
    unknown: int


@dataclass(frozen=True)
class Cell:
    """Of the clients of a quarter old enough for the whole of a year after their first sale, those who bought in it."""

    year: int
    clients: int
    came: int


@dataclass(frozen=True)
class Asking:
    """Whose figures: as things stood at `as_of`, of the clients whom the leads narrowed to won."""

    business: Business
    as_of: datetime
    only: LeadFilters = ALL_LEADS

    @property
    def today(self) -> date:
        return self.as_of.astimezone(self.business.zone).date()

    def old_enough(self, months: int) -> date:
        """Whoever became a client before this day has been one for more than so many months."""
        return shift_months(self.today, -months)

    @property
    def last_year(self) -> Period:
        """The twelve months that end with today."""
        tomorrow = self.today + timedelta(days=1)
        return Period(shift_months(tomorrow, -YEAR), tomorrow)

    def rows(self, query, **params) -> list[tuple]:
        only, values = self.only.sql()
        params |= {"zone": self.business.time_zone, "as_of": self.as_of} | values
        return counting.run(WHO.format(only=only) + query, params)


def moments(net: str, which: str = "true") -> Composed:
    return MOMENTS.format(net=SQL(net), which=SQL(which))


def bought_in(period: Period, *, asking: Asking) -> Bought:
    """One query. Sales of an unknown day belong to "everything" alone."""
    days = [SQL("sold_on >= %(first)s")] if period.start else []
    days += [SQL("sold_on < %(end)s")] if period.end else []
    query = IN_PERIOD.format(days=SQL(" AND ").join([SQL("true"), *days]), moments=moments("net"))
    clients, unknown, *sums = asking.rows(query, first=period.start, end=period.end)[0]
    return Bought(period, clients, int(unknown), _moments(sums))


def values(*, asking: Asking) -> tuple[dict[str | None, Value], Value]:
    """Per source, and of all. One query."""
    cuts = [asking.old_enough(months) for months in VALUE_MONTHS]
    query = VALUE.format(
        ever=moments("ever"), short=moments("short", "since_on < %(short_cut)s"), long=moments("long", "since_on < %(long_cut)s")
    )
    groups, whole = {}, Value()
    params = {"short": VALUE_MONTHS[0], "long": VALUE_MONTHS[1], "short_cut": cuts[0], "long_cut": cuts[1]}
    for is_total, key, clients, unknown, *rest in asking.rows(query, **params):
        ever, short, long = (_moments(part) for part in (rest[:5], rest[6:11], rest[12:17]))
        value = Value(clients, int(unknown), ever, rest[5], short, rest[11], long)
        if is_total:
            whole = value
        else:
            groups[key] = value
    return groups, whole


def habits(*, asking: Asking) -> Habits:
    """One query."""
    year = asking.last_year
    return Habits(*asking.rows(HABITS, year=year.start, year_before=shift_months(year.start, -YEAR))[0])


def cohorts(*, asking: Asking) -> list[tuple[date, int, tuple[Cell, ...]]]:
    """The first day of each quarter, its clients, and a cell a year; the latest first. One query."""
    years = list(range(1, YEARS + 1))
    rows = asking.rows(COHORTS, years=years, cuts=[asking.old_enough(YEAR * year) for year in years])
    quarters: dict[date, list[tuple]] = {}
    for quarter, *values in rows:
        quarters.setdefault(quarter, []).append(tuple(values))
    return [(quarter, cells[0][1], tuple(Cell(year, old, came) for year, _all, old, came in cells)) for quarter, cells in quarters.items()]


def _moments(sums) -> Moments:
    return Moments(*(number or 0 for number in sums))
