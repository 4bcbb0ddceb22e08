from django.urls import path

from leads.views import capture, correction, enquiry, installing, sheet, tally

urlpatterns = [
    path("", tally.tally, name="tally"),
    path("sw.js", installing.service_worker, name="service_worker"),
    path("manifest.webmanifest", installing.manifest, name="manifest"),
    path("offline/", installing.offline, name="offline"),
    path("counts/", tally.counts, name="tally_counts"),
    path("capture/", capture.capture, name="capture"),
    path("contacts/known/", capture.known, name="known_contact"),
    path("leads/new/", enquiry.new, name="new_lead"),
    path("leads/<uuid:pk>/details/", capture.details, name="lead_details"),
    path("leads/<uuid:pk>/source/", correction.lead_source, name="lead_source"),
    path("leads/<uuid:pk>/withdrawal/", capture.withdrawal, name="lead_withdrawal"),
    path("leads/<uuid:pk>/restoration/", capture.restoration, name="lead_restoration"),
    path("leads/<uuid:pk>/separation/", capture.separation, name="lead_separation"),
    path("sheet/", sheet.sheet, name="sheet"),
    path("sheet/print/", sheet.to_print, name="sheet_print"),
    path("sheet/<uuid:pk>/", sheet.entered, name="sheet_entered"),
    path("sheet/<uuid:pk>/withdrawal/", sheet.withdrawal, name="sheet_withdrawal"),
]
