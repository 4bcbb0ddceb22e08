"""The bytes of our headers as a mail server gets them: ids and lists stand whole, encoded words stand in text only."""

import re
import uuid
from email.header import decode_header, make_header

import pytest
from django.core.mail import mailers

from accounts.mailing import OutgoingMail
from leads.mail.outbound.delivery import send
from leads.models import MailSettings, Message

OUTLOOK = b"<AM9PR04MB8397B1C2D3E4F5A6B7C8D9E0F1A2B3C4D5E6@AM9PR04MB8397.eurprd04.prod.outlook.com>"
NAME = "Müller, Söhne & Töchter, Werkstatt für Möbel und Küchen, Köln"
EARLIER = [b"<%s@mail.example.org>" % (b"%d" % number * 50) for number in range(4)]


@pytest.fixture
def headers(write, box, settings):
    """Send a message and return the lines of its headers, unfolded: name in lower case, bytes after the colon."""
    settings.LEADTRACK_URL = "https://leads.a-rather-long-name-of-a-workshop.example.com"

    def of(**changes) -> dict[str, bytes]:
        assert send(write(**changes).pk) == "sent"
        return unfolded(box.taken[-1])

    return of


def unfolded(raw: bytes) -> dict[str, bytes]:
    head = raw.partition(b"\r\n\r\n")[0]
    assert max(map(len, head.split(b"\r\n"))) <= 998
    pairs = (line.partition(b": ") for line in re.sub(rb"\r\n(?=[ \t])", b"", head).split(b"\r\n"))
    return {name.decode().lower(): value for name, _colon, value in pairs}


@pytest.fixture
def answered(lead):
    """What they wrote to us, from a program that makes long ids."""
    known = {"direction": "in", "status": "received", "address": "maria@example.com", "subject": "Angebot", "lead": lead}
    before = b" ".join(EARLIER).decode()
    return Message.objects.create(key=uuid.uuid4(), message_id=OUTLOOK.decode(), references=before, **known)


def test_a_long_id_is_answered_unbroken(headers, answered):
    sent = headers(answers=answered)
    assert len(OUTLOOK) > 85
    assert sent["in-reply-to"] == OUTLOOK
    assert sent["references"] == b" ".join([*EARLIER, OUTLOOK])


def test_references_are_folded_between_ids(headers, answered, box):
    headers(answers=answered)
    assert b"\r\nReferences: " + b"\r\n ".join([*EARLIER, OUTLOOK]) + b"\r\n" in box.taken[-1]


def test_an_id_beyond_ascii_is_left_out(headers, answered):
    answered.message_id = "<u8@größe.example>"
    sent = headers(answers=answered)
    assert "in-reply-to" not in sent
    assert sent["references"] == b" ".join(EARLIER)


def test_the_way_out_stands_whole(headers):
    sent = headers(by=None, reference="step 3")
    assert re.fullmatch(rb"<https://leads\.[^<>\s]{100,}/>, <mailto:[^<>\s]+\?subject=unsubscribe%20[^<>\s]+>", sent["list-unsubscribe"])
    assert sent["list-unsubscribe-post"] == b"List-Unsubscribe=One-Click"


def test_encoded_words_stand_in_text_only(headers):
    MailSettings.objects.create(from_name=NAME, from_address="desk@alder.example")
    sent = headers(subject="Ihr Angebot für die Küche in der Straße am Flüßchen, wie gewünscht", reference="step 3")
    assert {name for name, value in sent.items() if b"=?" in value} == {"subject", "from"}
    assert re.fullmatch(rb"(=\?utf-8\?[bq]\?[\w=!*+/-]+\?= )+<desk@alder\.example>", sent["from"])
    assert str(make_header(decode_header(sent["from"].decode()))) == f"{NAME} <desk@alder.example>"


def test_a_long_name_with_commas_stays_one_address(headers):
    name = "Alder, Finch, Sons and Daughters, Makers of Kitchens and of Furniture, in Leeds since 1900"
    MailSettings.objects.create(from_name=name, from_address="hello@alder.example")
    assert headers()["from"] == f'"{name}" <hello@alder.example>'.encode()


def test_several_names_with_commas_stay_apart(box):
    to = ['"Miller, Ann" <ann@alder.example>', '"Müller, Karl" <karl@alder.example>', "bo@alder.example"]
    mailers.default.send_messages([OutgoingMail("Hello", "Text", "desk@alder.example", to)])
    assert unfolded(box.taken[0])["to"] == (
        b'"Miller, Ann" <ann@alder.example>, =?utf-8?q?M=C3=BCller=2C_Karl?= <karl@alder.example>, bo@alder.example'
    )


def test_text_in_a_list_header_is_refused():
    mail = OutgoingMail("Hello", "Text", "desk@alder.example", ["ann@example.com"], headers={"List-Id": "Küche <a.example>"})
    with pytest.raises(ValueError, match="List-Id"):
        mail.message().as_bytes()
