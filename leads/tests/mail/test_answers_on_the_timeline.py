"""An answer on the page of its lead: their own words, and all of the mail one tap away."""

import pytest

from leads.mail.outbound.composition import body
from leads.models import Message
from leads.timeline import timeline

BELOW = "On 24 Nov 2026, Alder wrote:\n" + "> It is ready.\n" * 300 + "\nYes, we take it."


@pytest.fixture
def answered(lead, write):
    """Maria's answer with this text; ours was sent before it."""
    ours = write()

    def answer(text: str, **fields) -> str:
        values = {"direction": "in", "status": "received", "address": "maria@example.com", "message_id": "<a@example.com>"}
        Message.objects.create(lead=lead, text=text.replace("{ours}", body(ours)), **values | fields)
        return next(entry for entry in timeline(lead) if entry.mail and entry.mail.is_incoming)

    return answer


def test_words_below_a_long_quotation_stand_on_the_page(answered, lead, cast, client):
    answered(BELOW)
    client.force_login(cast.sales)
    page = client.get(lead.get_absolute_url()).content.decode()
    words, whole = page.split("All of it", 1)
    assert "Yes, we take it." in words
    assert "Alder wrote:" not in words
    assert "Alder wrote:" in whole.partition("</details>")[0]


def test_our_own_message_quoted_without_marks_is_left_out(answered, settings):
    settings.LEADTRACK_URL = "https://leads.example.com"
    head = "From: Alder\nSent: Tuesday\nTo: Maria\nSubject: Your bench"
    assert answered(f"Thank you!\n\n{head}\n\n{{ours}}").text == "Thank you!"


def test_short_answer_has_nothing_more_to_open(answered):
    assert answered("Thank you!\n").whole == ""


def test_mail_that_was_longer_than_is_kept_says_so(answered, lead, cast, client):
    answered("word", text_cut=True)
    client.force_login(cast.sales)
    assert "The mail was longer." in client.get(lead.get_absolute_url()).content.decode()
