"""Messages written once that a letter may begin with. The apps above offer theirs in their `ready()`."""

from collections.abc import Callable
from dataclasses import dataclass

from accounts.models import User
from leads.models import Lead


@dataclass(frozen=True)
class Draft:
    """Its placeholders are filled for the person written to. `key` names it in an address."""

    key: str
    name: str
    subject: str
    text: str


offers: list[Callable[[Lead, User], list[Draft]]] = []


def offer(drafts: Callable[[Lead, User], list[Draft]]) -> None:
    """Add what gives the drafts for a letter to a lead by a user, once."""
    if drafts not in offers:
        offers.append(drafts)


def drafts_for(lead: Lead, *, by: User) -> list[Draft]:
    return [draft for drafts in offers for draft in drafts(lead, by)]
