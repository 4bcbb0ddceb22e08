"""Who follows an opportunity into a stage: what is told here happens in the transaction of the move.

Written down afterwards (an import), a move is no news: nobody is told within `quietly()`.
"""

from collections.abc import Callable
from contextlib import contextmanager
from contextvars import ContextVar

_followers: list[Callable] = []
_quiet: ContextVar[bool] = ContextVar("quiet", default=False)


def follow(follower: Callable) -> Callable:
    """Call `follower(opportunity)` whenever an opportunity has entered a stage, the first one included."""
    if follower not in _followers:
        _followers.append(follower)
    return follower


def tell(opportunity) -> None:
    if not _quiet.get():
        for follower in _followers:
            follower(opportunity)


@contextmanager
def quietly():
    token = _quiet.set(True)
    try:
        yield
    finally:
        _quiet.reset(token)
