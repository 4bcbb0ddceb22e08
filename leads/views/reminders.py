from datetime import datetime, timedelta

from django.http import JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.models import Preferences
from accounts.roles import EVERYONE
from leads.models import Activity

AHEAD = timedelta(hours=12)
OVER = timedelta(minutes=30)
"""What began longer ago is Today's business and no reminder any more."""


@allow(*EVERYONE)
@require_safe
def reminders(request):
    """What this person has to do at a time in the next hours, for the script that reminds; nothing for who wants none."""
    now = timezone.now()
    found = _timed(request, now) if Preferences.of(request.user).reminders else []
    return JsonResponse({"now": now.isoformat(), "reminders": [_told(activity, at) for activity, at in found]})


def _timed(request, now: datetime) -> list[tuple[Activity, datetime]]:
    days = (now - OVER, now, now + AHEAD)
    days = {moment.astimezone(request.business.zone).date() for moment in days}
    mine = Activity.objects.planned().for_person(request.user).filter(due_on__in=days, due_at__isnull=False, lead__merged_into=None)
    mine = mine.exclude(lead__state="withdrawn").select_related("lead__contact").order_by("due_on", "due_at", "pk")
    zone = request.business.zone
    timed = [(each, datetime.combine(each.due_on, each.due_at, tzinfo=zone)) for each in mine[:200]]
    return [(each, at) for each, at in timed if now - OVER <= at <= now + AHEAD]


def _told(activity: Activity, at: datetime) -> dict:
    said = {"kind": activity.get_kind_display(), "lead": activity.lead, "time": f"{at:%H:%M}"}
    return {
        "id": activity.pk,
        "at": at.isoformat(),
        "soon": _("At %(time)s: %(kind)s, %(lead)s") % said,
        "now": _("Now: %(kind)s, %(lead)s") % said,
        "about": activity.text.split("\n")[0][:120],
        "href": activity.lead.get_absolute_url(),
    }
