from django.urls import path

from reports.views import annotations, cohorts, funnel, glossary, goals, handoffs, health, money, overview, playbook, saved, sources, team

urlpatterns = [
    path("words/", glossary.glossary, name="glossary"),
    path("reports/overview/", overview.overview, name="overview"),
    path("reports/cohorts/", cohorts.report_cohorts, name="report_cohorts"),
    path("reports/dates/", annotations.annotations, name="annotations"),
    path("reports/dates/<int:pk>/", annotations.annotation, name="annotation"),
    path("reports/dates/<int:pk>/removal/", annotations.annotation_removal, name="annotation_removal"),
    path("reports/dates/<int:pk>/return/", annotations.annotation_return, name="annotation_return"),
    path("reports/data-health/", health.report_health, name="report_health"),
    path("reports/data-health/<slug:key>/", health.report_health_list, name="report_health_list"),
    path("reports/data-health/doubles/<int:earlier>/<int:later>/one/", health.one_person, name="one_person"),
    path("reports/data-health/doubles/<int:earlier>/<int:later>/two/", health.two_people, name="two_people"),
    path("reports/data-health/doubles/<int:pk>/undoing/", health.likeness_undoing, name="likeness_undoing"),
    path("reports/funnel/", funnel.report_funnel, name="report_funnel"),
    path("reports/goals/", goals.goals, name="goals"),
    path("reports/hand-off/", handoffs.report_handoffs, name="report_handoffs"),
    path("reports/money/", money.report_money, name="report_money"),
    path("reports/playbook/", playbook.report_playbook, name="report_playbook"),
    path("reports/playbook/<int:pk>/", playbook.playbook_figures, name="playbook_figures"),
    path("reports/saved/", saved.saved_reports, name="saved_reports"),
    path("reports/saved/new/", saved.saved_report_new, name="saved_report_new"),
    path("reports/saved/<int:pk>/", saved.saved_report, name="saved_report"),
    path("reports/saved/<int:pk>/removal/", saved.saved_report_removal, name="saved_report_removal"),
    path("reports/saved/<int:pk>/return/", saved.saved_report_return, name="saved_report_return"),
    path("reports/sources/", sources.report_sources, name="report_sources"),
    path("reports/team/", team.report_team, name="report_team"),
]
