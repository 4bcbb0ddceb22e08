"""Who a mail says it is from: the header is split as it stands, and names are decoded afterwards."""

import base64
import time

import pytest

from leads.mail.inbound.mailbox import poll
from leads.mail.parsing.incoming import read
from leads.models import Lead
from leads.tests.mail.conftest import letter

NAMES = ["Müller, Karl", "Größe; Karl", "Müller [Ext] \\ Karl", "Müller, Karl (Büro)", "Vertrieb: Müller", "Karl <x@y.example>"]


def encoded(text: str) -> str:
    return f"=?utf-8?B?{base64.b64encode(text.encode()).decode()}?="


def sender(value: str) -> tuple[str, str]:
    incoming = read(letter(value).encode())
    return incoming.name, incoming.sender


@pytest.mark.parametrize("name", NAMES)
def test_an_encoded_name_is_a_name_whatever_it_holds(name):
    assert sender(f"{encoded(name)} <karl@example.org>") == (name, "karl@example.org")


@pytest.mark.parametrize(
    ("value", "read_as"),
    [
        ("=?utf-8?Q?M=C3=BCller=2C_Anna?= <anna@kunde.example>", ("Müller, Anna", "anna@kunde.example")),
        ("=?iso-8859-1?Q?Garc=EDa_L=F3pez=2C_Jos=E9?= <jose@kunde.example>", ("García López, José", "jose@kunde.example")),
        ("=?utf-8?Q?M=C3=BCller,_Karl?= <karl@example.org>", ("Müller, Karl", "karl@example.org")),
        ('"=?utf-8?Q?M=C3=BCller?=, Karl" <karl@example.org>', ("Müller, Karl", "karl@example.org")),
        ("=?utf-8?Q?M=C3=BC?=\r\n =?utf-8?Q?ller?= Karl <karl@example.org>", ("Müller Karl", "karl@example.org")),
        ("Müller, Karl (Büro) <karl@example.org>", ("Müller, Karl (Büro)", "karl@example.org")),
        ("=?utf-8?Q?Karl_=3Ckarl=40example.org=3E?=", ("Karl", "karl@example.org")),
        ("karl@example.org (Karl Müller)", ("Karl Müller", "karl@example.org")),
        ("karl@example.org <karl@example.org>", ("", "karl@example.org")),
        ("Jörg Größe <jörg@größe.example>", ("Jörg Größe", "jörg@größe.example")),
        ("=?klingon?Q?M=C3?= <karl@example.org>", ("=?klingon?Q?M=C3?=", "karl@example.org")),
        (r'"Karl\"" <karl@example.org>', ("Karl", "karl@example.org")),
        (r'"Karl \"Kalle\" Müller" <karl@example.org>', ('Karl "Kalle" Müller', "karl@example.org")),
        ("undisclosed-recipients:;", ("", "")),
    ],
)
def test_a_sender_is_read_as_programs_write_it(value, read_as):
    assert sender(value) == read_as


def test_letters_of_an_old_program_are_read():
    raw = letter("Jose <jose@example.org>", subject="Küche").encode("cp1252")
    assert read(raw).subject == "Küche"


def test_sender_stands_in_for_a_missing_from():
    assert read(letter("", Sender=f"{encoded('Müller, Karl')} <karl@example.org>").encode()).sender == "karl@example.org"


@pytest.mark.parametrize("value", ["(" * 100_000, "a@b " * 50_000, "@" * 100_000, "<" * 50_000, "=?u?q?a?=" * 20_000])
def test_a_costly_header_is_read_at_once(value):
    started = time.process_time()
    read(letter(value, subject=value).encode())
    assert time.process_time() - started < 5


def test_a_mail_in_utf8_is_a_lead_of_its_writer(mailbox, post):
    post.deliver(letter("Jörg Größe <jörg@größe.example>", subject="Grüße, Küche"))
    poll(mailbox)
    lead = Lead.objects.get()
    assert (lead.contact.name, lead.contact.main_email.address, lead.interest) == ("Jörg Größe", "jörg@größe.example", "Grüße, Küche")
