"""What just happened, said once at the foot of the next page, with the way back where there is one."""

from django.contrib import messages

UNDO = "undo:"
STOPS = (".", "!", "?", "…", "。", "।")


def toast(request, text: str, *, undo: str = "") -> None:
    """Say `text` on this response or the next. `undo` is an address; the toast posts to it when Undo is pressed."""
    messages.success(request, text, extra_tags=f"{UNDO}{undo}" if undo else "")


def sentences(*texts: str) -> str:
    """What is to be said one after the other, each with its full stop; empty ones are left out."""
    filled = [text for text in texts if text]
    return filled[0] if len(filled) == 1 else " ".join(text if text.endswith(STOPS) else f"{text}." for text in filled)


def refusal(request, text: str) -> None:
    """Say what did not happen and what to do instead; it stays until it is closed."""
    messages.error(request, text)


def undo_address(message) -> str:
    """The address a message's Undo posts to, or nothing. Only addresses of this site are given out."""
    tags = message.extra_tags or ""
    href = tags.removeprefix(UNDO) if tags.startswith(UNDO) else ""
    return href if href.startswith("/") and href[1:2] not in ("/", "\\") else ""
