from datetime import timedelta

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()


@register.filter
def in_words(wait: timedelta) -> str:
    """A wait in whole minutes, rounded up."""
    minutes = -(-int(wait.total_seconds()) // 60)
    return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}


@register.filter
def lasted(time: timedelta | None) -> str:
    """How long something took: `less than a minute`, `25 min`, `3 h 20 min`, `4 days 6 h` once it is two days or more."""
    if time is None:
        return "–"
    minutes = round(time.total_seconds() / 60)
    if minutes < 1:
        return _("less than a minute")
    days, rest = divmod(minutes, 24 * 60) if minutes >= 2 * 24 * 60 else (0, minutes)
    told = [_said(days, "day"), _said(rest // 60, "hour"), _said(rest % 60 if not days else 0, "minute")]
    return " ".join(filter(None, told))


@register.filter
def worked(time: timedelta | None) -> str:
    """Working time, in hours and minutes however many: a day of it is no day of the calendar."""
    if time is None:
        return "–"
    minutes = round(time.total_seconds() / 60)
    if minutes < 1:
        return _("less than a minute")
    return " ".join(filter(None, [_said(minutes // 60, "hour"), _said(minutes % 60, "minute")]))


def _said(n: int, unit: str) -> str:
    if not n:
        return ""
    if unit == "day":
        return ngettext("%(n)d day", "%(n)d days", n) % {"n": n}
    return (_("%(n)d h") if unit == "hour" else _("%(n)d min")) % {"n": n}
