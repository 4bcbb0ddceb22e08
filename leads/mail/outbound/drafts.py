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

    `typed`: the fields of the letter; `before`: the draft it began with so far. A subject the writer typed or changed stays; the
    draft's text goes below a text the writer typed or changed.
    """
    subject, text = typed.get("subject", ""), typed.get("text", "").replace("\r\n", "\n")
    if not subject.strip() or (before and subject == before.subject):
        subject = draft.subject
    if not text.strip() or (before and text.strip() == before.text.replace("\r\n", "\n").strip()):
        text = draft.text
    elif draft.text.strip() not in text:
        text = f"{text.rstrip()}\n\n{draft.text}"
    return {**typed, "subject": subject, "text": text, "begun": draft.key}
