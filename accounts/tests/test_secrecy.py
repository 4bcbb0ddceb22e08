"""Links that let people in, and what signed-in people see, stay out of logs and caches."""

import logging

import pytest
from django.urls import reverse

from accounts.models import Business, CalendarFeed, Invitation
from accounts.secret_urls import WithoutTokens, masked

LINK = "/join/3f9QkD2vXy7LrT0bWmZs8e/"


def test_a_link_loses_its_token_in_a_log_line():
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "Gone: %s", (LINK,), None)
    assert WithoutTokens().filter(record)
    assert record.getMessage() == "Gone: /join/…/"


def test_other_addresses_stay_as_they_are():
    assert masked("/leads/?source=3") == "/leads/?source=3"


@pytest.mark.django_db
def test_caches_ask_again_before_they_show_a_signed_in_persons_page(client, cast):
    client.force_login(cast.staff)
    answer = client.get(reverse("profile"))
    assert {"private", "no-cache"} <= set(answer["Cache-Control"].split(", "))


@pytest.mark.django_db
def test_what_stands_at_a_secret_address_is_kept_by_nobody_and_the_address_is_passed_on_to_nobody(client, cast):
    Business.objects.update(set_up_at=None, setup_token="secret-token-of-the-terminal")
    for path, policy in (
        (reverse("join", args=[Invitation.make(by=cast.admin, roles=["staff"]).token]), "strict-origin"),
        (reverse("setup_business", args=["secret-token-of-the-terminal"]), "strict-origin"),
        (reverse("calendar_feed", args=[CalendarFeed.renew(cast.staff).token]), "no-referrer"),
    ):
        answer = client.get(path)
        assert (answer.status_code, answer["Referrer-Policy"]) == (200, policy)
        assert "no-store" in answer["Cache-Control"]
