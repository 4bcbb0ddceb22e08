"""Messages written once that a letter may begin with. The apps above offer theirs in `leads.hooks.letter_drafts`."""

from collections.abc import Mapping
from dataclasses import dataclass

from accounts.models import User
from leads import hooks
from leads.models import Lead


@dataclass(frozen=True)
class Draft:
    """Its placeholders are filled for the person written to. `key` names it in an address."""

    key: str
    name: str
    subject: str
    text: str


def drafts_for(lead: Lead, *, by: User) -> list[Draft]:
    return [draft for drafts in hooks.letter_drafts for draft in drafts(lead, by)]


def begin(typed: Mapping[str, str], *, draft: Draft, before: Draft | None) -> dict[str, str]:
    """A letter with a draft chosen while it is written, losing nothing that was typed.

    `typed`: the fields of the letter; `before`: the draft it began with so far. A subject the writer typed or changed stays. The
    draft's text takes the place of the one before, where that stands there unchanged, and else goes below what was typed.
    """
    subject, text = typed.get("subject", ""), _lines(typed.get("text", ""))
    unchanged = _lines(before.text).strip() if before else ""
    if not subject.strip() or (before and subject == before.subject):
        subject = draft.subject
    if not text.strip():
        text = draft.text
    elif unchanged and unchanged in text:
        text = text.replace(unchanged, _lines(draft.text).strip(), 1)
    elif _lines(draft.text).strip() not in text:
        text = f"{text.rstrip()}\n\n{draft.text}"
    return {**typed, "subject": subject, "text": text, "begun": draft.key}


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n")
