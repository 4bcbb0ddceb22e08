from urllib.parse import urlencode

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.roles import EVERYONE
from leads.search import people, places
from leads.search.names import LONGEST


@allow(*EVERYONE)
@require_safe
def search(request):
    """Anybody and any place at once: the answer of the palette, and without script a page. Nothing typed: who was recent.

    `q`: what was typed; `recent`: ids of contacts that were opened from the palette of this device, the last one first.
    """
    text = request.GET.get("q", "")[:LONGEST].replace("\0", "").strip()
    pages, actions = places.pages_for(request.user), places.actions_for(request.user)
    context = {
        "q": text,
        "hits": people.find(text, country=request.business.country) if text else people.recent(_ids(request.GET.get("recent", ""))),
        "pages": places.matching(pages, text),
        "actions": places.matching(actions, text) if text else actions,
        "all_leads": f"{reverse('leads')}?{urlencode({'q': text})}",
    }
    context["count"] = sum(len(context[name]) for name in ("hits", "pages", "actions"))
    return render(request, "leads/search.html#palette" if request.htmx else "leads/search.html", context)


def _ids(text: str) -> list[int]:
    """Ids below 2⁶³, at most as many as are shown; whatever else stands in an address is nobody's."""
    return [int(part) for part in text.split(",")[: people.MOST] if part.isascii() and part.isdecimal() and len(part) < 19]
