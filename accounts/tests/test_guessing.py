"""Nobody guesses a password slowly, from many addresses or at many accounts, and nobody locks somebody else out."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import lockout

GOOD = "three words suffice"


@pytest.fixture
def jo(cast):
    cast.staff.set_password(GOOD)
    cast.staff.save()
    return cast.staff


@pytest.fixture(autouse=True)
def _few(monkeypatch):
    monkeypatch.setattr(lockout, "MOST_OF_ACCOUNT", 4)
    monkeypatch.setattr(lockout, "MOST_OF_NETWORK", 5)


WRONG = "four words suffice not"


def sign_in(email: str, password: str = WRONG, *, client=None, address: str = "198.51.100.1", **headers):
    client = client or Client()
    return client.post(reverse("account_login"), {"login": email, "password": password}, REMOTE_ADDR=address, headers=headers)


def known_browser_of(person) -> Client:
    """Signed out again; Client.logout() would take its cookies away."""
    browser = Client()
    sign_in(person.email, GOOD, client=browser)
    browser.post(reverse("account_logout"))
    assert "_auth_user_id" not in browser.session
    return browser


def guess_from_many_addresses(email: str, *, count: int = 4, **headers) -> None:
    for number in range(count):
        assert sign_in(email, address=f"203.0.113.{number}", **headers).status_code == 200


def test_guesses_from_many_addresses_are_refused(jo):
    guess_from_many_addresses(jo.email)
    answer = sign_in(jo.email, GOOD)
    assert answer.status_code == 429
    assert "A browser you signed in with before" in answer.text


def test_guesses_at_many_accounts_are_refused(jo):
    for number in range(5):
        assert sign_in(f"somebody{number}@example.com").status_code == 200
    assert sign_in(jo.email, GOOD).status_code == 429
    assert sign_in(jo.email, GOOD, address="198.51.100.2").status_code == 302


def test_one_network_of_ipv6_is_one_address(jo):
    for number in range(5):
        sign_in(f"somebody{number}@example.com", address=f"2001:db8:1:2::{number}")
    assert sign_in(jo.email, GOOD, address="2001:db8:1:2:ffff::1").status_code == 429
    assert sign_in(jo.email, GOOD, address="2001:db8:1:3::1").status_code == 302


def test_a_known_browser_signs_in_through_it_all(jo):
    browser = known_browser_of(jo)
    guess_from_many_addresses(jo.email)
    for _number in range(8):
        sign_in(jo.email)
    assert sign_in(jo.email, GOOD, client=browser).status_code == 302


def test_a_known_browser_is_known_to_its_people_only(jo, cast):
    browser = known_browser_of(jo)
    guess_from_many_addresses(cast.sales.email)
    assert sign_in(cast.sales.email, GOOD, client=browser).status_code == 429


def test_a_known_browser_guesses_eight_times(jo):
    browser = known_browser_of(jo)
    for number in range(8):
        answer = sign_in(jo.email, client=browser, address=f"203.0.113.{number}")
    assert answer.status_code == 429
    assert sign_in(jo.email, GOOD, client=browser).status_code == 429


def test_calling_itself_known_makes_no_browser_known(jo):
    guess_from_many_addresses(jo.email, **{"user-agent": f"{lockout.KNOWN}x"})
    browser = Client()
    browser.cookies[lockout.COOKIE] = "made:up:cookie"
    assert sign_in(jo.email, GOOD, client=browser).status_code == 429


def test_a_day_later_everybody_may_sign_in(jo):
    guess_from_many_addresses(jo.email)
    with time_machine.travel(timezone.now() + lockout.SLOW):
        assert sign_in(jo.email, GOOD).status_code == 302


def test_somebody_unknown_is_answered_as_somebody_here(jo):
    for email in (jo.email, "nobody@example.com"):
        guess_from_many_addresses(email)
    answers = [sign_in(email, address="192.0.2.1") for email in (jo.email, "nobody@example.com")]
    assert [answer.status_code for answer in answers] == [429, 429]
