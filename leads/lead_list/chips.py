"""The filters in force, in words, each with the address without it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.formatting import money
from leads.lead_list.filters import BLANK, LeadFilter


@dataclass(frozen=True)
class Chip:
    name: str
    label: str
    value: str
    without: str


def chips_of(filters: LeadFilter) -> list[Chip]:
    """One chip a filter that says something; what could not be understood has none, its field says why."""
    if not filters.is_valid():
        return []
    told = filters.form.cleaned_data
    return [_chip(filters, name, told[name]) for name in filters.form.fields if told.get(name) not in (None, "", False)]


def _chip(filters: LeadFilter, name: str, value) -> Chip:
    kept = filters.data.copy()
    for gone in (name, "after", "before"):
        kept.pop(gone, None)
    label = _("Search") if name == "q" else str(filters.form.fields[name].label)
    if name == "period_to":
        label = _("Received until")
    return Chip(name=name, label=label, value=_words(filters.form.fields[name], value), without=f"?{kept.urlencode()}")


def _words(field, value) -> str:
    if value is True:
        return ""
    if hasattr(field, "null_label") and value == getattr(field, "null_value", BLANK):
        return str(field.null_label)
    if hasattr(field, "choices") and not hasattr(field, "queryset"):
        return str(dict(field.choices).get(value, value))
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "j F Y, H:i")
    if isinstance(value, Decimal):
        return money(value)
    return date_format(value, "j F Y") if isinstance(value, date) else str(value)
