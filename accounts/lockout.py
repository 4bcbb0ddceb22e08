"""What attempts to sign in are counted by: the address typed, in the spelling it is stored in, and where it came from."""

from django.conf import settings


def typed_email(request, credentials) -> str:
    typed = (credentials or {}).get("email") or request.POST.get("login", "")
    return typed.strip().lower()


def client_ip(request) -> str | None:
    """Where a request came from. Behind HTTPS that is what the one proxy in front wrote last; what stands before it is a claim."""
    forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() if settings.HTTPS else ""
    return forwarded or request.META.get("REMOTE_ADDR")
