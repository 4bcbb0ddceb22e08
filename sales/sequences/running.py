"""Doing what is due. Each step is one transaction: its row, its task, its message in the post, and the time of the next.

Cut off anywhere, a step is either done and its row says so, or nothing of it happened and it is done again.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Absence, Business, User
from accounts.scheduler import scheduled
from accounts.working_hours import Hours, is_working, next_working
from leads.mail import CannotSend, OptedOut
from leads.models import Activity, Lead
from sales.models import Ended, Opportunity, SequenceDeed, SequenceRun
from sales.sequences import sending
from sales.sequences.ending import stop_what_is_over, why_over
from sales.sequences.enrolling import take_in_from_sources
from sales.sequences.rendering import Rendered, render, seller_of, values_for
from sales.sequences.timing import after, counted_from

AT_ONCE = 1000


@scheduled("follow up by itself", every=timedelta(minutes=1))
def follow_up(business: Business) -> None:
    take_in_from_sources()
    stop_what_is_over()
    do_due(business)


def do_due(business: Business) -> int:
    """Every step that is due, one transaction each. Returns how many were done."""
    hours = Hours.of(business)
    due = SequenceRun.objects.due(timezone.now()).order_by("due_at", "pk")
    return sum(_do(*ids, business=business, hours=hours) for ids in list(due.values_list("pk", "opportunity", "lead")[:AT_ONCE]))


@transaction.atomic
def _do(pk, opportunity_id, lead_id, *, business: Business, hours: Hours) -> bool:
    """One step of one run, unless somebody is at it, its sequence, its opportunity or its lead: then the next minute does it."""
    if not _alone_with(Opportunity, opportunity_id) or not _alone_with(Lead, lead_id):
        return False
    now = timezone.now()
    due = SequenceRun.objects.due(now).for_list().filter(pk=pk)
    run = due.select_for_update(skip_locked=True, no_key=True, of=("self", "sequence")).first()
    if run is None:
        return False
    if reason := why_over(run):
        run.stop(reason)
        return False
    if not is_working(hours, now):
        run.put_off(next_working(hours, now))
        return False
    return _perform(run, now=now, business=business, hours=hours)


def _alone_with(model, pk) -> bool:
    """Hold a row for the rest of the transaction; False when somebody else holds it. Waiting for them could be for each other."""
    return pk is None or model.objects.select_for_update(skip_locked=True, no_key=True).filter(pk=pk).exists()


def _perform(run: SequenceRun, *, now, business: Business, hours: Hours) -> bool:
    number, was_due = run.next_number, run.due_at
    seller = seller_of(run.lead, run.opportunity)
    rendered = render(run.next_step, values=values_for(run.lead, seller=seller, business=business))
    deed = SequenceDeed(run=run, number=number, outcome=SequenceDeed.Outcome.DONE, was_due=was_due)
    try:
        with transaction.atomic():
            if rendered.subject:
                deed.message_key = run.message_key(number)
                sending.send(run.lead, by=seller, subject=rendered.subject, text=rendered.text, key=deed.message_key)
    except OptedOut:
        run.stop(Ended.OPTED_OUT)
        return False
    except CannotSend:
        deed.message_key, deed.outcome = None, SequenceDeed.Outcome.BY_HAND
    deed.task = _task(run, rendered, deed, seller=seller, day=now.astimezone(business.zone).date())
    deed.save(force_insert=True)
    run.advance(number, due=after(hours, run.steps, number + 1, counted_from(was_due, now)))
    return True


def _task(run: SequenceRun, rendered: Rendered, deed: SequenceDeed, *, seller: User | None, day) -> Activity | None:
    """For whoever has the lead, or for whoever is free while they are away. It says which sequence it comes from."""
    kind, text = rendered.task_kind, rendered.task
    if deed.outcome == SequenceDeed.Outcome.BY_HAND:
        kind = kind or Activity.Kind.CALL
        unsent = _("“%(subject)s” could not go by e-mail") % {"subject": rendered.subject}
        text = "; ".join(filter(None, (text, unsent)))
    if not kind:
        return None
    away = seller and (not seller.is_active or Absence.objects.on(day).filter(user=seller).exists())
    told = _("%(text)s (%(sequence)s)") % {"text": text, "sequence": run.sequence} if text else str(run.sequence)
    return Activity.plan(run.lead, by=seller, on=day, kind=kind, text=told, for_user=None if away else seller)
