import hashlib

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts import links
from accounts.access import allow, public
from accounts.models import CalendarFeed
from accounts.roles import EVERYONE
from accounts.secret_urls import secret_address
from leads.follow_ups.calendar import calendar, follow_ups_of
from leads.models import Activity


@public
@secret_address(has_form=False)
@require_safe
def feed(request, token: str):
    """One person's follow-ups for their calendar program, which cannot sign in: whoever knows the address may read it."""
    found = CalendarFeed.objects.with_token(token)
    if found is None:
        raise Http404
    found.note_reading()
    mine = follow_ups_of(found.user, business=request.business)
    name = _("%(business)s: follow-ups of %(person)s") % {"business": request.business, "person": found.user}
    return _answer(request, mine, name=name)


@allow(*EVERYONE)
@require_safe
def one(request, pk):
    """A single follow-up as a file, to put into any calendar by hand."""
    activity = get_object_or_404(Activity.objects.planned().for_list(), pk=pk)
    response = _answer(request, [activity], name=str(activity.lead))
    response["Content-Disposition"] = 'attachment; filename="follow-up.ics"'
    return response


def _answer(request, activities, *, name: str) -> HttpResponse:
    def address(activity: Activity) -> str:
        return links.absolute(request, activity.lead.get_absolute_url())

    body = calendar(activities, business=request.business, name=name, address=address)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    patch_cache_control(response, private=True, no_cache=True)
    response["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response["X-Robots-Tag"] = "noindex"
    return get_conditional_response(request, etag=response["ETag"], response=response)
