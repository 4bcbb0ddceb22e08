from django.urls import path

from leads.views import mergers

urlpatterns = [
    path("contacts/<int:pk>/merger/", mergers.contact_merger, name="contact_merger"),
    path("contacts/<int:pk>/merger/<int:other>/", mergers.contact_merger_with, name="contact_merger_with"),
    path("leads/<uuid:pk>/merger/", mergers.lead_merger, name="lead_merger"),
    path("leads/<uuid:pk>/merger/<uuid:other>/", mergers.lead_merger_with, name="lead_merger_with"),
    path("mergers/<int:pk>/", mergers.merger, name="merger"),
    path("mergers/<int:pk>/undoing/", mergers.merger_undoing, name="merger_undoing"),
]
