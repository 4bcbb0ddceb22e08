"""How far leads came, for the list of leads. Most of the way lies on higher floors, so one of them answers (docs/architecture.md)."""

from collections.abc import Callable
from datetime import datetime

from django.db.models import QuerySet

from leads.models import Lead

type Choices = list[tuple[str, str]]

QUESTIONS = ("reached", "stopped_at", "still_at", "jumped")
"""Came at least to a step; ended there; is there and neither won nor ended; came further without having been there."""

_steps: list[Callable[[], Choices]] = []
_asked: list[Callable[..., QuerySet[Lead]]] = []


def answer(*, steps: Callable[[], Choices], leads: Callable[..., QuerySet[Lead]]) -> None:
    """Called once, at start. `steps()`: key and name of each. `leads(question, step, as_of=…)`: the new business it is true of."""
    _steps[:], _asked[:] = [steps], [leads]


def steps() -> Choices:
    return [choice for known in _steps for choice in known()]


def leads_where(question: str, step: str, *, as_of: datetime | None) -> QuerySet[Lead]:
    for asked in _asked:
        return asked(question, step, as_of=as_of)
    return Lead.objects.none()
