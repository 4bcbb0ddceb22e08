from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.models import Preferences
from accounts.roles import EVERYONE
from leads import hooks


@allow(*EVERYONE)
@require_safe
def reminders(request: HttpRequest) -> JsonResponse:
    """What this person has to do at a time in the next hours, for the script that reminds; nothing for who wants none."""
    now, rows = timezone.now(), []
    if Preferences.of(request.user).reminders:
        rows = [row for reader in hooks.reminder_readers for row in reader(request.user, business=request.business, now=now)]
    return JsonResponse({"now": now.isoformat(), "reminders": [row.as_dict() for row in rows]})
