"""What a sequence would say to somebody, and on which days: looked at before it is switched on, started, or goes on."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from accounts.models import Business, User
from accounts.working_hours import Hours, next_working
from leads.models import Lead
from sales.models import Opportunity, Sequence, SequenceRun
from sales.sequences.ending import why_over
from sales.sequences.rendering import Rendered, example_values, render, seller_of, values_for
from sales.sequences.timing import due


@dataclass(frozen=True)
class Planned:
    number: int
    step: dict
    at: datetime
    says: Rendered


@dataclass(frozen=True)
class Underway:
    """A run with what is still ahead of it. `over`: what ends it within the minute."""

    run: SequenceRun
    ahead: list[Planned]
    over: str

    @property
    def next(self) -> Planned | None:
        return self.ahead[0] if self.ahead else None

    @property
    def waits(self) -> bool:
        """Held by a person, or because the sequence is off."""
        return bool(self.run.paused_at) or not self.run.sequence.is_on


def preview(steps: list[dict], *, values: dict[str, str], business: Business, start=None, number: int = 0, first=None) -> list[Planned]:
    """The steps from `number` on, each counted from the one before; `first` is when the first of them comes, where that is known."""
    hours, at, planned = Hours.of(business), start or timezone.now(), []
    for place, step in enumerate(steps[number:], number):
        at = first if first and place == number else due(hours, at, step)
        planned.append(Planned(place, step, at, render(step, values=values)))
    return planned


def preview_for(opportunity: Opportunity, steps: list[dict], *, business: Business) -> list[Planned]:
    return preview_for_lead(opportunity.lead, steps, seller=opportunity.owner, business=business)


def preview_for_lead(lead: Lead, steps: list[dict], *, seller: User | None, business: Business) -> list[Planned]:
    return preview(steps, values=values_for(lead, seller=seller, business=business), business=business)


def look_over(sequence: Sequence, *, business: Business) -> tuple[list[Planned], Opportunity | None]:
    """Every step as it is written now, said to the newest opportunity of its place; to somebody made up where there is none."""
    place = {"stage": sequence.stage_id} if sequence.stage_id else {"lead__source": sequence.source_id}
    found = Opportunity.objects.filter(**place, lead__contact__isnull=False).select_related("lead__contact", "owner").order_by("-made_at")
    example = found.first()
    if example:
        return preview_for(example, sequence.plan(), business=business), example
    return preview(sequence.plan(), values=example_values(business), business=business), None


def underway(runs, *, business: Business) -> list[Underway]:
    """Each run under way with what is ahead. A few queries each; a lead has one or two."""
    return [_underway(run, business=business) for run in runs.under_way().for_list()]


def _underway(run: SequenceRun, *, business: Business) -> Underway:
    values = values_for(run.lead, seller=seller_of(run.lead, run.opportunity), business=business)
    first = run.due_at and next_working(business, max(run.due_at, timezone.now()))
    ahead = preview(run.steps, values=values, business=business, start=first, number=run.next_number, first=first)
    return Underway(run, ahead, why_over(run))
