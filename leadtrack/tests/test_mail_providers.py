"""EMAIL_URL: each provider as docs/operations.md says it, and what cannot be used stops the start."""

import re

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage, mailers

from leadtrack.settings import BASE_DIR, mailer

HEADERS = {
    "Message-ID": "<a@alder.example>",
    "In-Reply-To": "<b@example.com>",
    "References": "<b@example.com>",
    "List-Unsubscribe": "<https://leads.example.com/unsubscribe/x/>",
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    "Auto-Submitted": "auto-generated",
}
TOLD = re.findall(r"`(anymail\+([a-z]+)://\?[^`]+)`", (BASE_DIR / "docs/operations.md").read_text())


@pytest.mark.parametrize(("url", "name"), TOLD, ids=[name for _url, name in TOLD])
def test_a_provider_is_set_up_as_the_manual_says_and_takes_our_headers(settings, url, name):
    settings.MAILERS = {"default": mailer(url)}
    mail = EmailMessage("Your bench", "It is ready.", "desk@alder.example", ["maria@example.com"], headers=HEADERS)
    backend = mailers.default
    assert backend.esp_name.lower() == name
    assert backend.build_message_payload(mail, backend.send_defaults)


def test_the_manual_names_several():
    assert len(TOLD) >= 8


@pytest.mark.parametrize("url", ["anymail+nobody://?api_key=x", "anymail+amazon_ses://"])
def test_a_provider_that_cannot_be_used_stops_the_start(url):
    with pytest.raises(ImproperlyConfigured):
        mailer(url)
