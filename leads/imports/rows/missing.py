"""Leads of a file that will have no day, no person or no source: how many, before they go in, and what is done without a day."""

import datetime as dt
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import batched

from django.utils import timezone
from django.utils.translation import gettext as _

from leads.export.columns import BLANK
from leads.imports.fields import NAME_PARTS
from leads.imports.kinds import LEADS
from leads.imports.plan import TODAY, UNKNOWN, BadPlan, Plan
from leads.imports.questions.survey import key_of
from leads.imports.systems import id_header
from leads.imports.table import Row, Table
from leads.imports.values.dates import EmptyDate, parse_moment
from leads.models import Lead

CHUNK = 5000
DAY, PERSON, SOURCE = "day", "person", "source"
OF_A_PERSON = ("name", *NAME_PARTS, "company", "phone", "email")
DEFAULTS = {DAY: "received_at", PERSON: "name", SOURCE: "source"}
MAY_SAY_NONE = ("0", "1")
"""What programs write where there is no day begins with one of these."""


@dataclass(frozen=True)
class Missing:
    """How many new leads come without each."""

    day: int = 0
    person: int = 0
    source: int = 0

    def __bool__(self) -> bool:
        return bool(self.day or self.person or self.source)


def missing(table: Table, plan: Plan, *, seconds: float | None = None) -> Missing:
    """Of all rows that would make a lead: a row of a known id makes none. Reads the file once, and asks for its ids; the table
    remembers. `seconds`: how long it may take, if not to the end.

    Judged by what is filled; a row that turns out to be unreadable makes no lead, and is counted here as one.
    """
    if plan.kind != LEADS:
        return Missing()
    key = key_of_missing(plan)
    if key not in table.surveys:
        table.surveys[key] = _counted(table, plan, seconds=seconds)
    return table.surveys[key]


def key_of_missing(plan: Plan) -> tuple:
    return ("missing", *key_of(plan), *sorted(plan.defaults), plan.system)


def _counted(table: Table, plan: Plan, *, seconds: float | None) -> Missing:
    judge = _Judge(table, plan)
    counted = dict.fromkeys((DAY, PERSON, SOURCE), 0)
    until = time.monotonic() + seconds if seconds is not None else float("inf")
    for rows in batched(judge.incomplete(table.rows), CHUNK):
        for lacks in judge.of_new_leads(rows):
            for name in lacks:
                counted[name] += 1
        if time.monotonic() > until:
            break
    return Missing(**counted)


def day_of_undated(plan: Plan) -> dt.datetime | None:
    """When leads came that have no day of their own; None: nobody knows."""
    if plan.no_day in ("", UNKNOWN):
        return None
    day = timezone.localdate(timezone=plan.zone) if plan.no_day == TODAY else dt.date.fromisoformat(plan.no_day)
    return dt.datetime.combine(day, dt.time(), tzinfo=plan.zone)


def checked_no_day(text: str, *, today: dt.date) -> str:
    """`today`, `unknown` or a day, as the plan keeps it. Raises BadPlan when it is none of these, or has not come yet."""
    if text in (TODAY, UNKNOWN):
        return text
    try:
        day = dt.date.fromisoformat(text)
    except ValueError as error:
        raise BadPlan(_("“%(text)s” is no day: write today, unknown, or a day like 2026-03-04.") % {"text": text}) from error
    if day.year < 1970 or day > today:
        raise BadPlan(_("%(text)s: name a day after 1970 that has come.") % {"text": text})
    return day.isoformat()


class _Judge:
    """What each row lacks, by the places of the columns."""

    def __init__(self, table: Table, plan: Plan):
        self.system = plan.system
        self.chosen = [table.index(header) for header in plan.columns]
        self.days = [table.index(header) for header in plan.headers_of("received_at")]
        self.people = [table.index(header) for name in OF_A_PERSON for header in plan.headers_of(name)]
        self.sources = [table.index(header) for name in ("source", "referred_by") for header in plan.headers_of(name)]
        self.id = table.index(id_header(plan.columns)) if id_header(plan.columns) else None
        self.needs = [name for name, field in DEFAULTS.items() if field not in plan.defaults]

    def incomplete(self, rows: Iterable[Row]) -> Iterator[tuple[str, list[str]]]:
        """The id of each that lacks something, and what."""
        for row in rows:
            lacks = [name for name in self.needs if not self._has(name, row)]
            if lacks and any(row.cells[at].strip() for at in self.chosen):
                yield "" if self.id is None else row.cells[self.id].strip(), lacks

    def of_new_leads(self, rows: tuple[tuple[str, list[str]], ...]) -> list[list[str]]:
        ids = {key for key, _lacks in rows if key}
        known: set[str] = set()
        if ids:
            of_here = Lead.objects.filter(external_system=self.system, external_id__in=ids)
            known = set(of_here.values_list("external_id", flat=True))
        return [lacks for key, lacks in rows if key not in known]

    def _has(self, name: str, row: Row) -> bool:
        if name == DAY:
            return any(_says_a_day(row.cells[at]) for at in self.days)
        places = self.people if name == PERSON else self.sources
        return any((text := row.cells[at].strip()) and text != BLANK for at in places)


def _says_a_day(cell: str) -> bool:
    """`0000-00-00` says none. What cannot be read is a bad row, and no lead without a day."""
    if not cell.strip():
        return False
    if not cell.startswith(MAY_SAY_NONE):
        return True
    try:
        parse_moment(cell, order="", zone=dt.UTC)
    except EmptyDate:
        return False
    except (ValueError, OverflowError):
        return True
    return True
