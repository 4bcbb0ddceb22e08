"""Tags and filters every template has without loading them: icons, navigation, and values as people here write them."""

from functools import lru_cache
from urllib.parse import urlencode

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from lucide.templatetags.lucide import lucide

from accounts import formatting
from accounts.glossary import TERMS
from accounts.navigation import navigation_for
from accounts.toasts import undo_address

register = template.Library()
FILTERS = ("percent", "money", "day", "when", "clock", "by_when", "by_when_briefly", "dated", "phone", "tel", "initials")
for name in FILTERS:
    register.filter(name, getattr(formatting, name))
register.filter("undo_address", undo_address)
register.simple_tag(formatting.along)
register.simple_tag(formatting.likely)

TURNS = {"arrow-left", "arrow-right", "chevron-left", "chevron-right", "undo-2", "reply"}
"""Icons that point along the line of text, so they turn round where text runs from the right."""
THEMES = ("light", "dark")


@register.simple_tag
def icon(name: str) -> SafeString:
    """A lucide icon that takes its size and colour from CSS. The word beside it carries the meaning."""
    return _icon(str(name))


@lru_cache(maxsize=256)
def _icon(name: str) -> SafeString:
    return lucide(name, size=20, **{"class": "icon icon-turns" if name in TURNS else "icon", "aria-hidden": "true"})


@register.simple_tag(takes_context=True)
def theme(context) -> str:
    """`light` or `dark` when this device was told so; nothing when it follows the system."""
    request = context.get("request")
    chosen = request.COOKIES.get("theme", "") if request else ""
    return chosen if chosen in THEMES else ""


@register.simple_tag(takes_context=True)
def main_nav(context):
    """Where the person signed in can go (`accounts.navigation.Nav`), or None when nobody is."""
    request = context.get("request")
    user = getattr(request, "user", None)
    return navigation_for(user, path=request.path) if user and user.is_authenticated else None


@register.simple_tag(takes_context=True)
def chosen_days(context) -> str:
    """The part of the address that says of which days a report is, where somebody chose them and they can be read."""
    request, report_request = context.get("request"), context.get("report_request")
    if request is None or getattr(report_request, "errors", None):
        return ""
    return urlencode({name: request.GET[name] for name in ("period", "from", "to", "as_of") if request.GET.get(name)})


@register.inclusion_tag("components/definition.html")
def word(name: str, where: str = "") -> dict:
    """The mark that opens what a word of ours means. `where` keeps a second mark for it on the page apart."""
    term = TERMS[name]
    return {"id": f"word-{name}{where}", "title": term.title, "text": term.text}


MOST_STROKES = 50


@register.simple_tag
def ruler_ticks(count, length: int = 10, *, newest: bool = False) -> SafeString:
    """The strokes of a tally: `count` inked out of a ruler at least `length` long, every fifth a little longer; at most MOST_STROKES,
    as more could not be told apart, and would weigh on the page.

    `newest` puts the needle on the last one. Coordinates lie in a view box of 100 by 16.
    """
    count = min(max(int(count or 0), 0), MOST_STROKES)
    length = max(int(length), count, 1)
    step = 100 / max(length, 2)
    strokes = []
    for n in range(length):
        kind = "off" if n >= count else "now" if newest and n == count - 1 else "on"
        top = {"off": 12 if n % 5 != 4 else 9, "on": 4, "now": 0}[kind]
        x = f"{step * n + step / 2:.2f}"
        strokes.append((kind, x, x, top))
    return format_html_join("", '<line class="{}" x1="{}" x2="{}" y1="{}" y2="16"/>', strokes)
