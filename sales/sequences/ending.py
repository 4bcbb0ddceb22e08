"""When a run is over, read from the facts: asked before every step, and every minute of all that are under way.

The post tells of answers, bounces and opt-outs besides (hearing.py), so that those stop at once.
"""

from django.db import transaction
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Value, When

from leads.models import Activity, HandOff, Message, State
from sales.models import Ended, SequenceDeed, SequenceRun, Stage, StageChange


def why_over(run: SequenceRun) -> str:
    """The reason, or nothing while it goes on. One query."""
    return _judged(SequenceRun.objects.filter(pk=run.pk)).values_list("over", flat=True).first() or ""


def stop_what_is_over() -> int:
    """Returns how many. One query, and one for each that is over."""
    over = _judged(SequenceRun.objects.under_way()).exclude(over="")
    return sum(run.stop(run.over) for run in over)


@transaction.atomic
def stop_these(runs, reason: str) -> None:
    """Whatever of `runs` is under way ends, in the transaction of whoever says so; not those at a step at this moment."""
    for run in runs.under_way().select_for_update(skip_locked=True, of=("self",)):
        run.stop(reason)


def _judged(runs):
    rules = [When(condition, then=Value(reason)) for reason, condition in _rules()]
    return runs.annotate(over=Case(*rules, default=Value(""), output_field=CharField()))


def _rules() -> list[tuple[str, Q]]:
    moved, of_lead = ~Q(opportunity__stage=F("stage")), Q(opportunity=None)
    return [
        (Ended.MERGED, Q(lead__merged_into__isnull=False) | Q(opportunity__isnull=False) & ~Q(opportunity__lead=F("lead"))),
        (Ended.WITHDRAWN, Q(lead__state=State.WITHDRAWN)),
        (Ended.DISQUALIFIED, Q(lead__state=State.DISQUALIFIED)),
        (Ended.WON, Q(opportunity__stage__kind=Stage.Kind.WON) & moved | of_lead & Q(lead__state=State.WON)),
        (Ended.LOST, Q(opportunity__stage__kind=Stage.Kind.LOST) & moved | of_lead & Q(lead__state=State.LOST)),
        (Ended.MOVED, Q(opportunity__isnull=False) & moved | of_lead & Q(Exists(_moves()))),
        (Ended.RETURNED, Q(Exists(_returns()))),
        (Ended.REPLIED, Q(Exists(_answers(lead=OuterRef("lead")))) | Q(Exists(_answers(lead__contact=OuterRef("lead__contact"))))),
        (Ended.BOUNCED, Q(Exists(_bounces()))),
        (Ended.BOOKED, Q(Exists(_meetings()))),
    ]


def _moves():
    """From one stage to another: being accepted by sales is no move, the person waits for an answer all the same."""
    return StageChange.objects.filter(opportunity__lead=OuterRef("lead"), from_stage__isnull=False, written_at__gt=OuterRef("began_at"))


def _returns():
    return HandOff.objects.filter(lead=OuterRef("lead"), decided_at__gt=OuterRef("began_at")).exclude(returned_for="")


def _answers(**whose):
    """Written since it began, on this enquiry or on another of the same person; a program's automatic reply is none."""
    written = Message.objects.incoming().filter(nature=Message.Nature.WRITTEN)
    return written.filter(made_at__gt=OuterRef("began_at"), **whose)


def _bounces():
    came_back = Message.objects.outgoing().filter(status=Message.Status.BOUNCED)
    return came_back.filter(key__in=SequenceDeed.objects.filter(run=OuterRef(OuterRef("pk"))).values("message_key"))


def _meetings():
    """Planned or held since it began; one that a step of a sequence planned is no booking of theirs."""
    planned = SequenceDeed.objects.filter(task=OuterRef("pk"))
    meetings = Activity.objects.filter(kind=Activity.Kind.MEETING, dropped_at=None, lead=OuterRef("lead"), made_at__gt=OuterRef("began_at"))
    return meetings.exclude(Exists(planned))
