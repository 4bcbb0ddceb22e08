"""What was still planned with somebody when their opportunity closed: dropped with it, and planned again when it opens again."""

from collections.abc import Iterable

from django.db.models import Exists, QuerySet
from django.utils import timezone

from leads.models import Activity
from sales.models import Opportunity


def planned(opportunity: Opportunity) -> QuerySet[Activity]:
    """The follow-ups that end with it, the nearest first.

    None while another opportunity of the same enquiry is open, since they may be about that one; and never a thank-you, which is
    about somebody else.
    """
    another = Opportunity.objects.open().filter(lead=opportunity.lead_id).exclude(pk=opportunity.pk)
    return Activity.objects.next_of(opportunity.lead_id).filter(thanks_for=None).exclude(Exists(another))


def drop(opportunity: Opportunity, *, keep: Iterable[Activity] = ()) -> None:
    """Right after it closed. Dropped at the moment the closing was written: by that `plan_again` knows them. Two queries."""
    closed = _last_change(opportunity)
    ends = planned(opportunity).exclude(pk__in=[one.pk for one in keep]).order_by()
    ends.update(dropped_at=closed, changed_at=closed)


def plan_again(opportunity: Opportunity) -> None:
    """Right before it opens again. Two queries."""
    dropped = Activity.objects.filter(lead=opportunity.lead_id, dropped_at=_last_change(opportunity))
    dropped.update(dropped_at=None, changed_at=timezone.now())


def _last_change(opportunity: Opportunity):
    return opportunity.changes.order_by("pk").values_list("written_at", flat=True).last()
