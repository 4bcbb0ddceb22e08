"""People who never became clients are not kept for ever: each night those go whose time is over."""

import logging
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import Business
from accounts.scheduler import scheduled
from leads.models import Contact, Lead, RetentionRule, State, Touch
from leads.models.lead_states import JUNK
from leads.privacy.erasure import erase
from leads.privacy.register import RegisterNotWritten

logger = logging.getLogger(__name__)
AT_ONCE = 200
"""People a run: what is left is done at the next."""
MONTH = timedelta(days=365.2425 / 12)
End = RetentionRule.End
ENDS = {
    End.LOST: Q(state=State.LOST),
    End.DISQUALIFIED: Q(state=State.DISQUALIFIED) & ~Q(disqualified_for__in=JUNK),
    End.JUNK: Q(state=State.DISQUALIFIED, disqualified_for__in=JUNK),
    End.WITHDRAWN: Q(state=State.WITHDRAWN),
}


def overdue(*, now: datetime) -> QuerySet[Contact]:
    """Contacts that never became clients and all of whose enquiries came to an end longer ago than the rule of that end says."""
    over = Q(pk__in=[])
    for rule in RetentionRule.objects.all():
        over |= ENDS[End(rule.end)] & Q(closed_at__lt=now - rule.months * MONTH)
    theirs = Lead.objects.filter(contact=OuterRef("pk"))
    recent = Touch.objects.filter(lead=OuterRef("pk"), at__gte=now - timedelta(days=30))
    standing = theirs.filter(~over | Exists(recent))
    people = Contact.objects.filter(client_lead=None, merged_into=None, erased_at=None)
    return people.filter(Exists(theirs)).exclude(Exists(standing)).order_by("pk")


@scheduled("erase whose time is over", every=timedelta(hours=1), slow=True)
def erase_overdue(business: Business) -> None:
    if not RetentionRule.objects.exists():
        return
    for contact in overdue(now=timezone.now())[:AT_ONCE]:
        try:
            erase(contact, by=None, reason="Retention rule")
        except RegisterNotWritten:
            logger.warning("Nobody is erased, since the list outside the database cannot be written", exc_info=True)
            return
