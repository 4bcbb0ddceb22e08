"""Settings → E-mail → Mail server: tried by sending one mail, and what is wrong is said beside the field that puts it right."""

import binascii
import socket

import pytest
from django.urls import reverse

from accounts import mailing
from accounts.models import MailServer
from accounts.sealing import unseal
from leads.mail.outbound import server_trial
from leads.mail.outbound.delivery import send
from leads.mail.outbound.presets import PRESETS
from leads.tests.mail.servers import PASSWORD, USER, Certificate, free_port, smtp_sink

HREF = "/settings/e-mail/server/"


@pytest.fixture(autouse=True)
def _on_screen(settings, monkeypatch):
    settings.MAILERS = {"default": {"BACKEND": mailing.ON_SCREEN}}
    monkeypatch.setattr(server_trial, "SECONDS", 1)


@pytest.fixture
def ada(client, cast):
    client.force_login(cast.admin)
    return client


@pytest.fixture
def certificate(tmp_path):
    return Certificate(tmp_path)


@pytest.fixture
def trusted(certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.cert))
    return certificate


@pytest.fixture
def server():
    """A server that lets USER in: its Box and its port."""
    with smtp_sink(signs_in=True) as running:
        yield running


def typed(port: int, **changes) -> dict:
    return {"host": "127.0.0.1", "port": port, "security": "none", "user": USER, "password": PASSWORD} | changes


def errors(client, number: int, **changes) -> dict:
    """What is said beside which field when the port is that `number`; nothing is kept."""
    answer = client.post(HREF, typed(number) | changes)
    assert answer.status_code == 422
    assert not MailServer.objects.exists()
    assert PASSWORD not in answer.text
    return {name: said[0] for name, said in answer.context["form"].errors.items()}


def test_what_takes_the_mail_is_kept(ada, cast, server):
    box, port = server
    answer = ada.post(HREF, typed(port), follow=True)
    assert "It works: the mail to" in answer.text
    kept = MailServer.objects.get()
    assert (kept.sender, unseal(kept.sealed), PASSWORD in kept.sealed) == (USER, PASSWORD, False)
    assert f"\r\nTo: {cast.admin.email}\r\n".encode() in box.taken[0]
    assert b"From: Alder & Finch <desk@alder.example>\r\n" in box.taken[0]


def test_a_letter_goes_out_by_it(ada, server, write):
    box, port = server
    ada.post(HREF, typed(port))
    assert (mailing.is_set_up(), send(write().pk), len(box.taken)) == (True, "sent", 2)


def test_a_wrong_password_is_said(ada, server):
    assert "127.0.0.1 does not accept this user name and password." in errors(ada, server[1], password="wrong")["password"]


def test_an_unknown_server_is_said(ada):
    assert errors(ada, 587, host="smtp.nobody.invalid") == {"host": "There is no server called smtp.nobody.invalid. Check its name."}


def test_a_refused_connection_is_said(ada):
    port = free_port()
    assert errors(ada, port) == {"port": f"127.0.0.1 takes no connections at port {port}."}


def test_silence_is_said(ada):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        assert "hung up" in errors(ada, port)["port"]


@pytest.mark.parametrize(("kind", "security"), [("ssl", "tls"), ("tls", "starttls")])
def test_an_untrusted_certificate_is_said(ada, certificate, kind, security):
    with smtp_sink(security=kind, certificate=certificate) as (box, port):
        assert "The certificate of 127.0.0.1 is not to be trusted" in errors(ada, port, security=security)["host"]
        assert box.taken == []


@pytest.mark.parametrize(("kind", "security"), [("ssl", "tls"), ("tls", "starttls")])
def test_a_trusted_certificate_is_taken(ada, trusted, kind, security):
    with smtp_sink(security=kind, certificate=trusted, signs_in=True) as (box, port):
        assert ada.post(HREF, typed(port, security=security)).status_code == 302
        assert len(box.taken) == 1


def test_tls_on_a_plain_port_is_said(ada, server):
    assert "does not begin with TLS at port" in errors(ada, server[1], security="tls")["security"]


@pytest.mark.parametrize("security", ["none", "starttls"])
def test_a_port_of_tls_is_said(ada, trusted, security):
    with smtp_sink(security="ssl", certificate=trusted) as (_box, port):
        assert "speaks TLS from the first byte" in errors(ada, port, security=security)["security"]


def test_a_server_without_starttls_is_said(ada, server):
    assert "does not offer STARTTLS" in errors(ada, server[1], security="starttls")["security"]


def test_a_server_that_wants_starttls_is_said(ada, trusted):
    with smtp_sink(security="tls", certificate=trusted) as (_box, port):
        assert "choose STARTTLS" in errors(ada, port, user="", sender=USER)["security"]


def test_a_server_that_wants_a_user_is_said(ada, server):
    assert "wants a user name and a password" in errors(ada, server[1], user="", sender=USER)["user"]


def test_a_server_without_users_is_said(ada):
    with smtp_sink() as (_box, port):
        assert "offers no signing in" in errors(ada, port)["security"]


def test_a_refused_sender_is_said(ada, server):
    box, port = server
    box.senders["other@alder.example"] = "553 5.7.1 Not yours"
    assert "takes no mail from this address. It says: 553 5.7.1 Not yours" in errors(ada, port, sender="other@alder.example")["sender"]


def test_a_sender_refused_with_the_address_written_to_is_said(ada, cast, server):
    box, port = server
    box.refused[cast.admin.email] = "553 5.7.1 <desk@alder.example>: Sender address rejected: not owned by user"
    assert "takes no mail from this address" in errors(ada, port)["sender"]


def test_a_refused_mail_is_said(ada, cast, server):
    box, port = server
    box.refused[cast.admin.email] = "550 5.1.1 Nobody of that name"
    assert "Nobody of that name" in errors(ada, port)["__all__"]


def test_a_password_beyond_ascii_is_said(ada, server):
    assert "plain letters" in errors(ada, server[1], password="größe")["password"]


@pytest.mark.parametrize("host", ["a" * 70, "ü" * 80, "..", "a b", "[::1", "<script>", "%s%n"])
def test_any_name_of_a_server_is_answered(ada, host):
    assert errors(ada, 587, host=host).keys() <= {"host", "port"}


@pytest.mark.parametrize("missing", [{"host": ""}, {"port": ""}, {"port": "0"}, {"port": "65536"}, {"security": "x"}, {"password": ""}])
def test_what_is_missing_is_said_before_anything_is_tried(ada, monkeypatch, missing):
    monkeypatch.setattr("leads.views.mail_server.try_out", lambda *told, **more: pytest.fail("it was tried"))
    assert errors(ada, 587, **missing).keys() == missing.keys()


def test_a_user_that_is_no_address_asks_for_the_sender(ada):
    assert errors(ada, 587, user="apikey").keys() == {"sender"}


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.key)
def test_a_provider_fills_in_the_way(ada, monkeypatch, preset):
    monkeypatch.setattr("leads.views.mail_server.try_out", lambda server, *, to: None)
    ada.post(HREF, {"provider": preset.key, "user": USER, "password": PASSWORD})
    kept = MailServer.objects.get()
    assert (kept.host, kept.port, kept.security) == (preset.host, preset.port, preset.security)
    assert f'value="{preset.key}" selected' in ada.get(HREF).text


def test_the_stored_password_goes_to_no_other_server(ada, server):
    _box, port = server
    ada.post(HREF, typed(port))
    assert ada.post(HREF, typed(port, password="", sender="new@alder.example")).status_code == 302
    assert ada.post(HREF, typed(port, password="", host="localhost")).status_code == 422
    kept = MailServer.objects.get()
    assert (kept.host, kept.sender, unseal(kept.sealed)) == ("127.0.0.1", "new@alder.example", PASSWORD)


def test_what_works_is_not_replaced_by_what_does_not(ada, server):
    ada.post(HREF, typed(server[1]))
    before = MailServer.objects.values().get()
    assert ada.post(HREF, typed(free_port())).status_code == 422
    assert MailServer.objects.values().get() == before


def test_it_is_tried_again_by_a_button(ada, server):
    box, port = server
    ada.post(HREF, typed(port))
    assert "was taken" in ada.post(reverse("mail_server_test"), follow=True).text
    assert len(box.taken) == 2
    MailServer.objects.update(port=free_port())
    assert "takes no connections" in ada.post(reverse("mail_server_test"), follow=True).text


def test_a_password_sealed_with_another_key_is_said(ada, server, settings, write):
    ada.post(HREF, typed(server[1]))
    settings.MAIL_SECRET = "another"
    assert "The password cannot be read any more" in ada.post(reverse("mail_server_test"), follow=True).text
    message = write()
    assert send(message.pk) == "queued"
    message.refresh_from_db()
    assert "Type it again" in message.error


def test_it_can_be_stopped(ada, server):
    ada.post(HREF, typed(server[1]))
    ada.post(reverse("mail_server_removal"))
    assert (MailServer.objects.exists(), mailing.is_set_up()) == (False, False)
    assert "There is no mail server yet" in ada.post(reverse("mail_server_test"), follow=True).text


def test_the_environment_goes_before_it(ada, settings, server):
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    assert "EMAIL_URL" in ada.get(HREF).text
    assert "EMAIL_URL" in ada.get(reverse("mail_settings")).text
    assert ada.post(HREF, typed(server[1])).status_code == 422
    assert (MailServer.objects.exists(), server[0].taken) == (False, [])


def test_the_environment_names_the_sender_too(ada, settings, server):
    ada.post(HREF, typed(server[1]))
    assert mailing.default_sender() == USER
    settings.EMAIL_FROM = settings.DEFAULT_FROM_EMAIL = "house@alder.example"
    assert mailing.default_sender() == "house@alder.example"


def test_an_answer_that_is_no_sense_is_said(ada, server, monkeypatch):
    def nonsense(*args, **kwargs):
        raise binascii.Error("Incorrect padding")

    monkeypatch.setattr("smtplib.SMTP.login", nonsense)
    assert "cannot be understood" in errors(ada, server[1])["port"]


def test_a_sender_that_cannot_be_named_is_said(ada, server):
    assert "name of the internet" in errors(ada, server[1], sender=f"a@{'ü' * 60}.com")["sender"]
