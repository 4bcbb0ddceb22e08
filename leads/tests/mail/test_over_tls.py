"""Mail in and out over TLS: with a certificate this machine trusts it works, with any other nothing is said to the server."""

import imaplib

import pytest

from accounts.sealing import seal
from leads.mail.inbound.mailbox import NoMailbox, poll
from leads.mail.outbound.delivery import send
from leads.models import Mailbox, Message
from leads.tests.mail.servers import PASSWORD, USER, Certificate, imap_server, smtp_server, tls_from_the_first_byte

UNTRUSTED = "The certificate of 127.0.0.1 is not to be trusted (self-signed certificate), so nothing was sent to it."


@pytest.fixture
def certificate(tmp_path):
    return Certificate(tmp_path)


@pytest.fixture
def trust(monkeypatch):
    """Let this machine trust a certificate, as docs/operations.md says."""
    return lambda certificate: monkeypatch.setenv("SSL_CERT_FILE", str(certificate.cert))


@pytest.fixture(scope="module")
def secure(tmp_path_factory):
    """The ports of a mailbox by their kind of security, and its certificate."""
    certificate = Certificate(tmp_path_factory.mktemp("imap"))
    with imap_server(certificate) as port, tls_from_the_first_byte(port, certificate) as other:
        yield {"starttls": port, "tls": other}, certificate


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_mailbox_is_read_over_tls_once_its_certificate_is_trusted(business, secure, trust, security):
    ports, certificate = secure
    values = {"host": "127.0.0.1", "port": ports[security], "user": USER, "sealed": seal(PASSWORD)}
    mailbox = Mailbox.objects.create(security=security, **values)
    with pytest.raises(NoMailbox) as refused:
        poll(mailbox)
    assert str(refused.value).startswith(UNTRUSTED)
    assert Mailbox.objects.get().error == str(refused.value)
    trust(certificate)
    assert poll(mailbox) == 0
    assert Mailbox.objects.get().error == ""


def test_the_password_never_leaves_without_the_security_asked_for(business, secure, monkeypatch):
    monkeypatch.setattr(imaplib.IMAP4, "login", lambda *told: pytest.fail("the password was sent"))
    for security, port in (("tls", secure[0]["starttls"]), ("starttls", secure[0]["starttls"])):
        with pytest.raises(NoMailbox):
            poll(Mailbox(host="127.0.0.1", port=port, security=security, user=USER, sealed=seal(PASSWORD)))


@pytest.mark.parametrize("kind", ["ssl", "tls"])
def test_mail_goes_out_over_tls_once_the_certificate_is_trusted(write, settings, certificate, trust, kind):
    message = write()
    with smtp_server(settings, security=kind, certificate=certificate) as box:
        assert (send(message.pk), box.taken) == ("queued", [])
        message.refresh_from_db()
        assert message.error.startswith(UNTRUSTED)
        trust(certificate)
        Message.objects.update(not_before=message.made_at)
        assert (send(message.pk), len(box.taken)) == ("sent", 1)


def test_a_trusted_certificate_of_another_server_is_refused(write, settings, tmp_path, trust):
    certificate = Certificate(tmp_path, address="192.0.2.7")
    trust(certificate)
    message = write()
    with smtp_server(settings, security="ssl", certificate=certificate) as box:
        assert (send(message.pk), box.taken) == ("queued", [])
    message.refresh_from_db()
    assert "IP address mismatch" in message.error


def test_a_server_without_starttls_is_sent_nothing(write, settings):
    message = write()
    with smtp_server(settings) as box:
        settings.MAILERS["default"]["OPTIONS"]["use_tls"] = True
        assert (send(message.pk), box.taken) == ("queued", [])
    message.refresh_from_db()
    assert "does not offer STARTTLS" in message.error
