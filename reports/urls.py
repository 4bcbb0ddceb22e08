from django.urls import path

from reports.annotations import views as annotations
from reports.client_types import views as client_types
from reports.client_value import views as clients
from reports.cohorts import views as cohorts
from reports.data_health import views as health
from reports.flows import views as flows
from reports.forecast import views as forecast
from reports.funnel import views as funnel
from reports.glossary import views as glossary
from reports.goals import views as goals
from reports.hand_offs import views as handoffs
from reports.letter import views as letter
from reports.money import views as money
from reports.overview import views as overview
from reports.playbook import views as playbook
from reports.saved import views as saved
from reports.sources import views as sources
from reports.team import views as team

urlpatterns = [
    path("words/", glossary.glossary, name="glossary"),
    path("reports/overview/", overview.overview, name="overview"),
    path("reports/client-types/", client_types.report_types, name="report_types"),
    path("reports/clients/", clients.report_clients, name="report_clients"),
    path("reports/cohorts/", cohorts.report_cohorts, name="report_cohorts"),
    path("reports/dates/", annotations.annotations, name="annotations"),
    path("reports/dates/<int:pk>/", annotations.annotation, name="annotation"),
    path("reports/dates/<int:pk>/removal/", annotations.annotation_removal, name="annotation_removal"),
    path("reports/dates/<int:pk>/return/", annotations.annotation_return, name="annotation_return"),
    path("reports/data-health/", health.report_health, name="report_health"),
    path("reports/data-health/<slug:key>/", health.report_health_list, name="report_health_list"),
    path("reports/data-health/doubles/<int:earlier>/<int:later>/two/", health.two_people, name="two_people"),
    path("reports/data-health/doubles/<int:pk>/undoing/", health.likeness_undoing, name="likeness_undoing"),
    path("reports/forecast/", forecast.report_forecast, name="report_forecast"),
    path("reports/funnel/", funnel.report_funnel, name="report_funnel"),
    path("reports/goals/", goals.goals, name="goals"),
    path("reports/hand-off/", handoffs.report_handoffs, name="report_handoffs"),
    path("reports/money/", money.report_money, name="report_money"),
    path("reports/playbook/", playbook.report_playbook, name="report_playbook"),
    path("reports/playbook/<int:pk>/", playbook.playbook_figures, name="playbook_figures"),
    path("reports/letter/", letter.letter, name="letter"),
    path("reports/letter/off/<str:token>/", letter.letter_off, name="letter_off"),
    path("reports/saved/", saved.saved_reports, name="saved_reports"),
    path("reports/saved/new/", saved.saved_report_new, name="saved_report_new"),
    path("reports/saved/<int:pk>/", saved.saved_report, name="saved_report"),
    path("reports/saved/<int:pk>/removal/", saved.saved_report_removal, name="saved_report_removal"),
    path("reports/saved/<int:pk>/return/", saved.saved_report_return, name="saved_report_return"),
    path("reports/flow/", flows.report_flows, name="report_flows"),
    path("reports/sources/", sources.report_sources, name="report_sources"),
    path("reports/team/", team.report_team, name="report_team"),
]
