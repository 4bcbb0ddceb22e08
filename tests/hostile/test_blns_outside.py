"""Each string through the forms of people who are not signed in: set-up, joining, signing in."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Business, User
from leads.models import Source
from tests.hostile.reading import read, runs_something
from tests.hostile.strings import has_something_to_read, strings, tidied

STRINGS = strings()
CLEAR = (200, 302, 400, 403, 422, 429)


@pytest.fixture
def stranger():
    return Client(raise_request_exception=False)


@pytest.fixture
def token(small):
    """Of a set-up that has begun, and has no sources yet."""
    Business.objects.update(set_up_at=None, name="LeadTrack")
    return small.business.setup_token


def test_the_name_of_a_new_business(token, stranger):
    address = reverse("setup_business", args=[token])
    rest = {"country": "GB", "time_zone": "Europe/London", "currency": "GBP"}
    for text in STRINGS:
        Business.objects.update(name="Plain words")
        response = stranger.post(address, {"name": text} | rest)
        if response.status_code == 302:
            assert Business.current().name == text.strip()
        else:
            reader = read(response.content)
            assert text in reader.typed["name"]
            assert "name" in reader.wrong
            assert not has_something_to_read(text) or len(text.strip()) > 120, text


def test_the_sources_of_a_new_business(token, stranger):
    """Forty a time, one on a line."""
    address = reverse("setup_sources", args=[token])
    fit = [text for text in STRINGS if 0 < len(tidied(text)) <= 80]
    for at in range(0, len(fit), 40):
        assert stranger.post(address, {"more": "\n".join(fit[at : at + 40])}).status_code == 302
    names = set(Source.objects.values_list("name", flat=True))
    keys = {name.casefold() for name in names}
    assert [text for text in fit if len(text.splitlines()) == 1 and tidied(text).casefold() not in keys] == []


def test_a_source_too_long_for_a_key_is_refused_and_kept(token, stranger):
    address = reverse("setup_sources", args=[token])
    for text in (each for each in STRINGS if len(" ".join(each.split())) > 80):
        reader = read(stranger.post(address, {"more": text}).content)
        assert text in reader.typed["more"]
        assert "more" in reader.wrong


def test_signing_in_with_anything_lets_nobody_in(small, stranger):
    for number, text in enumerate(STRINGS):
        response = stranger.post(reverse("account_login"), {"login": text, "password": STRINGS[-number]})
        assert response.status_code in CLEAR, text
        assert runs_something(read(response.content)) == []
    assert "_auth_user_id" not in stranger.session


def test_joining_with_anything_makes_nobody_or_exactly_them(small, stranger):
    address, before = reverse("join", args=[small.invitation.token]), User.objects.count()
    for text in STRINGS:
        response = stranger.post(address, {"name": text, "email": text, "password": "x"})
        reader = read(response.content)
        assert response.status_code in (200, 422), text
        assert text in reader.typed["name"]
        assert reader.wrong
    assert User.objects.count() == before


@pytest.mark.parametrize("url_name", ["account_change_password", "account_reauthenticate", "mfa_reauthenticate", "mfa_activate_totp"])
def test_passwords_and_codes_that_are_none(small, signed_in, url_name):
    names = ("password", "oldpassword", "password1", "password2", "code")
    for text in STRINGS[::5]:
        assert signed_in().post(reverse(url_name), dict.fromkeys(names, text)).status_code in CLEAR, text


def test_a_code_that_is_none_after_the_password(small, stranger):
    stranger.post(reverse("account_login"), {"login": small.careful.email, "password": "three-words-in-a-row"})
    for text in STRINGS[::25]:
        assert stranger.post(reverse("mfa_authenticate"), {"code": text}).status_code in CLEAR, text
    assert "_auth_user_id" not in stranger.session


def test_links_and_trades_that_are_none(token, stranger):
    for text in STRINGS:
        assert stranger.get(reverse("setup_sources", args=[token]), {"trade": text}).status_code in CLEAR
    for text in STRINGS[::10]:
        assert stranger.get(reverse("setup_business", args=[token]), {"zone": text, "country": text}).status_code in CLEAR
