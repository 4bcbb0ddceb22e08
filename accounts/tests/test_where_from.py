"""Failed sign-ins are counted by where they really came from, and a visitor cannot choose that."""

import pytest

from accounts.lockout import client_ip


@pytest.fixture
def asked(rf):
    return rf.get("/", REMOTE_ADDR="127.0.0.1", headers={"X-Forwarded-For": "203.0.113.9, 198.51.100.7"})


def test_behind_https_the_address_the_proxy_wrote_last_counts(asked, settings):
    settings.HTTPS = True
    assert client_ip(asked) == "198.51.100.7"


def test_without_a_proxy_what_a_visitor_claims_is_ignored(asked, settings):
    settings.HTTPS = False
    assert client_ip(asked) == "127.0.0.1"
