from allauth.account.adapter import DefaultAccountAdapter


class ClosedAdapter(DefaultAccountAdapter):
    """People come in by set-up link or invitation, never by signing themselves up."""

    def is_open_for_signup(self, request) -> bool:
        return False
