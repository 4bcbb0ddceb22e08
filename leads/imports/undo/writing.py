"""What was put back, written down in the history of each lead as a person reads it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from leads.change_log import CONTACT_FIELDS, LEAD_FIELDS
from leads.imports.undo.children import CONTACT, LEAD
from leads.imports.undo.history import Change, Tracked
from leads.models import Campaign, Contact, Lead, LeadChange, Source

NAMED = {"source_id": Source, "campaign_id": Campaign, "referred_by_id": Contact, "contact_id": Contact}
READ = LEAD_FIELDS | CONTACT_FIELDS
BATCH = 5000

type Difference = tuple[dict[str, Any], dict[str, Any]]


class Notes:
    """Before and after of each lead, gathered until `write`. `Change.before` is what it is again, and so comes after."""

    def __init__(self, *, by: User | None):
        self.by = by
        self.differences: dict[UUID, Difference] = {}

    def add_leads(self, changes: list[Change]) -> None:
        for pk, difference in _differences(LEAD, changes).items():
            self._add(pk, difference)

    def add_people(self, changes: list[Change], ways: Iterable[tuple[int, str, str]] = ()) -> None:
        """On the latest of their leads that stand."""
        of_people = _differences(CONTACT, changes)
        for contact, name, text in ways:
            before, after = of_people.setdefault(contact, ({}, {}))
            before.setdefault(name, []).append(text)
            after[name] = []
        for contact, lead in _latest_leads(of_people).items():
            self._add(lead, of_people[contact])

    def add_rows(self, leads: Iterable[UUID]) -> None:
        for lead in leads:
            self._add(lead, ({}, {}))

    def _add(self, lead: UUID, difference: Difference) -> None:
        before, after = self.differences.setdefault(lead, ({}, {}))
        before.update(difference[0])
        after.update(difference[1])

    def write(self) -> None:
        note, now = _("With the whole file that changed it"), timezone.now()
        LeadChange.objects.bulk_create(
            [
                LeadChange(lead_id=lead, verb="edited", by=self.by, at=now, note=note, before=before, after=after)
                for lead, (before, after) in self.differences.items()
            ],
            batch_size=BATCH,
        )


def write_move(leads: list[UUID], *, verb: str, at: datetime, by: User | None, before: dict[UUID, str], after: str = "") -> None:
    """Leads that were withdrawn, or count again. `before`: their states; `after`: of all of them, else it is turned round."""
    note = _("With the whole file it came in")
    states = {pk: (before[pk], after) if after else ("withdrawn", before[pk]) for pk in leads}
    LeadChange.objects.bulk_create(
        [
            LeadChange(lead_id=pk, verb=verb, by=by, at=at, note=note, before={"state": was}, after={"state": becomes})
            for pk, (was, becomes) in states.items()
        ],
        batch_size=BATCH,
    )


def _differences(tracked: Tracked, changes: list[Change]) -> dict[Any, Difference]:
    """What was put back, by row: names instead of keys, and only what a person reads."""
    put = [each for each in changes if each.puts]
    values, names = tracked.values(put), _Names()
    columns = {each.pk: [column for group in each.puts for column in tracked.groups[group]] for each in put}
    for pk, (before, after) in values.items():
        names.need(columns[pk], before, after)
    differences = {}
    for pk, (before, after) in values.items():
        read = {column: column.removesuffix("_id") for column in columns[pk] if column.removesuffix("_id") in READ}
        differences[pk] = tuple({name: names.of(column, row[column]) for column, name in read.items()} for row in (after, before))
    return differences


class _Names:
    """Names of what keys stand for. A query a model."""

    def __init__(self) -> None:
        self.keys: dict[type, set] = {model: set() for model in NAMED.values()}
        self.rows: dict[type, dict] = {}

    def need(self, columns: list[str], *rows: dict) -> None:
        for column in set(columns) & NAMED.keys():
            self.keys[NAMED[column]] |= {row[column] for row in rows if row[column]}

    def of(self, column: str, value: Any) -> Any:
        if column not in NAMED:
            return value
        model = NAMED[column]
        if model not in self.rows:
            self.rows[model] = model.objects.in_bulk(self.keys[model])
        return str(self.rows[model][value]) if value in self.rows[model] else None


def _latest_leads(contacts: Iterable[int]) -> dict[int, UUID]:
    leads = Lead.objects.standing().filter(contact__in=list(contacts)).order_by("contact", "-listed_at", "-pk").distinct("contact")
    return dict(leads.values_list("contact", "pk"))
