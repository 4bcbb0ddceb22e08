from django.urls import path

from accounts.views import absences, business, hours, invitations, people, preferences, saved_files

urlpatterns = [
    path("settings/", business.settings, name="settings"),
    path("settings/business/", business.business_settings, name="business_settings"),
    path("settings/working-hours/", hours.working_hours, name="working_hours"),
    path("settings/holidays/", hours.holidays, name="holidays"),
    path("settings/holidays/<int:pk>/removal/", hours.holiday_removal, name="holiday_removal"),
    path("settings/holidays/<int:pk>/return/", hours.holiday_return, name="holiday_return"),
    path("settings/saved-files/", saved_files.saved_files, name="saved_files"),
    path("settings/people/", people.people, name="people"),
    path("settings/people/invitations/", invitations.invitations, name="invitations"),
    path("settings/people/invitations/<int:pk>/withdrawal/", invitations.withdrawal, name="invitation_withdrawal"),
    path("settings/people/<int:pk>/", people.person, name="person"),
    path("settings/people/<int:pk>/deactivation/", people.deactivation, name="deactivation"),
    path("settings/people/<int:pk>/reactivation/", people.reactivation, name="reactivation"),
    path("settings/people/<int:pk>/password-link/", invitations.password_links, name="password_link"),
    path("settings/people/<int:pk>/two-step-removal/", people.two_step_removal, name="two_step_removal"),
    path("settings/people/<int:pk>/absences/", absences.absences, name="absences"),
    path("absences/<int:pk>/removal/", absences.absence_removal, name="absence_removal"),
    path("absences/<int:pk>/return/", absences.absence_return, name="absence_return"),
    path("join/<str:token>/", invitations.join, name="join"),
    path("profile/", people.profile, name="profile"),
    path("profile/absences/", absences.own_absences, name="own_absences"),
    path("profile/preferences/", preferences.preferences, name="preferences"),
    path("profile/calendar/", preferences.calendar_address, name="calendar_address"),
    path("profile/calendar/revocation/", preferences.calendar_revocation, name="calendar_revocation"),
    path("profile/other-sessions/", people.other_sessions, name="other_sessions"),
]
