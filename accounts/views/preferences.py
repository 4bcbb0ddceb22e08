from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import links
from accounts.access import allow
from accounts.forms.preferences import PreferencesForm
from accounts.models import CalendarFeed, Preferences
from accounts.roles import EVERYONE
from accounts.toasts import toast
from accounts.views.people import CALENDAR_ADDRESS, profile_page


@allow(*EVERYONE)
@require_POST
def preferences(request):
    """When a digest comes, and whether open pages remind."""
    form = PreferencesForm(request.POST, instance=Preferences.of(request.user))
    if not form.is_valid():
        return profile_page(request, preferences=form)
    form.save()
    toast(request, _("Saved."))
    return redirect("profile")


@allow(*EVERYONE)
@require_POST
def calendar_address(request):
    """A new secret address for the person's calendar program; an earlier one stops working."""
    feed = CalendarFeed.renew(request.user)
    request.session[CALENDAR_ADDRESS] = links.absolute(request, reverse("calendar_feed", args=[feed.token]))
    return redirect(f"{reverse('profile')}#calendar")


@allow(*EVERYONE)
@require_POST
def calendar_revocation(request):
    if CalendarFeed.objects.filter(user=request.user).delete()[0]:
        toast(request, _("The address no longer works. Calendars that used it stop following."))
    return redirect(f"{reverse('profile')}#calendar")
