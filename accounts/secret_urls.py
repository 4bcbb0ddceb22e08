"""Addresses that are secrets in themselves: whoever reads one in a log could use it."""

import logging
import re
from collections.abc import Callable
from functools import wraps

from django.utils.cache import patch_cache_control

TOKEN = re.compile(r"(/(?:join|setup|calendar|unsubscribe|letter/off)/)[^/\s]{16,}")


def masked(text: str) -> str:
    """The text with the tokens of invitation, password, calendar and set-up links taken out."""
    return TOKEN.sub(r"\1…", text)


class WithoutTokens(logging.Filter):
    """Keeps live links out of the log, whoever wrote the line."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = masked(record.getMessage()), None
        return True


def secret_address(*, has_form: bool) -> Callable:
    """Of a view whose address is a secret: nobody keeps what it answers, and no other page is told where its reader came from.

    A form that carries a CSRF token has to say which site it was posted on, so there the site is told and the rest is not.
    """

    def decorate(view: Callable) -> Callable:
        @wraps(view)
        def discreet(request, *args, **kwargs):
            response = view(request, *args, **kwargs)
            patch_cache_control(response, no_store=True, private=True)
            response["Referrer-Policy"] = "strict-origin" if has_form else "no-referrer"
            return response

        return discreet

    return decorate
