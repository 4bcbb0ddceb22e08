"""Mail out through providers that anymail knows: their own code, answered over HTTP on the loopback as they document it."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote_plus

import pytest
from django.utils import timezone

from leads.mail.inbound.mailbox import poll
from leads.mail.outbound.delivery import send
from leads.models import IncomingMail, Message
from leads.tests.mail.conftest import letter
from leads.tests.mail.servers import free_port


class Provider:
    """Answers each request with the next of `answers` (status, JSON); `asked`: path, headers and body of each."""

    def __init__(self, *answers):
        self.answers, self.asked = list(answers), []


@contextmanager
def serving(provider: Provider):
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            provider.asked.append((self.path, dict(self.headers), body.decode()))
            status, answer = provider.answers.pop(0)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(answer).encode())

        def log_message(self, *told):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()


def postmark(port: int) -> dict:
    return anymail("postmark", api_url=f"http://127.0.0.1:{port}/", server_token="a-token")


def mailgun(port: int) -> dict:
    return anymail("mailgun", api_url=f"http://127.0.0.1:{port}/v3", api_key="a-key", sender_domain="mg.alder.example")


def anymail(name: str, **options) -> dict:
    return {"default": {"BACKEND": f"anymail.backends.{name}.EmailBackend", "OPTIONS": options}}


GUID = "b7bc2f4a-e38e-4336-af7d-e6c392c2f817"
TAKEN = {
    postmark: {"To": "maria@example.com", "SubmittedAt": "2026-06-01T10:00:00Z", "MessageID": GUID, "ErrorCode": 0, "Message": "OK"},
    mailgun: {"id": "<20260601100000.1.25145@mg.alder.example>", "message": "Queued. Thank you."},
}


@pytest.fixture
def sent_by(settings, write):
    """Send a message through a provider that answers so; the message, and what was asked of the provider."""

    def send_it(url, *answers):
        provider, message = Provider(*answers), write(reference="step 3")
        with serving(provider) as port:
            settings.MAILERS = url(port)
            send(message.pk)
        message.refresh_from_db()
        return message, provider.asked

    return send_it


def test_postmark_is_told_what_it_needs_and_its_id_is_kept(sent_by):
    message, [(path, headers, body)] = sent_by(postmark, (200, TAKEN[postmark]))
    told = json.loads(body)
    assert (message.status, message.provider_id) == ("sent", GUID)
    assert (path, headers["X-Postmark-Server-Token"], told["To"], told["Subject"]) == (
        "/email",
        "a-token",
        "maria@example.com",
        "Your bench",
    )
    assert {"Message-ID", "List-Unsubscribe"} <= {each["Name"] for each in told["Headers"]}


def test_mailgun_is_told_what_it_needs_and_its_id_is_kept(sent_by):
    message, [(path, _headers, body)] = sent_by(mailgun, (200, TAKEN[mailgun]))
    assert (message.status, message.provider_id) == ("sent", TAKEN[mailgun]["id"])
    assert (path, message.message_id in unquote_plus(body)) == ("/v3/mg.alder.example/messages", True)


@pytest.mark.parametrize(
    ("url", "named"),
    [(postmark, f"<{GUID}@mtasv.net>"), (postmark, f"<{GUID}>"), (mailgun, TAKEN[mailgun]["id"])],
    ids=["with domain", "bare", "mailgun"],
)
def test_an_answer_to_the_providers_id_finds_its_lead(sent_by, mailbox, post, lead, url, named):
    sent_by(url, (200, TAKEN[url]))
    post.deliver(letter("Her brother <bo@example.net>", In_Reply_To=named))
    poll(mailbox)
    assert (IncomingMail.objects.get().outcome, Message.objects.incoming().get().lead) == ("reply", lead)


def test_an_answer_to_an_empty_id_finds_nobody(write, mailbox, post):
    message = write()
    message.begin()
    assert message.go_out(at=timezone.now())
    post.deliver(letter("Bo <bo@example.net>", In_Reply_To="<@example.net>"))
    poll(mailbox)
    assert IncomingMail.objects.get().outcome == "lead"


INACTIVE = {
    "ErrorCode": 406,
    "Message": "You tried to send to recipient(s) that have been marked as inactive. Found inactive addresses: maria@example.com. "
    "Inactive recipients are ones that have generated a hard bounce, a spam complaint, or a manual suppression.",
}
UNCLEAR = {"ErrorCode": 406, "Message": "Something about somebody."}
BAD_FROM = {"ErrorCode": 400, "Message": "The 'From' address you supplied is not a Sender Signature."}
NO_KEY = {"ErrorCode": 10, "Message": "Bad or missing API token."}
SAYS = [
    (postmark, 422, INACTIVE, "failed", "Postmark: You tried to send to recipient(s) that have been marked as inactive."),
    (postmark, 422, UNCLEAR, "uncertain", "Postmark did not say whether it took it: Something about somebody."),
    (postmark, 422, BAD_FROM, "failed", "Postmark says: The 'From' address you supplied is not a Sender Signature. (HTTP 422)"),
    (postmark, 401, NO_KEY, "queued", "Postmark says: Bad or missing API token. (HTTP 401)"),
    (postmark, 429, {"Message": "Slow down"}, "queued", "Postmark says: Slow down (HTTP 429)"),
    (
        mailgun,
        400,
        {"message": "to is not an address"},
        "failed",
        "Mailgun says: to is not an address (HTTP 400)",
    ),
    (mailgun, 502, {"message": "Bad gateway"}, "uncertain", "Mailgun says: Bad gateway (HTTP 502)"),
]


@pytest.mark.parametrize(("url", "code", "answer", "status", "words"), SAYS, ids=lambda value: str(value) if isinstance(value, int) else "")
def test_what_a_provider_refuses_is_said_in_its_own_words(sent_by, url, code, answer, status, words):
    message, asked = sent_by(url, (code, answer))
    assert (message.status, len(asked)) == (status, 1)
    assert words in message.error


def test_a_provider_that_is_not_there_is_tried_again(write, settings):
    settings.MAILERS = postmark(free_port())
    message = write()
    assert send(message.pk) == "queued"
    message.refresh_from_db()
    assert "Connection refused" in message.error


def test_a_provider_that_breaks_off_leaves_it_to_a_person(sent_by):
    message, _asked = sent_by(postmark)
    assert message.status == "uncertain"


def test_an_option_that_is_missing_is_said_and_nothing_is_lost(write, settings):
    settings.MAILERS = anymail("postmark")
    message = write()
    assert send(message.pk) == "queued"
    message.refresh_from_db()
    assert "server_token" in message.error
