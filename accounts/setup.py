"""The one-time link of a first start. Whoever can read the terminal may set LeadTrack up; nobody else can."""

import secrets

from django.urls import reverse

from accounts.models import Business

UNNAMED = "LeadTrack"
"""What the business is called until its first step is done."""


def setup_path() -> str | None:
    """The address of the set-up pages, the same until they are done; None from then on."""
    business, _ = Business.objects.get_or_create(only=True, defaults={"name": UNNAMED, "setup_token": secrets.token_urlsafe(24)})
    if business.is_set_up:
        return None
    if not business.setup_token:
        business.setup_token = secrets.token_urlsafe(24)
        business.save(update_fields=["setup_token"])
    return reverse("setup_business", args=[business.setup_token])


def opens(business: Business, token: str) -> bool:
    """Whether `token` is the one this business was (or is to be) set up with."""
    return bool(business.setup_token) and secrets.compare_digest(business.setup_token.encode(), token.encode())
