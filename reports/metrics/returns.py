"""What the clients of some leads have bought, all of it, by group: in sums from which ranges can be reckoned, and day by day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from psycopg2.sql import SQL

from reports.metrics import counting
from reports.statistics.amounts import Moments

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


@dataclass(frozen=True)
class Returns:
    """What the clients of some leads brought: `all` lead by lead, `mature` of those old enough; None of an amount nobody knows."""

    first_lead: date | None = None
    unknown: int = 0
    all: Moments = field(default_factory=Moments)
    mature: Moments = field(default_factory=Moments)


def by_group(**params) -> tuple[dict[str | None, Returns], Returns]:
    """Per group, and of all leads together. One query; takes what `counting.facts` takes."""
    groups: dict[str | None, Returns] = {}
    whole = Returns()
    for is_total, key, first_lead, unknown, *sums in counting.facts(RETURNS, **params):
        numbers = [number or 0 for number in sums]
        returns = Returns(first_lead, int(unknown or 0), Moments(*numbers[:5]), Moments(*numbers[5:]))
        if is_total:
            whole = returns
        else:
            groups[key] = returns
    return groups, whole


def by_day(**params) -> dict[str | None, dict[date, Decimal]]:
    """Per group what was bought on each day, of known amounts and days. One query; takes what `counting.facts` takes."""
    groups: dict[str | None, dict[date, Decimal]] = defaultdict(dict)
    for key, day, net in counting.facts(BY_DAY, **params):
        groups[key][day] = net
    return groups


def sum_of_days(all_of: Iterable[dict[date, Decimal]]) -> dict[date, Decimal]:
    together: dict[date, Decimal] = defaultdict(Decimal)
    for days in all_of:
        for day, net in days.items():
            together[day] += net
    return together


def added(all_of: list[Returns]) -> Returns:
    first = min((row.first_lead for row in all_of if row.first_lead), default=None)
    moments = [sum((getattr(row, name) for row in all_of), Moments()) for name in ("all", "mature")]
    return Returns(first, sum(row.unknown for row in all_of), *moments)
