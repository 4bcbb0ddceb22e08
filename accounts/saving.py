"""Every file that a list or a report is saved as leaves a row: who, what, how many."""

from django.http import HttpRequest

from accounts.models import SavedFile


def keep_record(request: HttpRequest, name: str, *, count: int) -> None:
    """The row of a file of `count` rows that is sent now. Being told about a file (HEAD) is not saving it."""
    if request.method == "GET":
        SavedFile.objects.create(by=request.user, name=name, count=count)
