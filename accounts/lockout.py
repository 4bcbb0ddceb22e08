"""What keeps strangers from guessing passwords: who is counted, and from when on an attempt is refused. django-axes keeps the counts.

A browser is known to a person who signed in with it before. Wrong passwords are counted

- for a known browser by itself, so that no stranger anywhere can lock its person out;
- else by the address typed and where it came from: eight, then a quarter of an hour;
- and slowly, over a day, by the address typed wherever it came from, and by where it came from whatever was typed.
"""

import secrets
from datetime import timedelta
from ipaddress import ip_address, ip_network

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessFailureLog
from axes.utils import reset
from django.conf import settings
from django.core import signing
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac

SALT = "accounts.lockout"
COOKIE, COOKIE_AGE = "known_browser", timedelta(days=400)
MOST_PEOPLE = 20
"""Of one browser: the tablet at the front desk is everybody's."""
KNOWN = "known browser "
SLOW = timedelta(days=1)
MOST_OF_ACCOUNT, MOST_OF_NETWORK = 40, 200
NETWORK_BITS = 64
"""What one customer of a provider has to itself under IPv6, and can choose freely in."""


def typed_email(request, credentials) -> str:
    typed = (credentials or {}).get("email") or request.POST.get("login", "")
    return typed.strip().lower()


def client_ip(request) -> str | None:
    """Where a request came from. Behind HTTPS that is what the one proxy in front wrote last; what stands before it is a claim."""
    forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() if settings.HTTPS else ""
    return forwarded or request.META.get("REMOTE_ADDR")


def client_network(request) -> str | None:
    """The same as it is counted: of IPv6 the network, by its first address."""
    try:
        address = ip_address(client_ip(request) or "")
    except ValueError:
        return None
    if address.version == 4:
        return str(address)
    return str(address.ipv4_mapped or ip_network((address, NETWORK_BITS), strict=False).network_address)


def counted_by(request, credentials=None) -> list[list[str]]:
    """The columns of axes by which wrong passwords of this request are counted."""
    return [["username", "user_agent"]] if getattr(request, "known_browser", "") else [["username", "ip_address"]]


def known_browser(request: HttpRequest, email: str) -> str:
    """The id of a browser that the person with this address signed in with before; empty for any other."""
    number, people = _read(request)
    return number if _digest(email) in people else ""


def remember(request: HttpRequest, response: HttpResponse, *, email: str) -> None:
    """From now on the browser is known to this person."""
    number, people = _read(request)
    person = _digest(email)
    people = [person, *(other for other in people if other != person)][:MOST_PEOPLE]
    value = signing.dumps([number or secrets.token_urlsafe(12), people], salt=SALT)
    options = {"secure": settings.SESSION_COOKIE_SECURE, "httponly": True, "samesite": "Lax"}
    response.set_cookie(COOKIE, value, max_age=COOKIE_AGE, **options)


def forget(email: str) -> None:
    """Wrong passwords are forgotten with the old password."""
    reset(username=email)
    AccessFailureLog.objects.filter(username=email).delete()


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    try:
        number, people = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=COOKIE_AGE)
    except (signing.BadSignature, ValueError):
        return "", []
    return number, people


def _digest(email: str) -> str:
    return salted_hmac(SALT, email.strip().lower(), algorithm="sha256").hexdigest()[:20]


class Handler(AxesDatabaseHandler):
    """axes' own, which knows browsers and has two slow limits besides its quick one."""

    def is_allowed(self, request, credentials=None) -> bool:
        self._mark(request, credentials)
        return super().is_allowed(request, credentials) and not request.axes_is_slow

    def user_login_failed(self, sender, credentials, request=None, **kwargs) -> None:
        self._mark(request, credentials)
        if request.axes_is_slow:
            request.axes_locked_out, request.axes_credentials = True, credentials
            return
        AccessFailureLog.objects.filter(attempt_time__lt=timezone.now() - SLOW).delete()
        super().user_login_failed(sender, credentials, request, **kwargs)

    def user_logged_in(self, sender, request, user, **kwargs) -> None:
        self._mark(request, {"email": user.email})
        super().user_logged_in(sender, request, user, **kwargs)

    def _mark(self, request, credentials) -> None:
        """Once a request: what `counted_by` goes by. A browser that only calls itself known is not."""
        if hasattr(request, "known_browser"):
            return
        email = typed_email(request, credentials)
        request.known_browser = known_browser(request, email)
        if request.known_browser:
            request.axes_user_agent = f"{KNOWN}{request.known_browser}"
        elif request.axes_user_agent.startswith(KNOWN):
            request.axes_user_agent = ""
        request.axes_is_slow = not request.known_browser and self._is_slow(request, email)

    def _is_slow(self, request, email: str) -> bool:
        """Whether a day brought too many guesses of strangers. Refused ones count for nothing, so that it ends."""
        guesses = AccessFailureLog.objects.filter(attempt_time__gte=timezone.now() - SLOW, locked_out=False)
        strangers = guesses.exclude(user_agent__startswith=KNOWN)
        return _reaches(strangers.filter(username=email), MOST_OF_ACCOUNT) or _reaches(
            strangers.filter(ip_address=request.axes_ip_address), MOST_OF_NETWORK
        )


def _reaches(guesses: QuerySet, most: int) -> bool:
    return guesses.order_by()[:most].count() == most
