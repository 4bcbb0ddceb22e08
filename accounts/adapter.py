from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpResponse

from accounts import lockout
from accounts.navigation import home_for


class ClosedAdapter(DefaultAccountAdapter):
    """People come in by set-up link or invitation, never by signing themselves up."""

    def is_open_for_signup(self, request) -> bool:
        return False

    def pre_authenticate(self, request, **credentials) -> None:
        """Wrong passwords are counted by axes alone; allauth's own count of failures is for the codes of the second step."""

    def post_login(self, request, user, **kwargs) -> HttpResponse:
        response = super().post_login(request, user, **kwargs)
        lockout.remember(request, response, email=user.email)
        return response

    def get_login_redirect_url(self, request) -> str:
        """Where signing in leads when no page was asked for."""
        return home_for(request.user)

    def get_client_ip(self, request) -> str | None:
        return lockout.client_ip(request)
