"""Which source gets the credit for a lead: the first, the last touch before the win, or all that had a part, in equal shares.

First is what the lead says: how they first heard of us. A touch is a later contact of the same enquiry (`leads.models.Touch`); it
counts with a source and a time, before the win, or before as_of where nothing was won. The lead list asks the same in
`leads.lead_list.source_credit`, and a test holds the two together.
"""

from dataclasses import replace
from datetime import datetime

from django.db.models import F, Q
from django.utils.translation import gettext_lazy
from psycopg2.sql import SQL

from accounts.models import Business
from leads.models import Touch
from reports.core.filters import ALL_LEADS, LeadFilters
from reports.core.periods import Period
from reports.metrics import counting
from reports.metrics.counting import Row, Tally

FIRST, LAST, EQUAL = "first", "last", "equal"
CREDITS = {FIRST: gettext_lazy("First source"), LAST: gettext_lazy("Last touch"), EQUAL: gettext_lazy("Equal shares")}
DIGITS = 6
"""Places of a share of leads that are kept, so that three thirds are one."""

# A lead is shared by the different sources it had a part of; where none is known the whole of it is nobody's. The median is of all
# clients a source had a part in, each counted once.
SHARED = counting.AGED + SQL("""
, parts AS (
    SELECT id, source_id FROM aged WHERE source_id IS NOT NULL
    UNION
    SELECT aged.id, t.source_id FROM aged JOIN leads_touch t ON t.lead_id = aged.id LEFT JOIN leads_contact c ON c.client_lead_id = aged.id
    WHERE t.source_id IS NOT NULL AND t.at < LEAST(%(as_of)s, c.client_since)
), shares AS (
    SELECT id, source_id::text AS part, 1.0::float8 / count(*) OVER (PARTITION BY id) AS share FROM parts
)
SELECT part,
       sum(coalesce(share, 1)),
       sum(coalesce(share, 1)) FILTER (WHERE converted),
       sum(coalesce(share, 1)) FILTER (WHERE unfinished AND NOT converted),
       sum(coalesce(share, 1)) FILTER (WHERE mature),
       sum(coalesce(share, 1)) FILTER (WHERE mature AND converted AND days <= %(within)s),
       percentile_cont(0.5) WITHIN GROUP (ORDER BY days) FILTER (WHERE converted),
       sum(coalesce(share, 1)) FILTER (WHERE converted AND days < 0),
       sum(coalesce(share, 1)) FILTER (WHERE received_on IS NULL OR converted AND won_on IS NULL),
       sum(coalesce(share, 1)) FILTER (WHERE is_sure)
FROM aged LEFT JOIN shares USING (id) GROUP BY part
""")
MEDIAN = 5
"""The place of the median among what SHARED gives of a row: the one that is no share of leads."""


def tally(period: Period, *, business: Business, credit: str, as_of: datetime, only: LeadFilters = ALL_LEADS) -> Tally:
    """Leads by the source that gets the credit; the total counts every lead once, whatever the credit. Two queries at most."""
    params = {"period": period, "business": business, "as_of": as_of, "only": only}
    if credit != EQUAL:
        return counting.tally(by="source" if credit == FIRST else "last_source", **params)
    rows = {part: _row(part, values) for part, *values in counting.facts(SHARED, by="source", **params)}
    return replace(counting.tally(by="source", **params), rows=rows)


def makes_a_difference() -> bool:
    """Whether any touch names another source than its lead: until then there is nothing to switch. One query."""
    other = Q(lead__source=None) | ~Q(lead__source=F("source"))
    return Touch.objects.exclude(source=None).exclude(at=None).filter(other).exists()


def _row(key: str | None, values: list) -> Row:
    shares = [value if place == MEDIAN else round(value or 0, DIGITS) for place, value in enumerate(values)]
    return Row(key, key or "", *shares)
