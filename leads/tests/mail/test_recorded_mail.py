"""What real servers wrote about mail of ours (recorded/), replayed twice through a real IMAP server."""

import re
from pathlib import Path

import pytest

from leads.mail.inbound.mailbox import poll
from leads.mail.outbound.delivery import send
from leads.mail.parsing.incoming import read
from leads.mail.programs.recognition import Kind, recognise
from leads.models import IncomingMail, Lead, MailAddress, Mailbox, Message
from leads.tests.making import make_lead

ID = b"<recorded@alder.example>"
FILES = sorted((Path(__file__).parent / "recorded").glob("*.eml"))
KINDS = {
    "vacation": (Kind.NOTE, False),
    "delay": (Kind.DELAY, False),
    "expired": (Kind.FAILURE, False),
    "reject": (Kind.REJECTION, True),
    "gone": (Kind.FAILURE, True),
    "plain": (Kind.FAILURE, True),
    "unrouteable": (Kind.FAILURE, True),
    "full": (Kind.FAILURE, False),
    "spam": (Kind.FAILURE, False),
    "unsupported": (Kind.FAILURE, False),
    "receipt": (Kind.RECEIPT, False),
}


def expected(path: Path) -> tuple[Kind, bool]:
    return KINDS[path.stem.split("-")[1]]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_mail_of_a_real_server_is_understood(path):
    program = recognise(read(path.read_bytes()))
    assert (program.kind, program.marks_address) == expected(path)
    assert ID.decode() in program.ids


@pytest.mark.parametrize("path", [path for path in FILES if "gone" in path.stem], ids=lambda path: path.stem)
def test_reason_is_in_the_words_of_the_other_server(path):
    assert re.match(r"550 5\.1\.1 <\w+[.\w]*@remote\.example>", recognise(read(path.read_bytes())).words)


def test_recorded_mail_replayed_twice_doubles_nothing(mailbox, post, write):
    sent = deliver_recorded(post, write)
    poll(mailbox)
    before = state(sent)
    post.number_anew()
    poll(Mailbox.objects.get())
    assert state(sent) == before
    assert IncomingMail.objects.filter(outcome="known").count() == len(FILES)
    failed = {path.stem for path in FILES if expected(path)[0] in (Kind.FAILURE, Kind.REJECTION)}
    assert {path.stem for path, status, _kept in before if status == "bounced"} == failed
    marked = {address.key.partition("@")[0] for address in MailAddress.objects.failing()}
    assert marked == {path.stem for path in FILES if expected(path)[1]}
    assert Lead.objects.count() == len(FILES) + 1  # Maria of the fixtures


def deliver_recorded(post, write) -> dict[Path, Message]:
    """Each recorded mail, about a message of ours to a lead of its own. Returns those messages."""
    people = {path: make_lead(path.stem, emails=[f"{path.stem}@remote.example"]) for path in FILES}
    sent = {path: write(lead=lead) for path, lead in people.items()}
    for path, message in sent.items():
        send(message.pk)
        post.deliver(re.sub(rb"\r?\n", b"\r\n", path.read_bytes().replace(ID, message.message_id.encode())))
    return sent


def state(sent: dict[Path, Message]) -> list[tuple]:
    """Of each message we sent: how it stands, and what is kept with its lead."""
    rows = []
    for path, message in sent.items():
        message.refresh_from_db()
        kept = message.lead.messages.incoming().order_by("at").values_list("nature", flat=True)
        assert len(kept) == 1
        rows.append((path, message.status, list(kept)))
    return rows
