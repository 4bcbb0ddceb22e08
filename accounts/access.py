"""Who may use a URL. Every view carries exactly one of these decorators; the access matrix test reads `view.access`."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from accounts.roles import EVERYONE, OFFICE, Role


@dataclass(frozen=True)
class Access:
    roles: tuple[Role, ...]
    public: bool = False


def allow(*roles: Role) -> Callable:
    """Let in people who hold one of `roles`; send the signed-out to sign in, refuse the others with 403.

    A signed-out htmx request is told to reload the whole page, so that the sign-in form never lands inside a fragment.
    """

    def decorate(view: Callable) -> Callable:
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.is_authenticated:
                return _sign_in(request)
            if not request.user.has_role(*roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.access = Access(roles=roles)
        return guarded

    return decorate


def may_save_people(request) -> bool:
    """Whether a list of leads or clients may be carried away as a file: owner and admins may, the others where the business says so."""
    return request.user.has_role(*OFFICE) or request.business.everyone_saves_people


def allow_saving_people(view: Callable) -> Callable:
    """Let in who `may_save_people`."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not may_save_people(request):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    signed_in = allow(*EVERYONE)(guarded)
    signed_in.access = Access(roles=OFFICE)
    return signed_in


def may_undo(user, *, by_id: int | None) -> bool:
    """A slip is taken back by whoever made it, and by the owner and admins. `by_id` None: who it was is not known any more."""
    return user.pk == by_id or user.has_role(*OFFICE)


def require_own(user, *, by_id: int | None) -> None:
    """Raises PermissionDenied unless this person `may_undo` it."""
    if not may_undo(user, by_id=by_id):
        raise PermissionDenied


def public(view: Callable) -> Callable:
    """Anyone may call this, signed in or not: sign-in itself, a set-up link, an invitation."""

    @wraps(view)
    def opened(request, *args, **kwargs):
        return view(request, *args, **kwargs)

    opened.access = Access(roles=tuple(Role), public=True)
    return opened


def _sign_in(request) -> HttpResponse:
    if request.htmx or request.headers.get("Accept") == "application/json":
        return HttpResponse(status=401, headers={"HX-Refresh": "true"})
    return redirect_to_login(request.get_full_path())
