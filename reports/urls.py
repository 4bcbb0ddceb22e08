from django.urls import path

from reports.views import glossary, goals, overview, sources

urlpatterns = [
    path("words/", glossary.glossary, name="glossary"),
    path("reports/overview/", overview.overview, name="overview"),
    path("reports/goals/", goals.goals, name="goals"),
    path("reports/sources/", sources.report_sources, name="report_sources"),
]
