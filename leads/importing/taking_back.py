"""A whole file taken back: the leads it made that nobody has touched since. It can be undone."""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from leads.importing.kinds import Staying
from leads.models import Activity, HandOff, Import, ImportedLead, Lead, LeadChange, State, Touch

BATCH = 5000


def made(file: Import):
    """The leads the file made and that were not taken back with it, with what was done to them since. No query yet.

    What the file itself did to them (a second row of the same person) is no touching.
    """
    mine, since = {"lead": OuterRef("pk")}, file.finished_at or file.told_at or file.uploaded_at
    return Lead.objects.filter(brought_in_by__file=file, brought_in_by__taken_back_at=None).annotate(
        is_changed=Exists(LeadChange.objects.filter(**mine, at__gt=since)),
        is_worked_on=Exists(Activity.objects.filter(**mine))
        | Exists(HandOff.objects.filter(**mine))
        | Exists(Touch.objects.filter(**mine, at__gt=since)),
        has_joined=Exists(Lead.objects.filter(merged_into=OuterRef("pk"))),
    )


UNTOUCHED = Q(state=State.OPEN, merged_into=None, is_changed=False, is_worked_on=False, has_joined=False)


def untouched(file: Import):
    return made(file).filter(UNTOUCHED)


def free(file: Import) -> int:
    return untouched(file).count()


def staying(file: Import, *, most: int) -> tuple[list[Staying], int]:
    kept = made(file).exclude(UNTOUCHED).select_related("contact").order_by("-listed_at", "-id")
    return [Staying(str(lead), lead.get_absolute_url(), reason(lead)) for lead in kept[:most]], kept.count()


def reason(lead: Lead) -> str:
    """Why one of `staying` stays, the weightiest reason first."""
    if lead.merged_into_id or lead.has_joined:
        return _("Joined with another enquiry")
    if lead.state == State.WITHDRAWN:
        return _("Withdrawn already")
    if lead.state not in (State.OPEN, State.DISQUALIFIED):
        return _("Sales has it, or had it")
    return _("Somebody worked on it") if lead.is_worked_on else _("Somebody changed it")


@transaction.atomic
def take_back(file: Import, *, by) -> int:
    """Withdraw what nobody has touched; each lead says so in its history. Returns how many. A second time: none."""
    Import.objects.select_for_update().get(pk=file.pk)
    free = list(untouched(file).values_list("pk", flat=True))
    _move(free, was=State.OPEN, to=State.WITHDRAWN, verb="withdrawn", by=by)
    ImportedLead.objects.filter(lead__in=free).update(taken_back_at=timezone.now())
    return len(free)


@transaction.atomic
def bring_back(file: Import, *, by) -> int:
    """Undo it: what was taken back with the file, and is still withdrawn, counts again. Returns how many."""
    Import.objects.select_for_update().get(pk=file.pk)
    gone = ImportedLead.objects.filter(file=file, taken_back_at__isnull=False)
    back = list(gone.filter(lead__state=State.WITHDRAWN).values_list("lead", flat=True))
    _move(back, was=State.WITHDRAWN, to=State.OPEN, verb="reopened", by=by)
    gone.update(taken_back_at=None)
    return len(back)


def bring_again(lead: Lead, *, file: Import | None, by) -> bool:
    """A row of another file is about a lead that was taken back with its own: it counts again. Says whether it was one."""
    link = ImportedLead.objects.filter(lead=lead, taken_back_at__isnull=False)
    if lead.state != State.WITHDRAWN or not link.exists():
        return False
    lead.reopen(by=by)
    link.update(taken_back_at=None, **({"file": file} if file else {}))
    return True


def _move(ids: list, *, was: str, to: str, verb: str, by) -> None:
    now = timezone.now()
    told = {"before": {"state": was}, "after": {"state": to}, "note": _("With the whole file it came in")}
    for at in range(0, len(ids), BATCH):
        chunk = ids[at : at + BATCH]
        Lead.objects.filter(pk__in=chunk).update(state=to, closed_at=now if to == State.WITHDRAWN else None)
        LeadChange.objects.bulk_create(LeadChange(lead_id=pk, verb=verb, by=by, at=now, **told) for pk in chunk)
