"""Tags of the report pages."""

from decimal import Decimal

from django import template
from django.utils import formats

from leads.models import Lead
from reports.core import amounts
from reports.core.catalogue import DEFINITIONS
from reports.money import text as money_text
from reports.saved import addresses as saved

register = template.Library()
register.filter("about", amounts.about)
register.filter("cents", amounts.cents)
register.filter("roughly", amounts.roughly)
register.filter("gain", money_text.gain)
register.filter("change", money_text.change)
register.filter("change_of_money", money_text.change_of_money)


@register.inclusion_tag("components/definition.html", takes_context=True)
def definition(context, name: str, where: str = "") -> dict:
    """The mark that opens what a figure means. `where` keeps a second mark for the same figure on the page apart."""
    figure = DEFINITIONS[name].filled(days=context["within_days"])
    return {"id": f"{name}-{where}" if where else name, "title": figure.title, "text": figure.text}


@register.inclusion_tag("reports/_saved_as.html", takes_context=True)
def saved_as(context) -> dict:
    """The name of the saved report that is open, and the way back to the others; nothing where the address is none of them."""
    request = context["request"]
    return {"report": saved.opened(request.user, page=request.resolver_match.url_name, query=request.META.get("QUERY_STRING", ""))}


@register.simple_tag
def nothing_yet() -> bool:
    """Whether the business has no lead at all, so that no other period would show more."""
    return not Lead.objects.exists()


@register.filter
def signed(number) -> str:
    """A change with its sign: +3, −17, 0. Not for anything that may be unknown."""
    size = formats.number_format(abs(number), force_grouping=True)
    return f"−{size}" if number < 0 else f"+{size}" if number else "0"


@register.filter
def from_top(along) -> str:
    """The same distance from the top of a picture 100 high, as from its foot."""
    return f"{100 - float(along):.2f}"


@register.filter
def days(count) -> str:
    """A number of days, with its half where it has one."""
    return "–" if count is None else formats.number_format(Decimal(str(count)).normalize(), use_l10n=True)


@register.filter
def for_plural(count) -> int:
    """A count to choose its word by: part of a lead is spoken of as of several."""
    return int(count) if count == int(count) else 2


@register.filter
def whole(amount) -> int | None:
    """An amount that is only about right, without its small change."""
    return None if amount is None else round(amount)


@register.filter
def points(difference: float) -> str:
    """A difference of two shares in percentage points, with its sign."""
    return signed(round(difference * 100))
