from django.urls import path, register_converter

from leads.urls.converters import DayConverter
from leads.views import activities, calendar, export, lead, leads, person, referrals, reminders, warmth

register_converter(DayConverter, "day")

urlpatterns = [
    path("leads/", leads.leads, name="leads"),
    path("leads/leads.xlsx", export.xlsx_file, name="leads_xlsx"),
    path("leads/leads.csv", export.csv_file, name="leads_csv"),
    path("leads/leads.json", export.json_file, name="leads_json"),
    path("leads/<uuid:pk>/", lead.lead, name="lead"),
    path("leads/<uuid:pk>/change/", lead.change, name="lead_change"),
    path("leads/<uuid:pk>/person/", person.lead_person, name="lead_person"),
    path("leads/<uuid:pk>/referral/", referrals.referral, name="lead_referral"),
    path("leads/<uuid:pk>/referral/end/", referrals.end, name="lead_referral_end"),
    path("leads/<uuid:pk>/referral/<int:contact>/", referrals.former, name="lead_referral_former"),
    path("leads/<uuid:pk>/disqualification/", lead.disqualification, name="lead_disqualification"),
    path("leads/<uuid:pk>/reopening/", lead.reopening, name="lead_reopening"),
    path("leads/<uuid:pk>/taking-back/", lead.taking_back, name="lead_taking_back"),
    path("leads/<uuid:pk>/warmth/", warmth.warmth, name="lead_warmth"),
    path("leads/<uuid:pk>/warmth/end/", warmth.end, name="lead_warmth_end"),
    path("leads/<uuid:pk>/warmth/<int:activity>/undoing/", warmth.undoing, name="lead_warmth_undoing"),
    path("leads/<uuid:pk>/activities/", activities.activities, name="activities"),
    path("activities/<int:pk>/completion/", activities.completion, name="activity_completion"),
    path("activities/<int:pk>/dropping/", activities.dropping, name="activity_dropping"),
    path("activities/<int:pk>/reopening/", activities.reopening, name="activity_reopening"),
    path("activities/<int:pk>/ending/", activities.ending, name="activity_ending"),
    path("activities/<int:pk>/ending/undoing/", activities.unending, name="activity_unending"),
    path("activities/<int:pk>/taking-back/", activities.taking_back, name="activity_taking_back"),
    path("activities/<int:pk>/calendar.ics", calendar.one, name="activity_calendar"),
    path("reminders/", reminders.reminders, name="reminders"),
    path("calendar/<str:token>.ics", calendar.feed, name="calendar_feed"),
    path("activities/<int:pk>/date/", activities.date, name="activity_date"),
    path("activities/<int:pk>/date/<day:due_on>/", activities.former_date, name="activity_former_date"),
]
