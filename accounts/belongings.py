"""What is with a person and would be nobody's if they left. Apps above say what of theirs can be."""

from collections.abc import Callable

from accounts.models import User

counters: list[Callable[[User], list[str]]] = []
"""Each says what is with a person, one phrase a kind (“3 open opportunities”); none of a kind: no phrase."""


def belongings_of(person: User) -> list[str]:
    return [phrase for counter in counters for phrase in counter(person)]
