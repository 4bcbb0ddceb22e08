"""Messages written once that a letter may begin with. The apps above offer theirs in `leads.hooks.letter_drafts`."""

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
