"""Each person says when their digest comes and whether open pages remind them."""

import pytest
from django.urls import reverse

from accounts.models import Preferences
from accounts.secret_urls import masked


def test_without_a_choice_there_is_a_digest_at_seven(cast):
    chosen = Preferences.of(cast.staff)
    assert (chosen.digest, chosen.digest_hour, chosen.reminders, chosen.pk) == (True, 7, True, cast.staff.pk)
    assert not Preferences.objects.exists()


def test_it_is_turned_off_and_given_another_hour(client, cast):
    client.force_login(cast.staff)
    client.post(reverse("preferences"), {"digest_hour": "9"})
    chosen = Preferences.of(cast.staff)
    assert (chosen.digest, chosen.digest_hour, chosen.reminders) == (False, 9, False)
    client.post(reverse("preferences"), {"digest": "on", "digest_hour": "6", "reminders": "on"})
    assert (Preferences.of(cast.staff).digest, Preferences.of(cast.staff).digest_hour) == (True, 6)
    assert Preferences.of(cast.sales).digest_hour == 7


@pytest.mark.parametrize("hour", ["24", "-1", "x", ""])
def test_an_hour_there_is_not_is_refused(client, cast, hour):
    client.force_login(cast.staff)
    response = client.post(reverse("preferences"), {"digest": "on", "digest_hour": hour})
    assert response.status_code == 422
    assert not Preferences.objects.exists()


def test_secret_addresses_stay_out_of_the_log():
    assert masked("GET /calendar/abcdefghijklmnopqrstuvwxyz.ics") == "GET /calendar/…"
    assert masked("GET /reports/letter/off/NA:3wVCYn8i3IRALpBuNHaig/") == "GET /reports/letter/off/…/"
