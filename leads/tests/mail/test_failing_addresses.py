"""Whether a failure is about the address: by its status, and by its words where every status is 5.0.0."""

import pytest

from leads.mail.parsing.incoming import read
from leads.mail.programs.bounces import bounce_of, is_about_the_address
from leads.tests.mail.conftest import letter

STATUSES = {
    "5.1.1": True,
    "5.1.10": True,
    "5.2.1": True,
    "5.4.4": True,
    "5.2.2": False,
    "5.3.4": False,
    "5.7.1": False,
    "4.4.7": False,
    "5.1.8": False,
}


@pytest.mark.parametrize("status", STATUSES)
def test_status_says_whether_the_address_is_why(status):
    assert is_about_the_address(status, "smtp; 550 Refused") is STATUSES[status]


WORDS = {
    "550 Unrouteable address": True,
    "550 no such user here": True,
    "550 Empfänger unbekannt": True,
    "550-5.1.1 The email account that you tried to reach does not exist": True,
    "552 Mailbox is full": False,
    "550 5.2.2 over quota": False,
    "554 Message refused as spam": False,
    "retry timeout exceeded": False,
    "550 No": True,
}


@pytest.mark.parametrize("words", WORDS)
def test_words_say_it_where_the_status_always_is_the_same(words):
    assert is_about_the_address("5.0.0", words) is WORDS[words]


def test_policy_that_hides_unknown_people_marks_the_address():
    assert is_about_the_address("5.7.1", "550 5.7.1 Recipient not found")


TEXTS = {
    "This is a permanent error; I've given up.\r\n<maria@example.com>:\r\nSorry, no mailbox here by that name. (#5.1.1)": True,
    "Message has not yet been delivered, still trying: 451 4.7.1 Greylisted": False,
    "Ihre Nachricht wurde verzögert. Die Zustellung wird weiterhin versucht.": False,
}


@pytest.mark.parametrize("text", TEXTS)
def test_report_without_fields_is_final_by_its_words(text):
    bounce = bounce_of(read(letter("MAILER-DAEMON@mx.example", subject="failure notice", text=text).encode()))
    assert bounce.for_good is TEXTS[text]


def test_reason_is_the_line_with_the_code():
    text = "There was an error.\r\n\r\n550 5.1.1 User unknown\r\n\r\nMessage headers follow."
    assert (
        bounce_of(read(letter("MAILER-DAEMON <>", subject="Mail delivery failed", text=text).encode())).reason == "550 5.1.1 User unknown"
    )
