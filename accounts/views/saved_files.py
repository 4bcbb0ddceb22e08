from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.models import SavedFile
from accounts.roles import OFFICE

SHOWN = 200


@allow(*OFFICE)
@require_safe
def saved_files(request: HttpRequest) -> HttpResponse:
    """The files that were saved last, and by whom."""
    files = SavedFile.objects.select_related("by").order_by("-at", "-pk")[:SHOWN]
    return render(request, "accounts/saved_files.html", {"files": files, "shown": SHOWN})
