"""What became of leads by how soon somebody was in touch. It goes together, and proves nothing: who is called first may be the likeliest.

METRICS.md, "Speed to first contact". Two queries, however many leads.
"""

from collections import Counter
from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from psycopg2.sql import SQL

from accounts.amounts import Share
from accounts.models import Business
from accounts.working_hours import Hours, working_between
from leads.follow_ups.response_time import CONTACTED_ON_ARRIVAL
from reports.core.filters import ALL_LEADS, LeadFilters
from reports.core.periods import Period
from reports.hand_offs import query as hand_offs
from reports.metrics import counting
from reports.statistics import stats

OLD_ENOUGH = counting.AGED + SQL("SELECT id::text, converted AND days <= %(within)s FROM aged WHERE mature")
BANDS: tuple[tuple[str, str | Promise, timedelta], ...] = (
    ("hour", _("Within an hour"), timedelta(hours=1)),
    ("four_hours", _("Within four hours"), timedelta(hours=4)),
    ("working_day", _("Within eight hours"), timedelta(hours=8)),
    ("later", _("Later"), timedelta.max),
)
"""Each up to so much working time, and longer than the one before."""
NEVER = ("never", _("Not yet"))


@dataclass(frozen=True)
class Band:
    """Of `leads` old enough that were first contacted so soon, `clients` were won within N days."""

    key: str
    label: str | Promise
    leads: int
    clients: int

    @property
    def share(self) -> float | None:
        return self.clients / self.leads if self.leads else None

    @property
    def range(self) -> stats.Interval | None:
        return stats.wilson(self.clients, self.leads)

    def as_dict(self) -> dict:
        low, high = (self.range.low, self.range.high) if self.range else (None, None)
        return {
            "first_contact": self.key,
            "mature_leads": self.leads,
            "converted_within": self.clients,
            "conversion_within": Share.of(self.share),
            "within_low": Share.of(low),
            "within_high": Share.of(high),
        }


def by_speed(
    period: Period, *, business: Business, as_of: datetime, only: LeadFilters = ALL_LEADS, among: Container[str] | None = None
) -> tuple[Band, ...]:
    """The leads of the period that are old enough, by the working time until their first contact; none talked to as they came.

    `among`: the keys of the leads that count, as text; None: all of them.
    """
    hours = Hours.of(business)
    became = dict(counting.facts(OLD_ENOUGH, by="source", period=period, business=business, as_of=as_of, only=only))
    leads, clients = Counter(), Counter()
    queryset = hand_offs.first_contacts(period, business=business, as_of=as_of, only=only).exclude(channel__in=CONTACTED_ON_ARRIVAL)
    for key, received_at, first in queryset.annotate(text=Cast("pk", TextField())).values_list("text", "received_at", "first"):
        if key in became and (among is None or key in among):
            band = _band(first and working_between(hours, received_at, first))
            leads[band] += 1
            clients[band] += bool(became[key])
    return tuple(Band(key, label, leads[key], clients[key]) for key, label in (*((key, label) for key, label, _most in BANDS), NEVER))


def _band(took: timedelta | None) -> str:
    return NEVER[0] if took is None else next(key for key, _label, most in BANDS if took <= most)
