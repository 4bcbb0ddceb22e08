"""Taking in a day's paper sheet, and taking it back."""

import uuid
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from leads.capture.intake import capture_all
from leads.models import HowKnown, Lead, PaperSheet, State

NOON = time(12)


class SheetDiffers(Exception):
    """A sheet with that key was entered with other figures."""


@transaction.atomic
def enter(*, key: uuid.UUID, day: date, counts: list[tuple[int, str, int]], by) -> PaperSheet:
    """Log one lead for each stroke, received at noon of `day` (now, when that is still to come). The same sheet again: nothing.

    Raises SheetDiffers when the key is known with another day or other counts.
    """
    wanted = [[source, channel, count] for source, channel, count in counts if count]
    PaperSheet.objects.bulk_create([PaperSheet(id=key, day=day, counts=wanted, by=by)], ignore_conflicts=True)
    sheet = PaperSheet.objects.select_for_update(of=("self",)).get(pk=key)
    if (sheet.day, sheet.counts) != (day, wanted):
        raise SheetDiffers
    noon = min(datetime.combine(day, NOON, tzinfo=timezone.get_current_timezone()), timezone.now())
    asked = HowKnown.ASKED
    capture_all(
        Lead(key=tick, source_id=source, channel=channel, how_known=asked, received_at=noon, logged_by=by)
        for source, channel, tick in sheet.ticks
    )
    return sheet


@transaction.atomic
def withdraw(sheet: PaperSheet, *, by) -> int:
    """Take back every lead of a sheet that is still with marketing. Returns how many stay, since somebody works on them."""
    leads = Lead.objects.filter(key__in=sheet.keys).exclude(state=State.WITHDRAWN)
    leads.withdraw(by=by)
    PaperSheet.objects.filter(pk=sheet.pk, withdrawn_at=None).update(withdrawn_at=timezone.now())
    return leads.count()


def usual_day() -> date:
    """Yesterday: paper is copied the morning after."""
    return timezone.localdate() - timedelta(days=1)
