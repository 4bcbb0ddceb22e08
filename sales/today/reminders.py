"""Reminds whoever is to speak to a new lead first, when the time that was promised runs out."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.models import Business, User
from leads.follow_ups.reminders import AHEAD, OVER, Reminder
from leads.models import Lead
from sales.today.sections import Waiting

MOST = 50
"""Toasts that nobody reads; the rest stand on Today."""


def of_first_contacts(user: User, *, business: Business, now: datetime) -> Iterator[Reminder]:
    """The leads that are theirs to call, or nobody's, whose time runs out about now. Eight queries, however many leads."""
    waiting = Waiting(user, business=business, mine=True)
    promises = waiting.promises
    leads = waiting.untried().filter(promises.late(now + AHEAD)).exclude(promises.late(now - OVER)).select_related("contact")
    for lead in leads[:MOST]:
        yield _of(lead, at=promises.due_at(lead.source_id, lead.received_at), business=business)


def _of(lead: Lead, *, at: datetime, business: Business) -> Reminder:
    params = {"lead": lead, "time": f"{at.astimezone(business.zone):%H:%M}"}
    soon, now = _("By %(time)s: first call to %(lead)s") % params, _("Late: nobody called %(lead)s yet") % params
    return Reminder(f"first-{lead.pk}", at, soon, now, lead.interest, lead.get_absolute_url())
