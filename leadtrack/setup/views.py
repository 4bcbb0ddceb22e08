from functools import wraps

from django.contrib.auth import login
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts import links, regions, setup
from accounts.access import allow, public
from accounts.forms.business import PlaceForm
from accounts.forms.people import JoinForm
from accounts.roles import OFFICE
from accounts.secret_urls import secret_address
from accounts.setup import UNNAMED
from accounts.views.invitations import BACKEND
from leads.models import Source
from leadtrack.setup import deeds
from leadtrack.setup.forms import GuestFormSet, SourcesForm
from leadtrack.setup.proposals import TRADES, trade


def with_link(view):
    """Only for whoever has the link from the terminal; a used one says so, any other is not there."""

    @wraps(view)
    def opened(request, token: str):
        if not setup.opens(request.business, token):
            raise Http404
        if request.business.is_set_up:
            return render(request, "setup/done.html", status=410)
        return view(request, token)

    return opened


@public
@never_cache
@secret_address(has_form=True)
@require_http_methods(["GET", "HEAD", "POST"])
@with_link
def business(request, token: str):
    form = PlaceForm(request.POST or None, instance=request.business, initial=_proposed_place(request))
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect("setup_sources", token=token)
    fresh = request.method != "POST" and request.business.name == UNNAMED
    return render(request, "setup/business.html", {"form": form, "token": token, "step": 1, "fresh": fresh})


def _proposed_place(request) -> dict:
    """The country chosen in the form, of the browser's clock, or of its language, with its zone and currency."""
    fresh = request.business.name == UNNAMED
    asked = request.GET.get("country", "")
    zone = regions.zone_of_clock(request.GET.get("zone", ""))
    country = asked if asked in dict(regions.country_choices()) else regions.country_of_zone(zone)
    if not country and fresh:
        country = regions.country_of_languages(request.headers.get("Accept-Language", ""))
    proposed = {"name": ""} if fresh else {}
    if country:
        here = regions.country_of_zone(zone) == country
        proposed |= {"country": country, "time_zone": zone if here else regions.main_zone(country)}
        proposed["currency"] = regions.main_currency(country)
    return proposed


@public
@never_cache
@secret_address(has_form=True)
@require_http_methods(["GET", "HEAD", "POST"])
@with_link
def sources(request, token: str):
    chosen = trade(request.GET.get("trade"))
    form = SourcesForm(request.POST or None, trade=chosen)
    if request.method == "POST" and form.is_valid():
        deeds.add_sources(form.names())
        return redirect("setup_people", token=token)
    added = Source.objects.in_use()
    return render(
        request, "setup/sources.html", {"form": form, "token": token, "step": 2, "trades": TRADES, "picked": chosen, "added": added}
    )


@public
@never_cache
@secret_address(has_form=True)
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@with_link
def people(request, token: str):
    form = JoinForm(request.POST or None)
    guests = GuestFormSet(request.POST or None, prefix="guest")
    if request.method == "POST" and form.is_valid() and guests.is_valid():
        first = deeds.finish(request.business, **form.cleaned_data)
        if first is None:
            return redirect("setup_business", token=token)
        login(request, first, backend=BACKEND)
        links.keep(request, *deeds.invite(guests, by=first))
        return redirect("setup_ready")
    return render(request, "setup/people.html", {"form": form, "guests": guests, "token": token, "step": 3})


@allow(*OFFICE)
@require_safe
def ready(request):
    return render(request, "setup/ready.html", {"links": links.take(request)})
