"""Links just made, shown once: they wait in the session of whoever made them until the next page that shows them."""

from django.conf import settings
from django.urls import reverse

from accounts.models import Invitation

KEY = "new_links"


def keep(request, *invitations: Invitation) -> None:
    rows = [
        {
            "for": str(invitation),
            "href": absolute(request, reverse("join", args=[invitation.token])),
            "password": invitation.for_user_id is not None,
        }
        for invitation in invitations
    ]
    request.session[KEY] = request.session.get(KEY, []) + rows


def take(request) -> list[dict]:
    """The links not shown yet, each for the last time."""
    return request.session.pop(KEY, [])


def absolute(request, path: str) -> str:
    """With the address people reach LeadTrack by, where it was set: the one this request came by may be an inner one."""
    return f"{settings.LEADTRACK_URL}{path}" if settings.LEADTRACK_URL else request.build_absolute_uri(path)
