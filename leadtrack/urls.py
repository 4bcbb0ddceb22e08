from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("", include("accounts.urls")),
    path("", include("leads.urls")),
    path("", include("sales.urls")),
    path("", include("reports.urls")),
]
