"""LeadTrack on a device: what a browser needs to install it, and to open it without a network."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import public
from leads.models import Channel

CANVAS = "#f4f6f4"
"""The colour behind every page, as in tokens.css."""


@public
@require_safe
@never_cache
def service_worker(request: HttpRequest) -> HttpResponse:
    """Served from the root, since a service worker may only look after what lies below its own address."""
    return render(request, "leads/sw.js", content_type="text/javascript")


@public
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What the service worker shows in the place of a page that it does not keep."""
    return render(request, "leads/offline.html")


@public
@require_safe
@never_cache
def manifest(request: HttpRequest) -> JsonResponse:
    """The web app manifest: name, icons, and the two ways to log as shortcuts of the icon."""
    business = getattr(request, "business", None)
    facts = {
        "id": "/",
        "name": (business and business.name) or "LeadTrack",
        "short_name": "LeadTrack",
        "lang": get_language(),
        "dir": "rtl" if get_language_bidi() else "ltr",
        "start_url": reverse("tally"),
        "scope": "/",
        "display": "standalone",
        "background_color": CANVAS,
        "theme_color": CANVAS,
        "icons": [_icon("icon-192"), _icon("icon-512"), _icon("icon-maskable-512", purpose="maskable")],
        "shortcuts": [_shortcut(_("Log a walk-in"), how=Channel.WALK_IN), _shortcut(_("Log a call"), how=Channel.PHONE)],
    }
    return JsonResponse(facts, content_type="application/manifest+json")


def _icon(name: str, *, purpose: str = "any") -> dict[str, str]:
    side = name.rpartition("-")[2]
    return {"src": static(f"img/{name}.png"), "sizes": f"{side}x{side}", "type": "image/png", "purpose": purpose}


def _shortcut(name: str, *, how: Channel) -> dict:
    return {"name": name, "url": f"{reverse('tally')}?how={how.value}", "icons": [_icon("icon-192")]}
