"""Names in the file that nobody has here yet: they will be made, unless they are another name for one that is here."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from leads.importing.fields import FIELDS
from leads.importing.plan import BadPlan, Plan
from leads.importing.table import Table
from leads.models import Campaign, Contact, Source
from leads.models.source import name_key

NAMED = ("source", "campaign", "client_type")
"""Fields whose values are names that are made when they are new."""


@dataclass(frozen=True)
class NewName:
    """`theirs` as the file first spells it, on so many rows. `answer`: the one here that it was said to be; empty: a new one."""

    field: str
    theirs: str
    times: int
    answer: str = ""


@dataclass(frozen=True)
class Newcomers:
    """The new names of one field, the commonest first, and what they could be another name for."""

    field: str
    names: tuple[NewName, ...]
    present: tuple[str, ...]

    @property
    def title(self) -> str:
        """One sentence for each field, since the words around a name differ from language to language."""
        return {"source": _("New sources"), "campaign": _("New campaigns"), "client_type": _("New client types")}[self.field]

    @property
    def made(self) -> list[str]:
        return [each.theirs for each in self.names if not each.answer]


def newcomers(table: Table, plan: Plan) -> list[Newcomers]:
    """Each field that brings new names, with all of them. A query a field of NAMED that has a column."""
    found = []
    for name in NAMED:
        here = present(name) if plan.headers_of(name) else []
        names = _names(name, [cell for header in plan.headers_of(name) for cell in table.column(header)], plan, _keys(name, here))
        if names:
            found.append(Newcomers(name, names, tuple(here)))
    return found


def present(name: str) -> list[str]:
    """The names there are now, as they can be chosen."""
    if name == "source":
        return list(Source.objects.in_use().values_list("name", flat=True))
    if name == "campaign":
        return list(Campaign.objects.in_use().values_list("name", flat=True))
    return list(Contact.objects.client_types())


def settle(name: str, theirs: str, ours: str, *, table: Table, plan: Plan) -> None:
    """Say that `theirs` is `ours` here. Raises BadPlan when nothing is called that, neither here nor in the file."""
    in_file = {name_key(cell) for header in plan.headers_of(name) for cell in table.column(header)}
    here = present(name)
    if name_key(ours) not in _keys(name, here) | in_file:
        told = {"field": FIELDS[name].label, "ours": ours, "values": ", ".join(here) or "–"}
        raise BadPlan(_("%(field)s has no value “%(ours)s”; it has: %(values)s.") % told)
    plan.answer(name, theirs, ours)


def _keys(name: str, here: list[str]) -> set[str]:
    """What is known by name, retired and merged ones too."""
    if name == "source":
        return set(Source.objects.values_list("key", flat=True))
    known = Campaign.objects.values_list("name", flat=True) if name == "campaign" else here
    return {name_key(each) for each in known}


def _names(name: str, cells: list[str], plan: Plan, known: set[str]) -> tuple[NewName, ...]:
    longest, first = FIELDS[name].longest, {}
    fitting = [cell for cell in cells if len(cell) <= longest and "\x00" not in cell]
    for cell in fitting:
        first.setdefault(name_key(cell), " ".join(cell.split()))
    counted = Counter(map(name_key, fitting))
    return tuple(
        NewName(name, first[key], times, plan.answered(name, key) or "") for key, times in counted.most_common() if key not in known
    )
