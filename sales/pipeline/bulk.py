"""The same deed on many opportunities: each by itself, what cannot be done is told, and all of it can be taken back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leads.models import IllegalMove
from sales.models import Bulk, BulkRow, ChangedSince, Opportunity, Stage
from sales.pipeline import closing
from sales.pipeline.conflict_messages import why_not


@dataclass
class Outcome:
    """`done`: how many were changed. `refused`: why each of the others was left as it is. `bulk`: None where nothing was changed."""

    done: int = 0
    refused: list[str] = field(default_factory=list)
    bulk: Bulk | None = None


def move(picked: dict[UUID, int | None], stage: Stage, *, by) -> Outcome:
    """`picked`: the version in which each was seen, by id; here and below."""
    return _each(picked, lambda one, version: one.move_to(stage, by=by, version=version), kind=Bulk.Kind.MOVE, by=by)


def assign(picked: dict[UUID, int | None], owner, *, by) -> Outcome:
    return _each(picked, lambda one, version: one.edit(owner=owner, by=by, version=version), kind=Bulk.Kind.ASSIGN, by=by)


def lose(picked: dict[UUID, int | None], *, by, reason, note: str = "") -> Outcome:
    def deed(one: Opportunity, version: int | None) -> bool:
        closing.lose(one, by=by, reason=reason, note=note, version=version)
        return True

    return _each(picked, deed, kind=Bulk.Kind.LOSE, by=by)


@transaction.atomic
def undo(bulk: Bulk, *, by) -> Outcome:
    """Each opportunity back to how it was before, days in its stage and all; whatever somebody changed since stays as it is.

    Undone already: nothing is written.
    """
    bulk, outcome = Bulk.objects.select_for_update().get(pk=bulk.pk), Outcome()
    if bulk.undone_at:
        return outcome
    rows = {row.opportunity_id: row for row in bulk.rows.select_related("stage", "owner")}
    for opportunity in _held(rows):
        try:
            with transaction.atomic():
                _put_back(opportunity, rows[opportunity.pk], kind=bulk.kind, by=by)
            outcome.done += 1
        except IllegalMove as refused:
            outcome.refused.append(why_not(refused, opportunity))
    bulk.undone_at = timezone.now()
    bulk.save(update_fields=["undone_at"])
    return outcome


class StageRetired(IllegalMove):
    """The stage it was in is not on the board any more."""

    @property
    def missing(self) -> list[str]:
        return [str(self)]

    def __str__(self) -> str:
        opportunity, stage = self.args
        return _("%(lead)s was in “%(stage)s”, which is retired by now.") % {"lead": opportunity, "stage": stage}


def _put_back(opportunity: Opportunity, row: BulkRow, *, kind: str, by) -> None:
    if opportunity.version != row.version:
        raise ChangedSince(opportunity, version=row.version)
    if kind == Bulk.Kind.ASSIGN:
        opportunity.edit(owner=row.owner, by=by)
        return
    if row.stage.retired_at:
        raise StageRetired(opportunity, row.stage)
    if kind == Bulk.Kind.LOSE:
        closing.reopen(opportunity, by=by, stage=row.stage, since=row.stage_since)
    else:
        opportunity.move_back(row.stage, by=by, seen=opportunity.stage_id, since=row.stage_since)


@transaction.atomic
def _each(picked: dict[UUID, int | None], deed: Callable[[Opportunity, int | None], object], *, kind: str, by) -> Outcome:
    """Queries: a fixed number an opportunity. All are held from the start, in one order, so that two of these cannot deadlock."""
    outcome, rows = Outcome(), []
    for opportunity in _held(picked):
        before = {"stage": opportunity.stage, "stage_since": opportunity.stage_since, "owner": opportunity.owner}
        try:
            with transaction.atomic():
                changed = deed(opportunity, picked[opportunity.pk])
        except IllegalMove as refused:
            outcome.refused.append(why_not(refused, opportunity))
        else:
            rows += [BulkRow(opportunity=opportunity, version=opportunity.version, **before)] if changed else []
    if rows:
        outcome.done, outcome.bulk = len(rows), Bulk.objects.create(kind=kind, by=by)
        for row in rows:
            row.bulk = outcome.bulk
        BulkRow.objects.bulk_create(rows)
    return outcome


def _held(ids) -> list[Opportunity]:
    held = list(Opportunity.objects.select_for_update().filter(pk__in=list(ids)).order_by("pk").values_list("pk", flat=True))
    return list(Opportunity.objects.for_cards().filter(pk__in=held).order_by("pk"))
