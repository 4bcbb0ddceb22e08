from django.urls import path

from reports.views import overview, sources

urlpatterns = [
    path("reports/overview/", overview.overview, name="overview"),
    path("reports/sources/", sources.report_sources, name="report_sources"),
]
