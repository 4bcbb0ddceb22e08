"""Every report by name, for the command: one call for all of them, and which days it is about when nobody says."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Business
from reports.client_types import query as client_types
from reports.client_value import query as clients
from reports.cohorts import query as cohorts
from reports.core.export import Rows
from reports.core.periods import EVERYTHING, Period, PeriodError
from reports.data_health import query as health
from reports.diagnosis import query as diagnosis
from reports.flows import query as flows
from reports.forecast import query as forecast
from reports.funnel import query as funnel
from reports.hand_offs import query as handoffs
from reports.money import query as money
from reports.overview import query as overview
from reports.overview.rows import OverviewRows
from reports.playbook import query as playbook
from reports.sources import query as sources
from reports.team import query as team


@dataclass(frozen=True)
class Named:
    """`made` takes period, business, as_of and by. `default`: the period when none is given."""

    about: str
    made: Callable[..., Rows]
    default: str = EVERYTHING


def _overview(period: Period, *, business: Business, as_of: datetime | None, by: str) -> Rows:
    return OverviewRows.of(overview.overview(period, business=business, as_of=as_of), business=business)


def _diagnosis(period: Period, *, business: Business, as_of: datetime | None, by: str) -> Rows:
    if period.start is None or period.end is None:
        raise PeriodError(_("This needs a first and a last day: leads are measured by what was wanted of so many days."))
    return diagnosis.diagnosis(period, business=business, as_of=as_of)


def _money(period: Period, *, business: Business, as_of: datetime | None, by: str) -> Rows:
    if by not in money.GROUPS:
        raise PeriodError(_("Spend is entered by source and by campaign, not by channel."))
    return money.report(period, business=business, by=by, as_of=as_of)


def _health(period: Period, *, business: Business, as_of: datetime | None, by: str) -> Rows:
    if not period.is_everything or as_of:
        raise PeriodError(_("Data health is about all records as they stand now, and takes no days."))
    return health.report(business=business)


def _forecast(period: Period, *, business: Business, as_of: datetime | None, by: str) -> Rows:
    if not period.is_everything:
        raise PeriodError(_("A forecast looks ahead from one moment (--as-of), and takes no days."))
    return forecast.report(business=business, as_of=as_of)


def _without_groups(report: Callable[..., Rows]) -> Callable[..., Rows]:
    return lambda period, *, business, as_of, by: report(period, business=business, as_of=as_of)


REPORTS = {
    "sources": Named(gettext_lazy("leads, clients and conversion per source, channel or campaign"), sources.report),
    "overview": Named(gettext_lazy("a period against the one before"), _overview, default="last_90_days"),
    "diagnosis": Named(gettext_lazy("sales, marketing or both"), _diagnosis, default="last_90_days"),
    "cohorts": Named(gettext_lazy("the leads of each month as they grow older"), _without_groups(cohorts.report)),
    "client-types": Named(gettext_lazy("what kind of marketing brings what kind of client"), _without_groups(client_types.report)),
    "forecast": Named(gettext_lazy("what is open in sales, and what will be won in 30, 60 and 90 days"), _forecast),
    "funnel": Named(
        gettext_lazy("how far the leads of a period came, and where they were lost"),
        _without_groups(funnel.report),
        default="last_12_months",
    ),
    "flows": Named(
        gettext_lazy("from which source leads came and what became of them"), _without_groups(flows.report), default="last_12_months"
    ),
    "handoffs": Named(gettext_lazy("what was handed over, and how soon it was answered"), _without_groups(handoffs.report)),
    "money": Named(gettext_lazy("what marketing cost and brought, per source or campaign"), _money),
    "health": Named(gettext_lazy("what is missing or cannot be in the records"), _health),
    "clients": Named(gettext_lazy("what clients buy, come back for and send"), _without_groups(clients.report), default="last_12_months"),
    "playbook": Named(gettext_lazy("how each stage does, with and without its steps"), _without_groups(playbook.report)),
    "team": Named(
        gettext_lazy("leads, clients, speed, promises and steps of each person who sells"),
        _without_groups(team.report),
        default="last_12_months",
    ),
}
