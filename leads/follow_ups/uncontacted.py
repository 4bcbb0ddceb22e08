"""Leads that nobody spoke to yet. One definition for Today, the digest, the reminders and the lead list.

Open, with a way to reach them, and not kept warm; not talked to as they came; no contact of ours reached anybody (a call that nobody
answered did not), nothing is planned, and nobody said that nothing is to follow. What was handed over and waits to be answered stands
under that promise.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Business
from leads.follow_ups.response_time import CONTACTED_ON_ARRIVAL
from leads.models import Activity, ImportedLead, Lead, State


def uncontacted() -> QuerySet[Lead]:
    own = {"lead": OuterRef("pk")}
    ended = Activity.objects.filter(**own, is_last=True, done_at__isnull=False)
    queryset = Lead.objects.valid().reachable().filter(state__in=(State.OPEN, State.IN_SALES), warm_since=None)
    queryset = queryset.exclude(channel__in=CONTACTED_ON_ARRIVAL)
    for activities in (Activity.objects.conversations().filter(**own), ended, Activity.objects.planned().filter(**own)):
        queryset = queryset.exclude(Exists(activities))
    return queryset


def new(business: Business) -> QuerySet[Lead]:
    """Those to be called, one by one: they came in with no file, since LeadTrack keeps an eye on first contacts."""
    return uncontacted().exclude(_imported()).filter(logged_at__gte=business.first_contacts_since)


def earlier(business: Business) -> QuerySet[Lead]:
    """Those of an import and from before: they are counted, and nobody is alerted."""
    return uncontacted().filter(Q(_imported()) | Q(logged_at__lt=business.first_contacts_since))


def _imported() -> Exists:
    return Exists(ImportedLead.objects.filter(lead=OuterRef("pk")))
