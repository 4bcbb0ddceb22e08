"""Whatever is in a name and a subject, the bytes of our mails keep to RFC 5322: a strict grammar reads them."""

import uuid
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.utils import parseaddr

import pytest

from accounts.mailing import OutgoingMail
from leads.mail.outbound.composition import compose
from leads.mail.outbound.delivery import send
from leads.mail.outbound.sender import Sender
from leads.mail.outbound.server_trial import trial_mail
from leads.models import MailSettings, Message
from leads.tests.mail.rfc5322 import faults
from tests.hostile.strings import FOLDER, strings

TEXTS = [
    "Plain words",
    "Miller, Ann",
    'Ann "the oak" Miller',
    "Oak. & Sons. Ltd.",
    "back\\slash at the end\\",
    "Müller, Söhne & Töchter; Möbel <und> Küchen @ Köln",
    "a" * 200,
    "ü" * 110,
    "word " * 39,
    "日本語の件名です" * 12,
    "👩‍💻🏳️‍🌈 e\u0301",
    "=?utf-8?q?already?= encoded",
    "=?utf-8?q?broken",
    "שלום, “world” اختبار",
    "tab\there and\x0bthere",
    "one\x00two\x07three\x7f",
    "two\u2028lines\x85here",
    "soft\u00adhyphen\u200bzero\ufeffwidth",
    "Re: [oak] (comment) group: a@b.example;",
    ":", "<", ">", ",", ";", '"', "\\", ".", "=?", "?=", "@",
]  # fmt: skip


def wire(text: str) -> bytes:
    """The bytes of a step of a sequence with that name and that subject."""
    written = {"subject": " ".join(text.split())[:500], "text": text, "reference": "step 3", "address": "maria@example.com"}
    thread = {"in_reply_to": "<a@example.com>", "references": "<b@example.com> <a@example.com>"}
    message = Message(message_id=f"<{uuid.uuid4().hex}@alder.example>", **written, **thread)
    sender = Sender(text, "desk@alder.example", "answers@alder.example")
    return compose(message, sender=sender).message(policy=policy.SMTP).as_bytes()


@pytest.fixture(autouse=True)
def _address(settings):
    settings.LEADTRACK_URL = "https://leads.example.com"


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: ascii(text[:20]))
def test_any_name_and_subject_make_a_right_mail(text):
    raw = wire(text)
    assert faults(raw) == []
    assert message_from_bytes(raw, policy=policy.default)["From"].addresses[0].addr_spec == "desk@alder.example"


@pytest.mark.skipif(not FOLDER.exists(), reason="NOT RUN: the list of naughty strings is not here")
def test_naughty_strings_make_right_mails():
    wrong = {text: faults(wire(text)) for text in strings()}
    assert {text: listed for text, listed in wrong.items() if listed} == {}


@pytest.mark.parametrize("text", TEXTS[1:6], ids=lambda text: ascii(text[:20]))
def test_what_is_read_is_what_was_written(text):
    mail = message_from_bytes(wire(text), policy=policy.compat32)
    name, address = parseaddr(mail["From"].replace("\r\n", ""))
    assert [str(make_header(decode_header(part))) for part in (mail["Subject"], name)] == [text, text]
    assert address == "desk@alder.example"


@pytest.mark.parametrize("text", TEXTS[1:6], ids=lambda text: ascii(text[:20]))
def test_a_mail_server_gets_it_that_way(write, box, text):
    MailSettings.objects.create(from_name=text, from_address="desk@alder.example")
    assert send(write(subject=text, text=text, reference="step 3").pk) == "sent"
    assert faults(box.taken[-1]) == []


def test_the_reader_is_strict():
    raw = wire("Plain words")
    changes = {
        (b"Subject: Plain", b"Subject: Pl\xc3\xa4in"): "a header beyond ASCII",
        (b"From: Plain words", b"From: Oak. Sons"): "from is against its grammar",
        (b"References: <b@example.com>", b"References: =?utf-8?q?=3Cb=40example=2Ecom=3E?="): "references is against its grammar",
        (b"Subject: Plain", b"Subject: =?utf-8?q?" + b"a" * 70 + b"?="): "no encoded word in subject",
        (b"Subject: Plain", b"Subject: x=?utf-8?q?a?="): "no encoded word in subject",
        (b"Date: ", b"X-Date: "): "date is missing",
        (b"\r\nTo: ", b"\r\nTo: maria@example.com\r\nTo: "): "to stands twice",
    }
    for (right, wrong), fault in changes.items():
        assert raw.count(right) == 1
        assert any(said.startswith(fault) for said in faults(raw.replace(right, wrong))), fault


def test_a_mail_to_several_names_is_right():
    to = ['"Miller, Ann" <ann@alder.example>', '"Müller, Karl" <karl@alder.example>', "bo@alder.example"]
    mail = OutgoingMail("Hello", "Text", "desk@alder.example", to)
    assert faults(mail.message(policy=policy.SMTP).as_bytes()) == []


def test_the_mail_of_a_trial_is_right(business):
    business.name = "Müller, Söhne & Töchter"
    business.save()
    assert faults(trial_mail(to="ada@example.com", sender="desk@alder.example").message(policy=policy.SMTP).as_bytes()) == []
