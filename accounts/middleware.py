from collections.abc import Iterable, Iterator

import pghistory
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control

from accounts import current_business, secret_urls
from accounts.models import Business


class BusinessMiddleware:
    """Puts the business on the request and its time zone in force, for as long as its answer is made. One query a page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.business = Business.current()
        with current_business.at(request.business), timezone.override(request.business.zone):
            response = self.get_response(request)
        if response.streaming and not response.is_async:
            made_in = {"business": request.business, "language": translation.get_language()}
            response.streaming_content = _streamed(response.streaming_content, **made_in)
        return response


def _streamed(parts: Iterable[bytes], *, business: Business, language: str) -> Iterator[bytes]:
    """The parts of an answer that is made while it is sent, each in the zone, language and business of its request.

    By then everything around the view has been put away, and the thread may have answered others.
    """
    source = iter(parts)
    while True:
        with current_business.at(business), timezone.override(business.zone), translation.override(language):
            part = next(source, None)
        if part is None:
            return
        yield part


class HistoryMiddleware:
    """Writes who asked, and for which address, beside every history row a changing request makes."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method in ("GET", "HEAD", "OPTIONS"):
            return self.get_response(request)
        with pghistory.context(user=request.user.pk, url=secret_urls.masked(request.path)):
            return self.get_response(request)


class PrivateMiddleware:
    """Tells caches between us and a signed-in person to keep nothing of what they see without asking again."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_cache=True)
        return response
