from django.urls import path

from reports.views import cohorts, glossary, goals, handoffs, overview, playbook, sources

urlpatterns = [
    path("words/", glossary.glossary, name="glossary"),
    path("reports/overview/", overview.overview, name="overview"),
    path("reports/cohorts/", cohorts.report_cohorts, name="report_cohorts"),
    path("reports/goals/", goals.goals, name="goals"),
    path("reports/hand-off/", handoffs.report_handoffs, name="report_handoffs"),
    path("reports/playbook/", playbook.report_playbook, name="report_playbook"),
    path("reports/playbook/<int:pk>/", playbook.playbook_figures, name="playbook_figures"),
    path("reports/sources/", sources.report_sources, name="report_sources"),
]
