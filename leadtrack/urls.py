from django.urls import include, path

from leadtrack.views import sample

handler500 = "leadtrack.health.server_error"

urlpatterns = [
    path("", include("leadtrack.setup.urls")),
    path("setup/<str:token>/sample/", sample.sample_fill, name="sample_fill"),
    path("settings/sample/wipe/", sample.sample_wipe, name="sample_wipe"),
    path("", include("accounts.urls")),
    path("", include("leads.urls")),
    path("", include("sales.urls")),
    path("", include("reports.urls")),
]
