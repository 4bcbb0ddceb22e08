import pytest
from django.conf import settings
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_settings_name_the_version(client, cast):
    client.force_login(cast.admin)
    assert f"LeadTrack {settings.VERSION}" in client.get(reverse("settings")).text
