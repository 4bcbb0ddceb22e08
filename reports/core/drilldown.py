"""From a figure to the very leads behind it: addresses of the lead list, in the words of `leads.lead_list.filters`."""

from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse

from reports.core.periods import Period

BLANK = "blank"
"""Stands in an address for "nothing recorded"."""
LEFT_OUT = {"from_clients": "client", "date_unknown": "undated"}
"""What the lead list calls some of the reasons."""


def leads_href(period: Period, *, as_of: datetime | None = None, **only: str) -> str:
    """The new-business leads received in the period. `as_of` None: now."""
    return _address({"new_business": "1"} | only, period=period, as_of=as_of)


def left_out_href(period: Period, reason: str, *, as_of: datetime | None = None, **only: str) -> str:
    """The leads received in the period that the reports leave out for that reason."""
    return _address({"left_out": LEFT_OUT.get(reason, reason)} | only, period=period, as_of=as_of)


def clients_href(*, as_of: datetime | None = None, **filters: str) -> str:
    """The clients like that, in the words of `sales.pipeline.filters.ClientFilter`. `as_of` None: now."""
    params = filters | ({"as_of": as_of.isoformat()} if as_of else {})
    return f"{reverse('clients')}?{urlencode(params)}" if params else reverse("clients")


def group(by: str, key: str | None) -> dict[str, str]:
    """The part of an address that says which source, channel or campaign."""
    return {by: BLANK if key is None else key}


def _address(filters: dict[str, str], *, period: Period, as_of: datetime | None) -> str:
    days = {"period_from": period.first_day, "period_to": period.last_day}
    params = filters | {name: day.isoformat() for name, day in days.items() if day} | ({"as_of": as_of.isoformat()} if as_of else {})
    return f"{reverse('leads')}?{urlencode(params)}"
