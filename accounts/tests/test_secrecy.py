"""Links that let people in, and what signed-in people see, stay out of logs and caches."""

import logging

import pytest
from django.urls import reverse

from accounts.secrecy import WithoutTokens, masked

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
