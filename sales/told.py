"""What to say to the second of two people who did something to the same lead or opportunity."""

from django.utils.translation import gettext as _

from accounts.templatetags.house import when
from leads.models import Lead
from sales.models import Opportunity, StageChange


def where_lead_is(lead: Lead) -> str:
    """Where a lead stands now, and that nothing was changed. One query."""
    lead.refresh_from_db(fields=["state"])
    return _("Nothing was changed: %(lead)s is “%(state)s” by now.") % {"lead": lead, "state": lead.get_state_display().lower()}


def who_moved(opportunity: Opportunity) -> str:
    """Who moved an opportunity where and when, and that nothing was changed. One query."""
    last = StageChange.objects.filter(opportunity=opportunity).select_related("by", "to_stage").order_by("-pk").first()
    if last is None:
        return _("Nothing was changed: somebody else was there first.")
    return _("Nothing was changed: %(person)s moved %(lead)s to “%(stage)s” (%(when)s).") % {
        "person": last.by or _("somebody"),
        "lead": opportunity,
        "stage": last.to_stage,
        "when": when(last.at or last.written_at),
    }
