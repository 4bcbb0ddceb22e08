from django.urls import include, path

handler500 = "leadtrack.health.server_error"

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("", include("accounts.urls")),
    path("", include("leads.urls")),
    path("", include("sales.urls")),
    path("", include("reports.urls")),
]
