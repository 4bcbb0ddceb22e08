from django.urls import path

from leads.views import privacy

urlpatterns = [
    path("contacts/<int:pk>/privacy/", privacy.contact_privacy, name="contact_privacy"),
    path("contacts/<int:pk>/everything.zip", privacy.contact_copy, name="contact_copy"),
    path("settings/privacy/", privacy.privacy_settings, name="privacy_settings"),
]
