"""Saved reports: which addresses are one, and what is said of it beside its name."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import QueryDict
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Business
from accounts.navigation import NavItem, address
from reports.core.catalogue import PAGES
from reports.core.filters import NAMES
from reports.core.periods import CHOICES
from reports.core.request import read_request
from reports.models import SavedReport

NOTHING_TO_SET = ("report_health",)
LEFT = ("format", "after", "before")
"""Parts of an address that are about one look at it."""
WORD = re.compile(r"[a-z_]{1,30}")
LONGEST = 1_000


class NoReport(ValueError):
    """That is no address of a report, or one that cannot be read; the message is translated and says so."""


@dataclass(frozen=True)
class Address:
    """The report an address is of, and what it asks for, always written the same way."""

    item: NavItem
    query: str


def pages() -> dict[str, NavItem]:
    """The reports that can be saved, by the name of their URL."""
    return {name: page.item for name, page in PAGES.items() if name not in NOTHING_TO_SET}


def pages_of(user) -> list[str]:
    """Those that somebody may open, as the pages themselves have it."""
    return [name for name in pages() if (href := address(name)) and user.has_role(*resolve(href).func.access.roles)]


def read(text: str, *, user, business: Business) -> Address:
    """Raises NoReport for another site, what is no report, what they may not open, and what the report itself would refuse."""
    try:
        parts = urlsplit(text)
        result = resolve(parts.path) if not (parts.scheme or parts.netloc) else None
    except (Resolver404, ValueError):  # no page, or no address at all: //[
        result = None
    if result is None or result.url_name not in pages_of(user):
        raise NoReport(_("Only a report can be saved here. Open one, and save it from its own page."))
    query = query_of(parts.query)
    if len(query) > LONGEST or read_request(QueryDict(query), business=business, narrows=True).errors:
        raise NoReport(_("This report cannot be read as it is. Correct its days or filters first."))
    return Address(pages()[result.url_name], query)


def query_of(text: str) -> str:
    params, kept = QueryDict(text), QueryDict(mutable=True)
    for name in sorted(params):
        if WORD.fullmatch(name) and name not in LEFT and params[name]:
            kept[name] = params[name]
    return kept.urlencode()


def listed(user, *, page: str = "") -> list[SavedReport]:
    """Their own and what is shared, of all reports they may open, or of that one. One query."""
    names = [name for name in pages_of(user) if page in ("", name)]
    return list(SavedReport.objects.visible_to(user).filter(page__in=names))


def opened(user, *, page: str, query: str) -> SavedReport | None:
    """The saved report of this very address, their own before one that others share. One query."""
    queryset = SavedReport.objects.visible_to(user).filter(page=page, query=query_of(query))
    return min(queryset, key=lambda report: report.owner_id != user.pk, default=None)


def description(report: SavedReport) -> str:
    """The report, its period as people say it, and how many filters."""
    params = QueryDict(report.query)
    days = " – ".join(filter(None, (params.get("from"), params.get("to"))))
    period = days or str(dict(CHOICES).get(params.get("period"), ""))
    narrowed = sum(1 for name in NAMES if params.get(name))
    filters = ngettext("%(n)d filter", "%(n)d filters", narrowed) % {"n": narrowed} if narrowed else ""
    return " · ".join(filter(None, (str(pages()[report.page].label), period, filters)))


def proposed_name(address: Address) -> str:
    """What it could be called: the report, and the period where it has a name."""
    period = dict(CHOICES).get(QueryDict(address.query).get("period"))
    return f"{address.item.label}, {str(period).lower()}" if period else str(address.item.label)
