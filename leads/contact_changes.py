"""How rooms above follow a lead that goes over to another contact: they register here, and leads never imports them."""

from collections.abc import Callable

_followers: list[Callable] = []


def follow(follower: Callable) -> Callable:
    """Call `follower(lead, before=, after=)` whenever a lead changes its contact, in the same transaction. Either may be None.

    It may raise LeadHasSales, which undoes the change.
    """
    if follower not in _followers:
        _followers.append(follower)
    return follower


def tell(lead, *, before, after) -> None:
    if before != after:
        for follower in _followers:
            follower(lead, before=before, after=after)


class LeadHasSales(Exception):
    """Something was sold on this lead, so it cannot be left without anybody. Give it to another person instead."""
