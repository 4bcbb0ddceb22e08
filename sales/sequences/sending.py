"""The way out for a sequence's messages, through the post of the room below."""

from leads import mail

REFERENCE = "sequence"


def send(lead, *, by, subject: str, text: str, key) -> None:
    """Put a message into the post, in the transaction of whoever sends it; the same key is the same message.

    Raises OptedOut, and another CannotSend where there is no address to write to or no server to send it.
    """
    mail.queue(lead, by=by, subject=subject, text=text, key=key, reference=REFERENCE)
