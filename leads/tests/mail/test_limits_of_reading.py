"""A mail is read in a process of its own: what takes too long or too much costs that process, and nothing else."""

import pytest

from leads.mail.inbound import mailbox as polling
from leads.mail.inbound.mailbox import poll
from leads.mail.parsing.incoming import Bad, read
from leads.mail.parsing.reader import Reader
from leads.models import IncomingMail, Lead
from leads.tests.mail.conftest import letter

FINE = letter("Last <last@example.org>", subject="After all that").encode()


@pytest.fixture(scope="module")
def reader():
    reader = Reader()
    yield reader
    reader.stop()


def test_process_reads_as_we_do_and_is_used_again(reader):
    first, process = reader.read(FINE), reader.process.pid
    assert first == read(FINE)
    assert (reader.read(letter(subject="Küche").encode()).subject, reader.process.pid) == ("Küche", process)


def test_contents_of_files_stay_in_the_process(reader):
    raw = letter(text="A" * 400_000, Content_Type="image/png", Content_Transfer_Encoding="base64").encode()
    assert len(reader.read(raw).mail.get_payload()) < 30_000


def test_mail_that_takes_too_long_is_given_up_and_the_next_is_read(reader):
    reader.read(FINE)
    reader.seconds = 0
    with pytest.raises(Bad, match="too long"):
        reader.read(FINE)
    reader.seconds = 20
    assert reader.read(FINE).subject == "After all that"


def test_mail_that_takes_too_much_memory_is_given_up_and_the_next_is_read():
    reader = Reader(memory=400 * 1024 * 1024)
    with pytest.raises(Bad, match=r"memory|Memory"):
        reader.read(b"From: a@b.example\r\n\r\n" + b"x" * 200_000_000)
    assert reader.read(FINE).subject == "After all that"
    reader.stop()


def test_process_that_was_killed_is_replaced(reader):
    reader.read(FINE)
    reader.process.kill()
    reader.process.wait()
    assert reader.read(FINE).subject == "After all that"


def test_mail_that_was_too_much_is_listed_and_the_next_comes_in(mailbox, post, monkeypatch):
    class Slow(Reader):
        def read(self, raw: bytes):
            if b"bomb" in raw:
                raise Bad("It takes too long to be read.")
            return read(raw)

    monkeypatch.setattr(polling, "reader", Slow())
    post.deliver(letter("Eve <eve@example.org>", subject="bomb"))
    post.deliver(FINE)
    assert poll(mailbox) == 2
    row = IncomingMail.objects.get(outcome="bad")
    assert (row.sender, row.subject, row.reason) == ("eve@example.org", "bomb", "It takes too long to be read.")
    assert Lead.objects.get().interest == "After all that"
