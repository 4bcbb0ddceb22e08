"""Who sells how: leads and clients of each person against what chance brings, how soon they were in touch, promises, steps done.

Whose a lead is stands in `reports.metrics.owners`. People are compared on the leads they were given (`reports.statistics.control_limits`).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from django.db import connection
from django.db.models import Case, Count, F, Q, TextField, When
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg2.sql import SQL

from accounts.amounts import Share
from accounts.models import Business
from leads.follow_ups.response_time import CONTACTED_ON_ARRIVAL
from reports.core.base import CountedReport
from reports.core.filters import ALL_LEADS, LeadFilters
from reports.core.periods import Period
from reports.hand_offs import query as hand_offs
from reports.hand_offs.query import Tally, Waits
from reports.hand_offs.speed import Band, by_speed
from reports.metrics import counting
from reports.metrics.owners import OWNED, WHOSE, names, of_user
from reports.playbook import query as playbook
from reports.statistics import stats
from reports.statistics.control_limits import Standing, standings

COUNTS = (
    counting.AGED
    + WHOSE
    + SQL("""
SELECT whose.lead_id IS NOT NULL, whose.person, source_id, count(*), count(*) FILTER (WHERE converted), count(*) FILTER (WHERE mature),
       count(*) FILTER (WHERE mature AND converted AND days <= %(within)s)
FROM aged LEFT JOIN whose ON whose.lead_id = aged.id GROUP BY 1, 2, 3
""")
)
PEOPLE = WHOSE + SQL("SELECT lead_id::text, person FROM whose")
THOSE = SQL("o.id IN (SELECT opportunity_id FROM told)")
BY_STEP = SQL("""
SELECT owned.person, count(*), count(*) FILTER (WHERE done)
FROM told JOIN owned USING (opportunity_id) WHERE went_on OR decided GROUP BY 1
""")


@dataclass(frozen=True)
class Row(Waits):
    """One person; key None: leads that were with sales and with nobody. Times in minutes, None among those without a contact.

    Of `mature_leads` `converted_within` were won within N days; `standing` says what to make of that. Of the hand-overs
    `promised` an answer, `in_time` had it then. Of the `steps` that could have been ticked, `steps_done` were.
    """

    key: str | None
    label: str
    leads: int = 0
    clients: int = 0
    mature_leads: int = 0
    converted_within: int = 0
    standing: Standing | None = None
    to_contact: int = 0
    contacted: int = 0
    minutes_to_contact: float | None = None
    minutes_to_contact_90: float | None = None
    promised: int = 0
    in_time: int = 0
    steps: int = 0
    steps_done: int = 0

    @property
    def conversion_within(self) -> float | None:
        return self.converted_within / self.mature_leads if self.mature_leads else None

    @cached_property
    def within(self) -> stats.Interval | None:
        return stats.wilson(self.converted_within, self.mature_leads)

    @property
    def has_waits(self) -> bool:
        """Whether there is anything to say of how soon and how carefully."""
        return bool(self.to_contact or self.promised or self.steps)

    @property
    def steps_share(self) -> float | None:
        return self.steps_done / self.steps if self.steps else None

    def as_dict(self) -> dict:
        """As the command, CSV and JSON give it: rates between 0 and 1, None for "–"."""
        judged = self.standing if self.standing and self.standing.limits else None
        return {
            "label": self.label,
            "leads": self.leads,
            "clients": self.clients,
            "mature_leads": self.mature_leads,
            "converted_within": self.converted_within,
            "conversion_within": Share.of(self.conversion_within),
            "within_low": Share.of(self.within and self.within.low),
            "within_high": Share.of(self.within and self.within.high),
            "expected": self.standing and self.standing.expected,
            "standardised": Share.of(self.standing and self.standing.rate),
            "low_95": Share.of(judged and judged.limits.usual.low),
            "high_95": Share.of(judged and judged.limits.usual.high),
            "low_998": Share.of(judged and judged.limits.rare.low),
            "high_998": Share.of(judged and judged.limits.rare.high),
            "compared": self.standing.kind if self.standing and self.key is not None else None,
            **{name: getattr(self, name) for name in PLAIN},
        }


PLAIN = ("to_contact", "contacted", "minutes_to_contact", "minutes_to_contact_90", "promised", "in_time", "steps", "steps_done")
COLUMNS = tuple(Row(None, "").as_dict())


@dataclass(frozen=True, kw_only=True)
class Report(CountedReport):
    """`rows`: people by leads, most first, then what nobody had. `total` is all of them; `left_out` counts what is in no row."""

    name = "team"

    within_days: int
    rows: tuple[Row, ...]
    total: Row

    @property
    def columns(self) -> tuple[str, ...]:
        return COLUMNS

    def table(self) -> list[list]:
        return [list(COLUMNS), *(list(row.as_dict().values()) for row in (*self.rows, self.total))]

    def as_dict(self) -> dict:
        return {
            **self.head(),
            "within_days": self.within_days,
            "rows": [row.as_dict() for row in self.rows],
            "total": self.total.as_dict(),
            "left_out": self.left_out,
        }


def report(period: Period, *, business: Business, as_of: datetime | None = None, only: LeadFilters = ALL_LEADS) -> Report:
    """Leads received in `period` that sales took on, hand-overs made and stages entered in it, as things stood at `as_of` (now).

    However many leads, as many queries.
    """
    moment = as_of or timezone.now()
    params = {"period": period, "business": business, "as_of": moment, "only": only}
    counted = counting.facts(COUNTS, by="source", **params)
    tallies: dict[str | None, Tally] = defaultdict(Tally)
    on_arrival = _add_contacts(tallies, **params)
    _add_promises(tallies, **params)
    steps = _steps_done(**params)
    result = _rows(_by_person(counted), tallies, steps)
    left_out = {"not_with_sales": sum(row[3] for row in counted if not row[0]), "contacted_on_arrival": on_arrival}
    return Report(
        period=period,
        as_of=moment,
        zone=business.time_zone,
        within_days=business.within_days,
        rows=tuple(sorted(result, key=lambda row: (row.key is None, -row.leads, row.label))),
        total=_total(result, tallies),
        left_out=left_out | counting.left_out(**params),
        only=only,
    )


def by_speed_of(report: Report, *, business: Business) -> tuple[Band, ...]:
    """What became of the leads of this report by how soon somebody was in touch. Three queries, and two for the working hours."""
    params = {"period": report.period, "business": business, "as_of": report.as_of, "only": report.only}
    return by_speed(**params, among=dict(counting.facts(PEOPLE, by="source", **params)))


type ByPerson = dict[str | None, dict[int | None, tuple[int, ...]]]


def _by_person(counted: list[tuple]) -> ByPerson:
    """Leads, clients, mature and converted of each person, by source."""
    result: ByPerson = defaultdict(dict)
    for with_sales, person, source, *values in counted:
        if with_sales:
            result[person][source] = tuple(values)
    return result


def _rows(counted: ByPerson, tallies: dict[str | None, Tally], steps: dict) -> list[Row]:
    compared = standings({who: {source: (counts[3], counts[2]) for source, counts in theirs.items()} for who, theirs in counted.items()})
    everybody = {*counted, *tallies, *steps}
    called = names(everybody)
    rows = [
        _row(key, called[key], counted.get(key, {}), compared.get(key), tallies.get(key, Tally()), steps.get(key, (0, 0)))
        for key in everybody
    ]
    return [row for row in rows if row.leads or row.has_waits]


def _row(key: str | None, label: str, counted: dict, standing: Standing | None, tally: Tally, steps: tuple[int, int]) -> Row:
    leads, clients, mature, within = (sum(counts[i] for counts in counted.values()) for i in range(4))
    row = Row(key, label, leads, clients, mature, within, standing, steps=steps[0], steps_done=steps[1])
    return _with_waits(row, tally)


def _with_waits(row: Row, tally: Tally) -> Row:
    waits = tally.row(None, "")
    names = ("to_contact", "contacted", "minutes_to_contact", "minutes_to_contact_90", "promised", "in_time")
    return replace(row, **{name: getattr(waits, name) for name in names})


def _total(rows: Iterable[Row], tallies: dict[str | None, Tally]) -> Row:
    rows = list(rows)
    names = ("leads", "clients", "mature_leads", "converted_within", "steps", "steps_done")
    summed = Row("", _("All"), **{name: sum(getattr(row, name) for row in rows) for name in names})
    return _with_waits(summed, Tally.of(tallies.values()))


def _add_contacts(tallies: dict[str | None, Tally], *, period: Period, business: Business, as_of: datetime, only: LeadFilters) -> int:
    """How soon somebody was in touch with each person's leads. Returns how many are left out: talked to as they came."""
    people = dict(counting.facts(PEOPLE, period=period, business=business, by="source", as_of=as_of, only=only))
    on_arrival = 0
    result = hand_offs.first_contacts(period, business=business, as_of=as_of, only=only)
    result = result.annotate(text=Cast("pk", TextField()))  # Python takes longer to make UUIDs of them than the query does
    for key, channel, received_at, first in result.values_list("text", "channel", "received_at", "first"):
        if key not in people or received_at is None:
            continue
        if channel in CONTACTED_ON_ARRIVAL:
            on_arrival += 1
        else:
            tallies[people[key]].count_contact(received_at, first)
    return on_arrival


def _add_promises(tallies: dict[str | None, Tally], *, period: Period, business: Business, as_of: datetime, only: LeadFilters) -> None:
    """A hand-over is whoever's answered it; of those that wait, or were not answered by then, whoever's it was given to."""
    answered = Q(decided_at__lt=as_of)
    whose = Case(When(answered, then=F("decided_by")), default=F("to"))
    made = hand_offs.made_in(period, business=business, as_of=as_of, only=only).order_by().select_related(None)
    due = made.filter(answered | Q(due_at__lt=as_of), due_at__isnull=False).values(whose=whose)
    in_time = Count("pk", filter=answered & Q(decided_at__lte=F("due_at")))
    for who, promised, kept in due.annotate(promised=Count("pk"), kept=in_time).values_list("whose", "promised", "kept"):
        tallies[of_user(who)].counts.update(promised=promised, in_time=kept)


def _steps_done(*, period: Period, business: Business, as_of: datetime, only: LeadFilters) -> dict[str | None, tuple[int, int]]:
    """Of the steps that each person's opportunities could have had ticked, how many were. See `reports.playbook.query`."""
    start, end = period.bounds(business.zone)
    stays, values = playbook.stays_of(only, since=start)
    params = {"start": start, "end": end, "as_of": as_of} | playbook.named_now() | values
    query = stays + playbook.TOLD + OWNED.format(those=THOSE) + BY_STEP
    with connection.cursor() as cursor:
        cursor.execute(query.as_string(cursor.connection), params)
        return {person: (steps, done) for person, steps, done in cursor.fetchall()}
