"""Who sells a lead, for the list of leads. That is known on higher floors, so one of them answers (docs/architecture.md)."""

from collections.abc import Callable
from datetime import datetime

from django.db.models import QuerySet

from leads.models import Lead

type Choices = list[tuple[str, str]]

_people: list[Callable[[], Choices]] = []
_asked: list[Callable[..., QuerySet[Lead]]] = []


def answer(*, people: Callable[[], Choices], leads: Callable[..., QuerySet[Lead]]) -> None:
    """Called once, at start. `people()`: key and name of each. `leads(key, as_of=…)`: the leads with sales that are theirs."""
    _people[:], _asked[:] = [people], [leads]


def people() -> Choices:
    return [choice for known in _people for choice in known()]


def leads_of(key: str, *, as_of: datetime | None) -> QuerySet[Lead]:
    for asked in _asked:
        return asked(key, as_of=as_of)
    return Lead.objects.none()
