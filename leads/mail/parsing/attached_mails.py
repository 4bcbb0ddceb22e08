"""Mails that are attached to a mail (message/rfc822): each is a mail of its own, whose words are not its sender's.

They are put below the text in the shape in which mail programs quote, so that whoever reads it sees whose words are whose.
"""

from collections.abc import Iterator
from email.message import Message as Mail

from leads.mail.parsing.headers import addresses, header

MARKER = "-------- Forwarded message --------"
COPIED = ("Date", "Subject", "To")
MOST_ATTACHED = 5
DEEPEST = 3


def own_parts(mail: Mail, *, attached: list[Mail]) -> Iterator[Mail]:
    """The parts of a mail but for those of mails attached to it, which are added to `attached`."""
    if mail.get_content_type() == "message/rfc822" and mail.is_multipart():
        if len(attached) < MOST_ATTACHED:
            attached.append(mail.get_payload(0))
        return
    yield mail
    if mail.is_multipart():
        for part in mail.get_payload():
            yield from own_parts(part, attached=attached)


def below(text: str, attached: list[tuple[Mail, str]]) -> str:
    """The text, and under it every attached mail with its text."""
    return "\n\n".join(filter(None, [text, *(f"{MARKER}\n{_head(mail)}\n\n{words}" for mail, words in attached)]))


def is_attached(text: str) -> bool:
    """Whether such a mail stands in this text."""
    return f"\n{MARKER}\n" in f"\n{text}\n"


def _head(mail: Mail) -> str:
    writer = next(iter(addresses(mail, "From")), None)
    sender = (f"{writer.name} <{writer.address}>" if writer.name else writer.address) if writer else header(mail, "From")
    lines = [f"From: {sender[:300]}", *(f"{name}: {header(mail, name)[:300]}" for name in COPIED if mail[name])]
    return "\n".join(lines)
