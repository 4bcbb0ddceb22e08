from django.urls import path

from leadtrack.setup import views

urlpatterns = [
    path("setup/ready/", views.ready, name="setup_ready"),
    path("setup/<str:token>/", views.business, name="setup_business"),
    path("setup/<str:token>/sources/", views.sources, name="setup_sources"),
    path("setup/<str:token>/people/", views.people, name="setup_people"),
]
