"""Settings: who the business writes as, and the mailbox."""

import pytest
from django.urls import reverse

from accounts.sealing import unseal
from leads.mail.inbound.mailbox import poll
from leads.models import Mailbox, MailSettings
from leads.tests.mail.conftest import letter
from leads.tests.mail.servers import PASSWORD, USER


@pytest.fixture
def ada(client, cast):
    client.force_login(cast.admin)
    return client


def test_the_sender_is_kept(ada):
    ada.post(reverse("mail_settings"), {"from_name": "Alder", "from_address": "hello@alder.example", "reply_to": ""})
    assert MailSettings.objects.get().from_address == "hello@alder.example"
    assert "Alder &lt;hello@alder.example&gt;" in ada.get(reverse("mail_settings")).content.decode()


@pytest.mark.parametrize("address", ["nonsense", "a@b.c\nBcc: x@y.z", "<script>@x"])
def test_no_address_is_refused(ada, address):
    assert ada.post(reverse("mail_settings"), {"from_address": address}).status_code == 422
    assert not MailSettings.objects.exists()


def typed(post, **changes) -> dict:
    return {"host": "127.0.0.1", "port": post.port, "security": "none", "user": USER, "password": PASSWORD, "folder": post.folder} | changes


def test_a_mailbox_is_tried_as_it_is_saved(ada, post):
    answer = ada.post(reverse("mailbox"), typed(post), follow=True)
    assert "The mailbox answers." in answer.content.decode()
    assert unseal(Mailbox.objects.get().sealed) == PASSWORD
    assert PASSWORD not in answer.content.decode()


def test_what_is_wrong_is_said(ada, post):
    assert "The mailbox says:" in ada.post(reverse("mailbox"), typed(post, password="no"), follow=True).content.decode()
    assert "takes no connections" in ada.post(reverse("mailbox"), typed(post, port=1), follow=True).content.decode()


def test_the_stored_password_stays_while_the_server_is_the_same(ada, post):
    ada.post(reverse("mailbox"), typed(post))
    ada.post(reverse("mailbox"), typed(post, password="", ignored="spam.example"))
    assert (unseal(Mailbox.objects.get().sealed), Mailbox.objects.get().ignored) == (PASSWORD, "spam.example")


@pytest.mark.parametrize("change", [{"host": "evil.example"}, {"port": 1143}, {"security": "starttls"}])
def test_another_way_to_the_server_asks_for_the_password_again(ada, post, mailbox, change):
    before = Mailbox.objects.values().get()
    answer = ada.post(reverse("mailbox"), typed(post, password="", ignored="spam.example", **change))
    assert (answer.status_code, Mailbox.objects.values().get()) == (422, before)
    assert "Type the password again" in answer.context["form"].errors["password"][0]
    assert "spam.example" in answer.text


def test_what_came_in_is_listed(ada, post, mailbox):
    post.deliver(letter(subject="<script>alert(1)</script>"))
    poll(mailbox)
    page = ada.get(reverse("mailbox")).content.decode()
    assert "A new lead" in page
    assert "<script>alert" not in page


def test_it_can_be_stopped(ada, mailbox):
    ada.post(reverse("mailbox_removal"))
    assert not Mailbox.objects.exists()
