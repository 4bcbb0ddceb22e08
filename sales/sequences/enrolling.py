"""Who is taken into a sequence: what enters its stage, and what comes from its source."""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.models import Business
from accounts.working_hours import Hours
from leads.models import ContactEmail, ContactPhone, Lead
from sales.models import Opportunity, Sequence, SequenceRun
from sales.models.sequence_run import SLIP, SLIPS
from sales.sequences.ending import why_over
from sales.sequences.strangers import is_a_strangers, known_to_us
from sales.sequences.timing import after

AT_ONCE = 500
"""Enquiries taken in a minute, so that a busy day does not hold up the steps of the others."""


def entered(opportunity: Opportunity) -> None:
    """It came to a stage: what belonged to the one before is over, and what belongs to this one begins.

    Nobody goes through a sequence twice by themselves. Back within the hour, a run goes on where it was left.
    """
    for run in SequenceRun.objects.under_way().of_opportunity(opportunity).select_for_update():
        if reason := why_over(run):
            run.stop(reason)
    before = {run.sequence_id: run for run in opportunity.sequence_runs.order_by("began_at")}
    for sequence in Sequence.objects.on().filter(stage=opportunity.stage_id):
        run = before.get(sequence.pk)
        if run is None:
            begin(sequence, opportunity.lead, opportunity=opportunity)
        elif run.ended_for in SLIPS and run.ended_at > timezone.now() - SLIP:
            run.go_on()


@transaction.atomic
def begin(sequence: Sequence, lead: Lead, *, opportunity: Opportunity | None = None, by=None) -> SequenceRun | None:
    """Take a lead into a sequence that is on. None where it is in it already, or the sequence went off meanwhile."""
    sequence = Sequence.objects.select_for_update(no_key=True).on().filter(pk=sequence.pk).first()
    under_way = SequenceRun.objects.under_way().filter(sequence=sequence, lead=lead, opportunity=opportunity)
    if sequence is None or under_way.exists():
        return None
    now, hours = timezone.now(), Hours.of(Business.current())
    return SequenceRun.objects.create(
        sequence=sequence,
        version=sequence.version,
        lead=lead,
        opportunity=opportunity,
        stage=opportunity and opportunity.stage,
        began_at=now,
        due_at=after(hours, sequence.version.steps, 0, now),
        by=by,
    )


def take_in_from_sources() -> int:
    """Enquiries that came while a sequence of their source was on, once there is a way to reach them. Returns how many.

    Not what a file brought: those people did not just ask. Not what a stranger mailed, until one of us has had it in hand.
    """
    return sum(bool(begin(sequence, lead)) for sequence in Sequence.objects.on().exclude(source=None) for lead in _new_of(sequence))


def _new_of(sequence: Sequence):
    reachable = Exists(ContactEmail.objects.filter(contact=OuterRef("contact"))) | Exists(
        ContactPhone.objects.filter(contact=OuterRef("contact"))
    )
    fresh = Lead.objects.open().filter(source=sequence.source_id, logged_at__gte=sequence.on_since, external_id=None)
    waiting = fresh.filter(reachable, known_to_us())
    return waiting.exclude(Exists(SequenceRun.objects.filter(sequence=sequence, lead=OuterRef("pk"))))[:AT_ONCE]


def can_begin(opportunity: Opportunity) -> list[Sequence]:
    """Sequences a person may start for it by hand: those of its stage and its source that are on and not under way. One query."""
    mine = Q(stage=opportunity.stage_id) | Q(source__isnull=False, source=opportunity.lead.source_id)
    under_way = SequenceRun.objects.under_way().filter(sequence=OuterRef("pk")).of_opportunity(opportunity)
    return list(Sequence.objects.on().filter(mine).exclude(Exists(under_way)).select_related("version", "stage", "source"))


def can_begin_with(lead: Lead) -> list[Sequence]:
    """The same for an open enquiry: those of its source. One query."""
    if not lead.is_open or not lead.source_id or not lead.contact_id:
        return []
    under_way = SequenceRun.objects.under_way().filter(sequence=OuterRef("pk"), lead=lead, opportunity=None)
    return list(Sequence.objects.on().filter(source=lead.source_id).exclude(Exists(under_way)).select_related("version", "source"))


def held_back(lead: Lead) -> list[Sequence]:
    """Sequences of its source that would have taken it in by now, had one of us had it in hand. Two queries."""
    waiting = [each for each in can_begin_with(lead) if lead.logged_at >= each.on_since]
    return waiting if waiting and is_a_strangers(lead) else []
