"""Broken and hostile mail: it neither stops the poll nor gets lost unseen."""

import base64

import pytest

from leads.mail.inbound import mailbox as reader
from leads.mail.inbound.mailbox import poll
from leads.mail.parsing.html_text import as_text
from leads.mail.parsing.incoming import Bad, read
from leads.models import IncomingMail, Lead, Message
from leads.tests.mail.conftest import letter

FINE = letter("Last <last@example.org>", subject="After all that")


def nested(depth: int) -> bytes:
    opened = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(depth))
    return f"From: deep@example.org\r\n{opened}Content-Type: text/plain\r\n\r\nhello\r\n".encode()


HOSTILE = {
    "nothing": b"\r\n",
    "no headers": b"only words",
    "nul bytes": letter("n\x00ul@example.org", subject="a\x00b", text="c\x00d").encode(),
    "unknown charset": letter(text="hello", Content_Type="text/plain; charset=klingon").encode(),
    "lying charset": letter(Content_Type="text/plain; charset=utf-16").encode() + b"\xff\xfe\xd8\x00",
    "lying base64": letter(text="!!!%%%", Content_Transfer_Encoding="base64").encode(),
    "lying subject": letter(subject="=?klingon?b?////?= =?utf-8?q?=ff=fe?=").encode(),
    "half characters": letter(
        text=base64.b64encode("\ud800".encode("utf-16", "surrogatepass")).decode(),
        Content_Type="text/plain; charset=utf-16",
        Content_Transfer_Encoding="base64",
    ).encode(),
    "endless header": letter(subject="x" * 100_000, References="<a@b> " * 20_000).encode(),
    "endless address": letter(f"{'x' * 5000}@example.org").encode(),
    "nested": nested(60),
    "a report of nothing": letter(Content_Type="multipart/report; report-type=delivery-status; boundary=b").encode(),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_the_next_mail_comes_in_all_the_same(mailbox, post, name):
    post.deliver(HOSTILE[name])
    post.deliver(FINE)
    assert poll(mailbox) == 2
    assert Lead.objects.filter(interest="After all that").exists()
    assert IncomingMail.objects.count() == 2
    assert all("\x00" not in message.text for message in Message.objects.all())


def test_a_mail_that_breaks_us_is_shown_with_its_reason(mailbox, post, monkeypatch):
    really = reader.take_in
    monkeypatch.setattr(
        reader, "take_in", lambda incoming, *rest, **at: 1 / 0 if "bad" in incoming.subject else really(incoming, *rest, **at)
    )
    post.deliver(letter(subject="bad"))
    post.deliver(FINE)
    poll(mailbox)
    bad = IncomingMail.objects.get(outcome="bad")
    assert (bad.reason, bad.subject) == ("ZeroDivisionError: division by zero", "bad")
    assert Lead.objects.count() == 1


def test_of_a_huge_mail_only_the_beginning_is_read(mailbox, post, monkeypatch):
    monkeypatch.setattr(reader, "MOST_BYTES", 20_000)
    post.deliver(letter(text="word " * 100_000))
    poll(mailbox)
    message = Message.objects.get()
    assert message.text.startswith("word word")
    assert len(message.text) <= 20_000


def test_of_thousands_of_parts_the_first_are_read():
    many = letter(text="--b\r\n\r\nx\r\n" * 5000, Content_Type="multipart/mixed; boundary=b")
    assert 100 < len(read(many.encode()).text) < 1000


def test_a_mail_nested_without_end_says_so():
    with pytest.raises(Bad):
        read(nested(3000))


def test_html_becomes_its_words():
    html = "<style>p{}</style><p>Hello&nbsp;<b>you</b></p><script>alert(1)</script><ul><li>one<li>two</ul>"
    assert as_text(html).split() == ["Hello", "you", "one", "two"]
    only = letter(text=html, Content_Type="text/html").encode()
    assert "alert" not in read(only).text
