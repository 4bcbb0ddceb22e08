"""What a person is reminded of on whatever page is open: at its time, and a little before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from accounts.models import Business, User
from leads.models import Activity

AHEAD = timedelta(hours=12)
OVER = timedelta(minutes=30)
"""What began longer ago is Today's business and no reminder any more."""


@dataclass(frozen=True)
class Reminder:
    """`id`: of one thing, whatever its time; `soon` and `now`: what is said before `at` and at it; `href`: where it is done."""

    id: int | str
    at: datetime
    soon: str
    now: str
    about: str
    href: str

    def as_dict(self) -> dict:
        return vars(self) | {"at": self.at.isoformat(), "about": self.about.split("\n")[0][:120]}


def of_follow_ups(user: User, *, business: Business, now: datetime) -> Iterator[Reminder]:
    """The follow-ups with a time in the next hours that are theirs or nobody's. One query."""
    days = {moment.astimezone(business.zone).date() for moment in (now - OVER, now, now + AHEAD)}
    queryset = Activity.objects.planned().for_person(user).filter(due_on__in=days, due_at__isnull=False, lead__merged_into=None)
    queryset = queryset.exclude(lead__state="withdrawn").select_related("lead__contact").order_by("due_on", "due_at", "pk")
    for activity in queryset[:200]:
        at = datetime.combine(activity.due_on, activity.due_at, tzinfo=business.zone)
        if now - OVER <= at <= now + AHEAD:
            yield _of(activity, at=at)


def _of(activity: Activity, *, at: datetime) -> Reminder:
    params = {"kind": activity.get_kind_display(), "lead": activity.lead, "time": f"{at:%H:%M}"}
    soon, now = _("At %(time)s: %(kind)s, %(lead)s") % params, _("Now: %(kind)s, %(lead)s") % params
    return Reminder(activity.pk, at, soon, now, activity.text, activity.lead.get_absolute_url())
