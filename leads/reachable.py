"""How rooms above take up a lead that can be worked from now on: they register here, and leads never imports them.

A lead can be worked once there is a way to reach whoever asked. That may be at its capture, when its card is filled in later,
or when it is corrected; a lead that was put back, or turned out to be an enquiry of its own, can be worked again.
"""

from collections.abc import Callable

from leads.models import Contact, ContactEmail, ContactPhone, Lead

_followers: list[Callable] = []


def follow(follower: Callable) -> Callable:
    """Call `follower(lead, by=)` with each lead that became reachable, in the same transaction. `by` may be None."""
    if follower not in _followers:
        _followers.append(follower)
    return follower


def can_reach(contact: Contact | None) -> bool:
    """Whether there is a number or an address. Two queries at most."""
    if contact is None:
        return False
    return ContactPhone.objects.filter(contact=contact).exists() or ContactEmail.objects.filter(contact=contact).exists()


def tell(lead: Lead, *, by, before: bool = False) -> None:
    """Tell the followers, if the lead is still with marketing and can be reached; `before`: it could be already."""
    if _followers and not before and lead.is_with_marketing and can_reach(lead.contact):
        for follower in _followers:
            follower(lead, by=by)
