"""Every report, a row each. Addresses, navigation, the command, saved reports, the glossary and the tests of access, of axe and of files
read this table, so that a new report is its folder, its template and a row here."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from accounts.navigation import NavItem
from accounts.roles import MONEY, OFFICE, SELLERS
from reports.client_types import definitions as client_types_definitions
from reports.client_types import query as client_types
from reports.client_types import views as client_types_views
from reports.client_value import definitions as client_value_definitions
from reports.client_value import query as client_value
from reports.client_value import views as client_value_views
from reports.cohorts import definitions as cohorts_definitions
from reports.cohorts import query as cohorts
from reports.cohorts import views as cohorts_views
from reports.core.definition import Definition
from reports.core.export import Rows
from reports.core.periods import EVERYTHING, LATELY, USUAL
from reports.data_health import definitions as data_health_definitions
from reports.data_health import query as data_health
from reports.data_health import views as data_health_views
from reports.diagnosis import definitions as diagnosis_definitions
from reports.diagnosis import query as diagnosis
from reports.flows import definitions as flows_definitions
from reports.flows import query as flows
from reports.flows import views as flows_views
from reports.forecast import definitions as forecast_definitions
from reports.forecast import query as forecast
from reports.forecast import views as forecast_views
from reports.funnel import definitions as funnel_definitions
from reports.funnel import query as funnel
from reports.funnel import views as funnel_views
from reports.hand_offs import definitions as hand_offs_definitions
from reports.hand_offs import query as hand_offs
from reports.hand_offs import views as hand_offs_views
from reports.lost_reasons import definitions as lost_reasons_definitions
from reports.lost_reasons import query as lost_reasons
from reports.lost_reasons import views as lost_reasons_views
from reports.money import definitions as money_definitions
from reports.money import query as money
from reports.money import views as money_views
from reports.overview import definitions as overview_definitions
from reports.overview import rows as overview
from reports.overview import views as overview_views
from reports.playbook import definitions as playbook_definitions
from reports.playbook import query as playbook
from reports.playbook import views as playbook_views
from reports.sources import definitions as sources_definitions
from reports.sources import query as sources
from reports.sources import views as sources_views
from reports.team import definitions as team_definitions
from reports.team import query as team
from reports.team import views as team_views

OVERVIEW_GROUP, MARKETING_GROUP, SALES_GROUP = "overview", "marketing", "sales"
"""Marketing and sales are different jobs with different numbers, so they stand in different groups."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One report. `name`: in the command and in its JSON; `about`: what the command says of it.

    `rows` takes period, business, as_of and by, and raises PeriodError for days that the report cannot be about; `default`: the
    period of the command when none is given.
    """

    name: str
    about: str
    rows: Callable[..., Rows]
    definitions: dict[str, Definition]
    default: str = EVERYTHING
    page: "Page | None" = None
    """None where it is shown as a part of another report."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """Where a report is read: at /reports/<slug>/. The roles of `item` are those who may open it: written here apart from the view,
    which the tests of access hold against this row."""

    slug: str
    view: Callable[..., HttpResponse]
    group: str
    item: NavItem


def _whole(report: Callable[..., Rows]) -> Callable[..., Rows]:
    """For reports that are not counted by source, channel or campaign at choice."""
    return lambda period, *, business, as_of, by: report(period, business=business, as_of=as_of)


CATALOGUE = (
    Entry(
        name="overview",
        about=_("a period against the one before"),
        rows=overview.for_command,
        definitions=overview_definitions.DEFINITIONS,
        default=LATELY,
        page=Page(
            slug="overview",
            view=overview_views.overview,
            group=OVERVIEW_GROUP,
            item=NavItem("overview", _("Overview"), "gauge", MONEY, is_timed=True, also=("goals",)),
        ),
    ),
    Entry(
        name="diagnosis",
        about=_("sales, marketing or both"),
        rows=diagnosis.for_command,
        definitions=diagnosis_definitions.DEFINITIONS,
        default=LATELY,
    ),
    Entry(
        name="health",
        about=_("what is missing or cannot be in the records"),
        rows=data_health.for_command,
        definitions=data_health_definitions.DEFINITIONS,
        page=Page(
            slug="data-health",
            view=data_health_views.report_health,
            group=OVERVIEW_GROUP,
            item=NavItem("report_health", _("Data health"), "stethoscope", OFFICE),
        ),
    ),
    Entry(
        name="sources",
        about=_("leads, clients and conversion per source, channel or campaign"),
        rows=sources.report,
        definitions=sources_definitions.DEFINITIONS,
        page=Page(
            slug="sources",
            view=sources_views.report_sources,
            group=MARKETING_GROUP,
            item=NavItem("report_sources", _("Sources"), "signpost", is_timed=True),
        ),
    ),
    Entry(
        name="flows",
        about=_("from which source leads came and what became of them"),
        rows=_whole(flows.report),
        definitions=flows_definitions.DEFINITIONS,
        default=USUAL,
        page=Page(
            slug="flow",
            view=flows_views.report_flows,
            group=MARKETING_GROUP,
            item=NavItem("report_flows", _("Flow"), "waypoints", is_timed=True),
        ),
    ),
    Entry(
        name="cohorts",
        about=_("the leads of each month as they grow older"),
        rows=_whole(cohorts.report),
        definitions=cohorts_definitions.DEFINITIONS,
        page=Page(
            slug="cohorts",
            view=cohorts_views.report_cohorts,
            group=MARKETING_GROUP,
            item=NavItem("report_cohorts", _("Over time"), "chart-spline", is_timed=True),
        ),
    ),
    Entry(
        name="client-types",
        about=_("what kind of marketing brings what kind of client"),
        rows=_whole(client_types.report),
        definitions=client_types_definitions.DEFINITIONS,
        page=Page(
            slug="client-types",
            view=client_types_views.report_types,
            group=MARKETING_GROUP,
            item=NavItem("report_types", _("Client types"), "users-round", is_timed=True),
        ),
    ),
    Entry(
        name="money",
        about=_("what marketing cost and brought, per source or campaign"),
        rows=money.for_command,
        definitions=money_definitions.DEFINITIONS,
        page=Page(
            slug="money",
            view=money_views.report_money,
            group=MARKETING_GROUP,
            item=NavItem("report_money", _("Money"), "coins", MONEY, is_timed=True),
        ),
    ),
    Entry(
        name="funnel",
        about=_("how far the leads of a period came, and where they were lost"),
        rows=_whole(funnel.report),
        definitions=funnel_definitions.DEFINITIONS,
        default=USUAL,
        page=Page(
            slug="funnel",
            view=funnel_views.report_funnel,
            group=SALES_GROUP,
            item=NavItem("report_funnel", _("Funnel"), "funnel", is_timed=True),
        ),
    ),
    Entry(
        name="lost-reasons",
        about=_("why opportunities were lost"),
        rows=_whole(lost_reasons.report),
        definitions=lost_reasons_definitions.DEFINITIONS,
        default=USUAL,
        page=Page(
            slug="lost-reasons",
            view=lost_reasons_views.report_lost_reasons,
            group=SALES_GROUP,
            item=NavItem("report_lost_reasons", _("Lost reasons"), "circle-x", SELLERS, is_timed=True),
        ),
    ),
    Entry(
        name="handoffs",
        about=_("what was handed over, and how soon it was answered"),
        rows=_whole(hand_offs.report),
        definitions=hand_offs_definitions.DEFINITIONS,
        page=Page(
            slug="hand-off",
            view=hand_offs_views.report_handoffs,
            group=SALES_GROUP,
            item=NavItem("report_handoffs", _("Hand-off"), "arrow-right-left", is_timed=True),
        ),
    ),
    Entry(
        name="forecast",
        about=_("what is open in sales, and what will be won in 30, 60 and 90 days"),
        rows=forecast.for_command,
        definitions=forecast_definitions.DEFINITIONS,
        page=Page(
            slug="forecast",
            view=forecast_views.report_forecast,
            group=SALES_GROUP,
            item=NavItem("report_forecast", _("Forecast"), "telescope", SELLERS),
        ),
    ),
    Entry(
        name="team",
        about=_("leads, clients, speed, promises and steps of each person who sells"),
        rows=_whole(team.report),
        definitions=team_definitions.DEFINITIONS,
        default=USUAL,
        page=Page(
            slug="team",
            view=team_views.report_team,
            group=SALES_GROUP,
            item=NavItem("report_team", _("Team"), "users", OFFICE, is_timed=True),
        ),
    ),
    Entry(
        name="clients",
        about=_("what clients buy, come back for and send"),
        rows=_whole(client_value.report),
        definitions=client_value_definitions.DEFINITIONS,
        default=USUAL,
        page=Page(
            slug="clients",
            view=client_value_views.report_clients,
            group=SALES_GROUP,
            item=NavItem("report_clients", _("Client value"), "gem", MONEY, is_timed=True),
        ),
    ),
    Entry(
        name="playbook",
        about=_("how each stage does, with and without its steps"),
        rows=_whole(playbook.report),
        definitions=playbook_definitions.DEFINITIONS,
        page=Page(
            slug="playbook",
            view=playbook_views.report_playbook,
            group=SALES_GROUP,
            item=NavItem("report_playbook", _("The playbook at work"), "book-open", SELLERS, is_timed=True),
        ),
    ),
)
"""In the order of the navigation, of the command and of the glossary."""

REPORTS = {entry.name: entry for entry in CATALOGUE}
PAGES = {entry.page.item.url_name: entry.page for entry in CATALOGUE if entry.page}
"""By the name of their URL."""
DEFINITIONS = {name: definition for entry in CATALOGUE for name, definition in entry.definitions.items()}
"""What every number on a report means, once. The pages show these words on tap; docs/metrics.md repeats them."""
