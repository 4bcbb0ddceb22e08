"""The sample's sequences: one that is on after a quote, with people at each of its steps, and a thank-you nobody looked at yet."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import Business, User
from accounts.roles import Role
from accounts.working_hours import next_working
from sales.models import Ended, Opportunity, SequenceDeed, SequenceRun
from sales.sequences.proposals import propose

AT_EACH_STEP = 2
ENDS = (Ended.REPLIED, Ended.BOOKED, Ended.TAKEN_OVER)


def write_sequences() -> int:
    """Returns how many runs there are. Nothing is sent: the steps behind are written as left to a person."""
    made = propose()
    boss = User.objects.with_role(Role.OWNER).order_by("pk").first()
    if not made or boss is None:
        return 0
    sequence = made[0]
    version = sequence.approve(by=boss, seen=sequence.as_seen)
    there = Opportunity.objects.filter(stage=sequence.stage).select_related("lead", "stage").order_by("-stage_since", "pk")
    runs = [_run(version, one, number) for number, one in enumerate(there[: AT_EACH_STEP * len(version.steps) + len(ENDS)])]
    return len(runs)


def _run(version, opportunity: Opportunity, number: int) -> SequenceRun:
    at, ended = divmod(number, AT_EACH_STEP)[0], number - AT_EACH_STEP * len(version.steps)
    now, began = timezone.now(), opportunity.stage_since
    soon = next_working(Business.current(), now + timedelta(days=1))
    ends = {"ended_for": ENDS[ended], "ended_at": now, "due_at": None} if ended >= 0 else {"due_at": soon}
    step = min(at, len(version.steps) - 1)
    run = SequenceRun.objects.create(
        sequence=version.sequence,
        version=version,
        lead=opportunity.lead,
        opportunity=opportunity,
        stage=opportunity.stage,
        began_at=began,
        next_number=step,
        **ends,
    )
    deeds = [SequenceDeed(run=run, number=done, outcome=SequenceDeed.Outcome.DONE, at=began) for done in range(step)]
    SequenceDeed.objects.bulk_create(deeds)
    return run
