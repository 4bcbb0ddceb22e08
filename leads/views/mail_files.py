"""Files that came with mail, as downloads only: nothing a stranger sent is shown or run under our address."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.roles import EVERYONE
from leads.models import MailFile

SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}


@allow(*EVERYONE)
@require_safe
def mail_file(request, pk: int) -> HttpResponse:
    file = get_object_or_404(MailFile.objects.select_related("content").filter(message__lead__isnull=False), pk=pk, content__isnull=False)
    headers = SAFE | {"Content-Disposition": content_disposition_header(as_attachment=True, filename=file.name)}
    return HttpResponse(bytes(file.content.data), content_type="application/octet-stream", headers=headers)
