"""No more e-mail: by the link, by a person, whoever has the address."""

import pytest
from django.test import Client

from leads import mail
from leads.mail import unsubscribe_links
from leads.models import Contact, MailAddress


def link(address: str = "maria@example.com") -> str:
    return f"/unsubscribe/{unsubscribe_links.token(address)}/"


BODIES = {
    "application/x-www-form-urlencoded": b"List-Unsubscribe=One-Click",
    "multipart/form-data; boundary=abc": (
        b'--abc\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--abc--\r\n'
    ),
    "": b"",
}
"""The two that RFC 8058 names, and none."""


@pytest.mark.parametrize("kind", BODIES)
def test_a_mail_program_says_it_with_one_bare_post(business, heard, kind):
    """No cookie, no Referer, no language: just the body. The answer sends it nowhere else."""
    answer = Client(enforce_csrf_checks=True).generic("POST", link(), BODIES[kind], content_type=kind)
    assert answer.status_code == 200
    assert mail.has_opted_out("Maria@Example.com")
    assert heard.events == [("opted out", "maria@example.com")]


def test_looking_changes_nothing(client, business):
    assert b"No more e-mail?" in client.get(link()).content
    assert not mail.has_opted_out("maria@example.com")


def test_said_twice_it_is_written_once(client, business, heard):
    client.post(link())
    first = MailAddress.objects.get()
    client.post(link())
    assert MailAddress.objects.get().opted_out_at == first.opted_out_at
    assert len(heard.events) == 1


def test_it_holds_for_everybody_with_the_address_and_when_it_is_typed_again(client, lead):
    client.post(link())
    lead.contact.emails.all().delete()
    Contact.make(name="M. Lind", emails=["MARIA@example.com"])
    assert mail.has_opted_out("MARIA@example.com")


def test_a_person_may_lift_it_and_says_why(lead, cast, write):
    mail.opt_out("maria@example.com", how="link")
    assert mail.lift("maria@example.com", by=cast.sales, note="Asked for the catalogue by phone")
    row = MailAddress.objects.get()
    assert (row.is_opted_out, row.lifted_by, row.note) == (False, cast.sales, "Asked for the catalogue by phone")
    assert write().status == "queued"
    assert not mail.lift("maria@example.com", by=cast.sales, note="Again")


def test_the_log_never_holds_a_live_link():
    from accounts.secret_urls import masked

    assert unsubscribe_links.token("maria@example.com") not in masked(f"GET {link()}")


def test_its_page_is_kept_by_nobody_and_says_nowhere_where_one_came_from(client, business):
    for answer in (client.get(link()), client.post(link())):
        assert {"no-store", "private"} <= set(answer["Cache-Control"].split(", "))
        assert answer["Referrer-Policy"] == "no-referrer"
