from django.urls import path

from reports.views import goals, overview, sources

urlpatterns = [
    path("reports/overview/", overview.overview, name="overview"),
    path("reports/goals/", goals.goals, name="goals"),
    path("reports/sources/", sources.report_sources, name="report_sources"),
]
