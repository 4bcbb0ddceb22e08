"""Letters that somebody sends from their own mail program, where LeadTrack has no mail server."""

from datetime import timedelta
from urllib.parse import quote

from django.db import transaction
from django.utils import timezone

from leads.mail.optout import has_opted_out
from leads.mail.outbound.outbox import OptedOut, close_questions
from leads.models import Activity, Lead
from leads.models.mail_address import address_key

TWICE = timedelta(minutes=10)
"""The same letter within this time is the same letter, sent in twice."""
LONGEST = 2_000
"""Letters of an address that Windows hands to a program; what is longer arrives cut off."""


def mailto(address: str, *, subject: str, text: str) -> str:
    """What opens a mail program with that letter (RFC 6068)."""
    body = "\r\n".join(text.splitlines())
    return f"mailto:{quote(address, safe='@')}?subject={quote(subject, safe='')}&body={quote(body, safe='')}"


@transaction.atomic
def log(lead: Lead, *, by, to: str, subject: str, text: str) -> Activity:
    """It counts as done, since nobody here sees it go. Subject and text stand in the history. Raises OptedOut."""
    if has_opted_out(to):
        raise OptedOut(lead)
    Lead.objects.select_for_update().get(pk=lead.pk)
    letter = f"{' '.join(subject.split())}\n\n{text}"
    recent = lead.activities.filter(by=by, kind=Activity.Kind.MESSAGE, text=letter, done_at__gte=timezone.now() - TWICE)
    activity = recent.first() or Activity.log(lead, by=by, kind=Activity.Kind.MESSAGE, text=letter)
    close_questions(lead, address=address_key(to), by=by)
    return activity


def read(activity: Activity) -> tuple[str, str]:
    """Subject and text of a letter that was logged."""
    subject, _gap, text = activity.text.partition("\n\n")
    return subject, text
