import pghistory
from django.utils import timezone

from accounts import here
from accounts.models import Business


class BusinessMiddleware:
    """Puts the business on the request and its time zone in force. One query a page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.business = Business.current()
        with here.at(request.business), timezone.override(request.business.zone):
            return self.get_response(request)


class HistoryMiddleware:
    """Writes who asked, and for which address, beside every history row a changing request makes."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method in ("GET", "HEAD", "OPTIONS"):
            return self.get_response(request)
        with pghistory.context(user=request.user.pk, url=request.path):
            return self.get_response(request)
