from django.urls import path

from accounts.views import business, invitations, people

urlpatterns = [
    path("settings/", business.settings, name="settings"),
    path("settings/business/", business.business_settings, name="business_settings"),
    path("settings/people/", people.people, name="people"),
    path("settings/people/invitations/", invitations.invitations, name="invitations"),
    path("settings/people/invitations/<int:pk>/withdrawal/", invitations.withdrawal, name="invitation_withdrawal"),
    path("settings/people/<int:pk>/", people.person, name="person"),
    path("settings/people/<int:pk>/deactivation/", people.deactivation, name="deactivation"),
    path("settings/people/<int:pk>/reactivation/", people.reactivation, name="reactivation"),
    path("settings/people/<int:pk>/password-link/", invitations.password_links, name="password_link"),
    path("settings/people/<int:pk>/two-step-removal/", people.two_step_removal, name="two_step_removal"),
    path("join/<str:token>/", invitations.join, name="join"),
    path("profile/", people.profile, name="profile"),
    path("profile/other-sessions/", people.other_sessions, name="other_sessions"),
]
