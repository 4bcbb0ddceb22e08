from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts import mailing
from accounts.access import allow
from accounts.models import Preferences
from accounts.roles import EVERYONE, SELLERS, Role
from leads.follow_ups.next_step import Planner
from leads.models import Activity
from sales.today.digest import content_for, lines_of
from sales.today.sections import Waiting, today_for
from sales.views.owner_switch import MINE, whose, whose_choices

DOERS = (Role.SALES, Role.STAFF)


@allow(*EVERYONE)
@require_safe
def today(request):
    chosen = whose(request, *DOERS)
    planner = Planner(request.business, user=request.user)
    context = {
        "outcomes": Activity.Outcome.choices[:4],
        "snoozes": planner.snoozes(),
        "today": today_for(request.user, business=request.business, mine=chosen == MINE),
        "whose": chosen,
        "choices": whose_choices(chosen),
        "sells": request.user.has_role(*SELLERS),
        "here": f"{request.path}?whose={chosen}",
        "now": timezone.now(),
        "tomorrow": request.business.today() + timedelta(days=1),
        "decides": request.user.has_role(Role.SALES),
    }
    return render(request, "sales/today.html#waiting" if request.htmx else "sales/today.html", context)


@allow(*EVERYONE)
@require_safe
def digest(request):
    """What the digest says to this person now, whether one can be sent or not."""
    content = content_for(request.user, business=request.business)
    wanted = Preferences.of(request.user)
    context = {"content": content, "sections": lines_of(content), "wanted": wanted, "mail_is_sent": mailing.is_set_up()}
    return render(request, "sales/digest.html", context)


@allow(*EVERYONE)
@require_safe
def today_count(request):
    """The number beside Today in the navigation; nothing when nobody waits."""
    people = Waiting(request.user, business=request.business, mine=whose(request, *DOERS) == MINE).people()
    return render(request, "sales/today_count.html", {"people": people}) if people else HttpResponse()
