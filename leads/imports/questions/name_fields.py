"""Fields that are names: a name that is new is made."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from leads.models import Campaign, Contact, Source
from leads.models.source import name_key


@dataclass(frozen=True)
class Naming:
    """Names that are made when they are new. `title`: one sentence for each field, since the words around a name differ from
    language to language. `present`: those that can be chosen. `keys`: all that are known, retired and merged ones too.
    """

    title: Promise
    present: Callable[[], list[str]]
    keys: Callable[[], set[str]]


def _client_types() -> list[str]:
    return list(Contact.objects.client_types())


NAMED = {
    "source": Naming(
        _lazy("New sources"),
        lambda: list(Source.objects.in_use().values_list("name", flat=True)),
        lambda: set(Source.objects.values_list("key", flat=True)),
    ),
    "campaign": Naming(
        _lazy("New campaigns"),
        lambda: list(Campaign.objects.in_use().values_list("name", flat=True)),
        lambda: {name_key(name) for name in Campaign.objects.values_list("name", flat=True)},
    ),
    "client_type": Naming(_lazy("New client types"), _client_types, lambda: {name_key(each) for each in _client_types()}),
}
"""By field. A higher app adds its own."""
