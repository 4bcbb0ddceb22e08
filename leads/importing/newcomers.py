"""Names in the file that nobody has here yet: they will be made, unless they are another name for one that is here."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from leads.importing.fields import FIELDS
from leads.importing.near_names import near_names
from leads.importing.plan import BadPlan, Plan
from leads.importing.table import Table
from leads.models import Campaign, Contact, Source
from leads.models.source import name_key, tidy_name

BLANK = "(blank)"
"""How our own list writes that there is no name."""


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
"""By field. A higher room adds its own."""


@dataclass(frozen=True)
class NewName:
    """`theirs` as the file first spells it, on so many rows. `answer`: the one here that it was said to be; empty: a new one.
    `near`: a name that is spelt almost so, here or oftener in the file. It is proposed and never taken unasked.
    """

    field: str
    theirs: str
    times: int
    answer: str = ""
    near: str = ""
    is_answered: bool = False

    @property
    def is_new(self) -> bool:
        return not self.answer or name_key(self.answer) == name_key(self.theirs)


@dataclass(frozen=True)
class Newcomers:
    """The new names of one field, the commonest first, and what they could be another name for."""

    field: str
    names: tuple[NewName, ...]
    present: tuple[str, ...]

    @property
    def title(self) -> str:
        return str(NAMED[self.field].title)

    @property
    def made(self) -> list[str]:
        return [each.theirs for each in self.names if each.is_new]


def newcomers(table: Table, plan: Plan) -> list[Newcomers]:
    """Each field that brings new names, with all of them. A few queries a field of NAMED that has a column."""
    found = []
    for name, naming in NAMED.items():
        headers = plan.headers_of(name)
        cells = [cell for header in headers for cell in table.column(header)]
        present = naming.present() if headers else []
        names = _names(name, cells, plan, naming.keys(), present) if headers else ()
        if names:
            found.append(Newcomers(name, names, tuple(present)))
    return found


def misspelt(found: list[Newcomers]) -> list[NewName]:
    """Those that are spelt almost as something here, and that nobody has said anything of."""
    return [name for each in found for name in each.names if name.near in each.present and not name.is_answered]


def present(name: str) -> list[str]:
    """The names there are now, as they can be chosen."""
    return NAMED[name].present()


def settle(name: str, theirs: str, ours: str, *, table: Table, plan: Plan) -> None:
    """Say that `theirs` is `ours` here. Raises BadPlan when nothing is called that, neither here nor in the file."""
    in_file = {name_key(cell) for header in plan.headers_of(name) for cell in table.column(header)}
    here = present(name)
    if name_key(ours) not in NAMED[name].keys() | in_file:
        told = {"field": FIELDS[name].label, "ours": ours, "values": ", ".join(here) or "–"}
        raise BadPlan(_("%(field)s has no value “%(ours)s”; it has: %(values)s.") % told)
    plan.answer(name, theirs, ours)


def _names(name: str, cells: list[str], plan: Plan, known: set[str], present: list[str]) -> tuple[NewName, ...]:
    longest, first = FIELDS[name].longest, {}
    fitting = [cell for cell in cells if len(cell) <= longest and "\x00" not in cell and cell != BLANK]
    for cell in fitting:
        first.setdefault(name_key(cell), tidy_name(cell))
    counted = [(key, times) for key, times in Counter(map(name_key, fitting)).most_common() if key not in known]
    near = near_names([first[key] for key, _times in counted], present=present)
    return tuple(_new_name(name, first[key], times, plan, near=near.get(first[key], "")) for key, times in counted)


def _new_name(field: str, theirs: str, times: int, plan: Plan, *, near: str) -> NewName:
    answer = plan.answered(field, theirs)
    return NewName(field, theirs, times, answer or "", near, answer is not None)
