"""Tags and filters every template has without loading them: icons, navigation, and values as people here write them."""

import datetime as dt
import re
from decimal import Decimal
from functools import lru_cache
from urllib.parse import urlencode

import phonenumbers
from django import template
from django.utils import formats, timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from lucide.templatetags.lucide import lucide
from moneyed import Money, get_currency
from moneyed.l10n import format_money

from accounts.amounts import kept_decimals
from accounts.current_business import get_current_business, number_locale
from accounts.glossary import TERMS
from accounts.navigation import navigation_for
from accounts.toasts import undo_address

register = template.Library()
register.filter("undo_address", undo_address)

NONE = "–"
NARROW_SPACE = "\u202f"
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
    told = TERMS[name]
    return {"id": f"word-{name}{where}", "title": told.title, "text": told.text}


@register.filter
def percent(share, digits: int = 0) -> str:
    """A share between 0 and 1 as `27 %`."""
    if share is None or share == "":
        return NONE
    rounded = round(Decimal(str(share)) * 100, int(digits))  # number_format would only cut the rest off
    return f"{formats.number_format(rounded, decimal_pos=int(digits))}{NARROW_SPACE}%"


@register.filter
def money(amount) -> str:
    """An amount in the currency of the business, without the decimals when they are zero, else with those the currency has."""
    if amount is None or amount == "":
        return NONE
    here = get_current_business()
    value = Money(Decimal(str(amount)), get_currency(here.currency))
    locale = number_locale(here)
    is_whole = value.amount == value.amount.to_integral_value()
    decimals = "" if is_whole else "." + "0" * kept_decimals(here.currency)
    pattern = re.sub(r"\.[0#]+", decimals, locale.currency_formats["standard"].pattern)
    return format_money(value, format=pattern, locale=locale, currency_digits=False)


@register.filter
def day(moment) -> str:
    """`Thursday 12 June`, with the year unless it is this one."""
    if not moment:
        return NONE
    date = _local_date(moment)
    return formats.date_format(date, "l j F" if date.year == _today().year else "l j F Y")


@register.filter
def when(moment) -> str:
    """`14:32` for today, `12 June` for this year or where only the day is known, `12 June 2025` for longer ago."""
    if not moment:
        return NONE
    date = _local_date(moment)
    if date == _today() and isinstance(moment, dt.datetime) and clock(moment):
        return clock(moment)
    return formats.date_format(date, "j F" if date.year == _today().year else "j F Y")


@register.filter
def clock(moment: dt.date) -> str:
    """`14:32`; empty for a day without a time, which a file says and which is kept as its first instant."""
    if not isinstance(moment, dt.datetime):
        return ""
    local = timezone.localtime(moment)
    return formats.time_format(local, "H:i") if local.time() != dt.time.min else ""


@register.filter
def by_when(moment) -> str:
    """A moment something has to be done by: `14:30` for today, `Thursday 12 June, 14:30` for another day."""
    if not moment:
        return NONE
    clock = formats.time_format(timezone.localtime(moment), "H:i")
    return clock if _local_date(moment) == _today() else _("%(day)s, %(time)s") % {"day": day(moment), "time": clock}


@register.filter
def by_when_briefly(moment) -> str:
    """The same where there is little room: `14:30`, `Mon 15:00` within the week, else `12 June`."""
    if not moment or _local_date(moment) == _today() or abs((_local_date(moment) - _today()).days) > 6:
        return when(moment)
    return formats.date_format(timezone.localtime(moment), "D H:i")


@register.filter
def dated(moment) -> str:
    """`12 June`, of today too: for what has a day and no hour worth telling, a sale or the time since when."""
    return when(_local_date(moment)) if moment else NONE


def _local_date(moment) -> dt.date:
    if not isinstance(moment, dt.datetime):
        return moment
    return timezone.localtime(moment).date() if timezone.is_aware(moment) else moment.date()


def _today() -> dt.date:
    return timezone.localdate()


@register.filter
def phone(number) -> str:
    """A number as it is dialled here: national inside the country, international otherwise, untouched if it is no number.

    `number` is E.164, or a phone (`e164`, `extension`, `as_typed`): then with its extension, in a form that `parse_phone` reads.
    """
    if not number:
        return NONE
    if isinstance(number, str):
        return _dialled(number)
    if not number.e164:
        return number.as_typed
    return f"{_dialled(number.e164)} ×{number.extension}" if number.extension else _dialled(number.e164)


@register.filter
def tel(number) -> str:
    """The address that calls a phone (`e164`, `extension`, `digits`), RFC 3966; nothing where there is nothing to dial."""
    if not number or not number.digits:
        return ""
    extension = f";ext={number.extension}" if number.e164 and number.extension else ""
    return f"tel:{number.e164 or number.digits}{extension}"


def _dialled(e164: str) -> str:
    try:
        parsed = phonenumbers.parse(e164, None)
    except phonenumbers.NumberParseException:
        return e164
    home = phonenumbers.country_code_for_region(get_current_business().country)
    style = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(parsed, style.NATIONAL if parsed.country_code == home else style.INTERNATIONAL)


@register.filter
def initials(person) -> str:
    """At most two letters for the round mark beside a name."""
    words = str(getattr(person, "name", person) or "").split()
    return "".join(word[0] for word in dict.fromkeys((words[0], words[-1]))).upper() if words else NONE


@register.simple_tag
def ruler_ticks(count, length: int = 10, *, newest: bool = False) -> SafeString:
    """The strokes of a tally: `count` inked out of a ruler at least `length` long, every fifth a little longer.

    `newest` puts the needle on the last one. Coordinates lie in a view box of 100 by 16.
    """
    count = max(int(count or 0), 0)
    length = max(int(length), count, 1)
    step = 100 / max(length, 2)
    strokes = []
    for n in range(length):
        kind = "off" if n >= count else "now" if newest and n == count - 1 else "on"
        top = {"off": 12 if n % 5 != 4 else 9, "on": 4, "now": 0}[kind]
        x = f"{step * n + step / 2:.2f}"
        strokes.append((kind, x, x, top))
    return format_html_join("", '<line class="{}" x1="{}" x2="{}" y1="{}" y2="16"/>', strokes)


@register.simple_tag
def along(value, maximum) -> str:
    """Where `value` lies on a picture 100 wide that ends at `maximum`; always with a point, for SVG."""
    share = float(value or 0) / float(maximum or 1)
    return f"{min(max(share, 0), 1) * 100:.2f}"


@register.simple_tag
def likely(low, high) -> str:
    """The range a rate probably lies in, in words: `likely 15 to 31 %`."""
    if low is None or high is None:
        return ""
    return _("likely %(low)s to %(high)s %%") % {"low": round(low * 100), "high": round(high * 100)}
