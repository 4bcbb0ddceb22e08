"""The stays of opportunities in stages, as a forecast compares them. The same at several moments, each knowing only what came before."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from django.db import connection
from django.db.models import Q
from psycopg2.sql import SQL

from reports.core.filters import BLANK, LeadFilters
from reports.statistics.forecasting import BEYOND, HORIZONS, LANDMARKS, PACE_DAYS, STEP, History, Open, Past

LOOKS_BACK = 730
"""Days of stays that a forecast compares with: how a business sold long ago says little."""
START = 0
"""Stands for no stage: from the first day of an opportunity."""

# A stay is one time in one open stage. What came and went in the same moment, such as a repeat sale entered when it was made, walked
# through no stage: it is in no forecast, and among nothing that came.
STAYS = SQL("""
WITH moves AS (
    SELECT m.opportunity_id, m.to_stage_id AS stage_id, s.kind, m.id, coalesce(m.at, m.written_at) AS at
    FROM sales_stagechange m JOIN sales_stage s ON s.id = m.to_stage_id
    WHERE coalesce(m.at, m.written_at) < %(as_of)s AND {those}
), walked AS (
    SELECT *, lead(at) OVER later AS left_at, last_value(kind) OVER whole AS ended, last_value(at) OVER whole AS ended_at
    FROM moves
    WINDOW later AS (PARTITION BY opportunity_id ORDER BY id),
           whole AS (later ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
), stays AS (
    SELECT *, row_number() OVER (PARTITION BY opportunity_id ORDER BY id) AS number, min(at) OVER (PARTITION BY opportunity_id) AS first_at
    FROM walked WHERE kind = 'open' AND (left_at IS NULL OR left_at > at)
), moments AS (
    SELECT * FROM unnest(%(moments)s::timestamptz[]) WITH ORDINALITY AS asked (moment, place)
)
""")

# Of the opportunities it is narrowed to; where nothing is narrowed, none is looked up.
THOSE = SQL("""
m.opportunity_id IN (
    SELECT o.id FROM sales_opportunity o JOIN leads_lead l ON l.id = o.lead_id LEFT JOIN leads_contact own ON own.id = l.contact_id
    WHERE {narrowed} AND {theirs})
""")

# By moment, stage and landmark: days until won, in fives, or watched without. Each moment lies a whole number of fives before as_of: stays
# are counted once, by their fives before as_of, and only the counts are gone through for each moment. "Longer ago than n fives" is the
# same of the days and of their fives rounded up.
PAST = SQL("""
, timed AS (
    SELECT stage_id, number, date_part('epoch', %(as_of)s - at) / 86400 AS age, date_part('epoch', left_at - at) / 86400 AS lasted,
           CASE WHEN ended = 'won' THEN date_part('epoch', ended_at - at) / 86400 END AS won_after,
           date_part('epoch', %(as_of)s - ended_at) / 86400 AS won_ago
    FROM stays
), classes AS (
    SELECT stage_id, landmark, age, age - landmark AS watched, won_after - landmark AS won_after, won_ago
    FROM timed JOIN unnest(%(landmarks)s) AS landmark ON landmark < age AND (lasted IS NULL OR landmark < lasted)
    UNION ALL SELECT %(start)s, 0, age, age, won_after, won_ago FROM timed WHERE number = 1
), counted AS (
    SELECT stage_id, landmark, ceil(age / %(step)s) AS age, ceil(watched / %(step)s) AS watched, floor(watched / %(step)s) AS whole,
           CASE WHEN won_after <= %(last)s THEN ceil(won_after / %(step)s) END AS won_after,
           CASE WHEN won_after <= %(last)s THEN ceil(won_ago / %(step)s) END AS won_ago, count(*) AS count
    FROM classes GROUP BY 1, 2, 3, 4, 5, 6, 7
)
SELECT place, stage_id, landmark, won_ago IS NOT NULL AND won_ago > ago AS in_time,
       (%(step)s * CASE WHEN won_ago > ago THEN won_after ELSE least(whole - ago, %(beyond)s / %(step)s) END)::int AS day, sum(count)::int
FROM counted JOIN (SELECT place, date_part('epoch', %(as_of)s - moment) / 86400 / %(step)s AS ago FROM moments) past
    ON watched > ago AND age <= ago + %(back)s / %(step)s
GROUP BY 1, 2, 3, 4, 5
""")

# By moment: what stood open in which stage, by the nearest landmark (of two the lesser), opportunities made lately, and what was won in
# the days after.
STANDING = SQL("""
, firsts AS MATERIALIZED (
    SELECT first_at, CASE WHEN ended = 'won' THEN ended_at END AS won_at FROM stays WHERE number = 1
)
SELECT place, 'open', stage_id, (%(landmarks)s)[cardinality(%(landmarks)s)
           - width_bucket(-round(extract(epoch FROM moment - at) / 86400, 2)::float, %(between)s)]::float AS days, count(*)
FROM moments JOIN stays ON at < moment AND (left_at IS NULL OR left_at >= moment) GROUP BY 1, 3, 4
UNION ALL SELECT place, 'made', NULL, floor(date_part('epoch', moment - first_at) / 86400 / %(pace)s), count(*)
FROM moments JOIN firsts ON first_at < moment AND first_at > moment - %(back)s * interval '1 day' GROUP BY 1, 4
UNION ALL SELECT place, 'known', NULL, floor(date_part('epoch', moment - min(first_at)) / 86400), count(*)
FROM moments JOIN firsts ON first_at < moment GROUP BY place, moment
UNION ALL SELECT place, 'won', NULL, days, count(*)
FROM moments CROSS JOIN unnest(%(horizons)s) AS days
JOIN firsts ON won_at >= moment AND won_at < moment + days * interval '1 day' GROUP BY 1, 4
""")

# What is open now, one by one; and of each stage, of those ever in it and decided, how many were won.
NOW = SQL("""
SELECT stays.stage_id, o.value,
       extract(epoch FROM %(as_of)s - CASE WHEN o.stage_id = stays.stage_id THEN least(o.stage_since, %(as_of)s) ELSE at END)::float / 86400
FROM stays JOIN sales_opportunity o ON o.id = opportunity_id WHERE left_at IS NULL ORDER BY at, o.id
""")
RATES = SQL("""
SELECT stage_id, count(DISTINCT opportunity_id) FILTER (WHERE ended <> 'open'),
       count(DISTINCT opportunity_id) FILTER (WHERE ended = 'won') FROM stays GROUP BY stage_id
""")


def histories(params: dict) -> tuple[list[History], list[list[Open]], list[Counter]]:
    """At each moment: what had been seen, what stood open, and what came in the days after."""
    places = range(len(params["moments"]))
    stays, standing, came, made = [{} for _ in places], [[] for _ in places], [Counter() for _ in places], [Counter() for _ in places]
    for place, stage, landmark, won, day, count in rows(PAST, params):
        past = stays[place - 1].setdefault((stage, landmark), Past())
        (past.won if won else past.watched)[day] += count
    for place, what, stage, days, count in rows(STANDING, params):
        if what == "open":
            standing[place - 1] += [Open(stage, int(days))] * count
        elif what == "won":
            came[place - 1][days] = count
        else:
            made[place - 1][what if what == "known" else int(days)] = days if what == "known" else count
    histories = [
        History(seen, seen.pop((START, 0), Past()), paces(lately, lately["known"]), min(PACE_DAYS, lately["known"]))
        for seen, lately in zip(stays, made, strict=True)
    ]
    return histories, standing, came


def paces(made: Mapping[int, int], known: float) -> list[int]:
    """Opportunities of each 90 days of which all are known, the latest first; of what there is, where it is less."""
    return [made.get(number, 0) for number in range(max(int(min(known, LOOKS_BACK) // PACE_DAYS), 1))]


def rows(query: SQL, params: dict) -> list[tuple]:
    """`asked`: as_of, moments and only. Whose it is in sales is asked of the opportunity, not of its lead."""
    only = params["only"]
    narrowed, values = replace(only, person="").sql()
    told = values | {
        "as_of": params["as_of"],
        "moments": params["moments"],
        "person": only.person if only.person != BLANK else None,
        "landmarks": list(LANDMARKS),
        "between": [-(earlier + later) / 2 for earlier, later in reversed(list(pairwise(LANDMARKS)))],
        "horizons": list(HORIZONS),
        "last": HORIZONS[-1],
        "beyond": BEYOND,
        "step": STEP,
        "pace": PACE_DAYS,
        "back": LOOKS_BACK,
        "start": START,
    }
    theirs = SQL("o.owner_id IS NOT DISTINCT FROM %(person)s::bigint") if only.person else SQL("TRUE")
    those = THOSE.format(narrowed=narrowed, theirs=theirs) if only else SQL("TRUE")
    with connection.cursor() as cursor:
        cursor.execute((STAYS.format(those=those) + query).as_string(cursor.connection), told)
        return cursor.fetchall()


def whose(only: LeadFilters) -> Q:
    """The same for sales."""
    theirs = Q(opportunity__owner=None if only.person == BLANK else only.person) if only.person else Q()
    return replace(only, person="").q("opportunity__lead__") & theirs
