"""Names in the file that nobody has here yet: they will be made, unless they are another name for one that is here."""

import time
from collections import Counter
from collections.abc import Container, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from leads.export.columns import BLANK
from leads.imports.fields import FIELDS
from leads.imports.plan import BadPlan, Plan
from leads.imports.questions.name_fields import NAMED, Naming
from leads.imports.questions.survey import surveyed
from leads.imports.table import Table
from leads.imports.values.error_values import is_error
from leads.imports.values.near_names import near_names
from leads.models import Source
from leads.models.source import name_key, tidy_name

__all__ = ["NAMED", "Naming", "NewName", "Newcomers", "known_names", "misspelt", "newcomers", "present", "settle"]
MOST_NAMES = 10_000
"""New names of one field that are looked at."""
LOOK_AT_THE_CLOCK = 1000


@dataclass(frozen=True)
class NewName:
    """`theirs` as the file first spells it, on so many rows. `answer`: the one here that it was said to be; empty: a new one.
    `near`: a name that is spelt almost so, here or oftener in the file. It is proposed and never taken unasked. `is_made`: a row
    that goes in makes it; one that stands in bad rows only, or a campaign that is without a source everywhere, is not made.
    """

    field: str
    theirs: str
    times: int
    answer: str = ""
    near: str = ""
    is_answered: bool = False
    is_made: bool = True

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
    def coming(self) -> list[NewName]:
        """Those that will be made, unless they are said to be another."""
        return [each for each in self.names if each.is_made]

    @property
    def made(self) -> list[str]:
        return [each.theirs for each in self.coming if each.is_new]


def known_names(plan: Plan) -> dict[str, set[str]]:
    """The keys of all names there are, by field. A query a field of NAMED that has a column."""
    return {name: naming.keys() for name, naming in NAMED.items() if plan.headers_of(name)}


def newcomers(
    table: Table,
    plan: Plan,
    *,
    known: Mapping[str, set[str]] | None = None,
    bad_rows: Container[int] = (),
    seconds: float | None = None,
) -> list[Newcomers]:
    """Each field that brings new names, with all of them, in an order that `bad_rows` do not change. Reads the file once.

    `known`: `known_names` of an earlier moment, else those of now. `bad_rows`: numbers of rows that do not go in. `seconds`: how long
    it may take, if not to the end.
    """
    keys = known_names(plan) if known is None else known
    used = {name: UsedNames(name) for name in keys}
    if used:
        _read_names(table, plan, used, bad_rows=bad_rows, seconds=seconds)
    found = []
    for name, names in used.items():
        present = NAMED[name].present()
        if new := _new_names(names, plan, keys[name], present):
            found.append(Newcomers(name, new, tuple(present)))
    return found


@dataclass
class UsedNames:
    """The names of one field in a file: how often, spelt first so, and which of them a good row brings. By their keys."""

    field: str
    counted: Counter[str] = field(default_factory=Counter)
    spelt: dict[str, str] = field(default_factory=dict)
    made: set[str] = field(default_factory=set)

    def add(self, cell: str, *, makes: bool) -> None:
        if cell == BLANK or is_error(cell) or "\x00" in cell or len(cell) > FIELDS[self.field].longest:
            return
        key = name_key(cell)
        if key not in self.spelt and len(self.spelt) == MOST_NAMES:
            return
        self.counted[key] += 1
        self.spelt.setdefault(key, tidy_name(cell))
        if makes:
            self.made.add(key)


def _read_names(table: Table, plan: Plan, used: Mapping[str, UsedNames], *, bad_rows: Container[int], seconds: float | None) -> None:
    """A campaign belongs to a source: it is made where its row has one, or somebody who sent them and so a recommendation."""
    places = {name: [table.index(header) for header in plan.headers_of(name)] for name in (*used, "source", "referred_by")}
    has_source = "source" in plan.defaults
    has_referrals = "campaign" in used and Source.objects.filter(kind=Source.Kind.REFERRAL).exists()
    until = time.monotonic() + seconds if seconds is not None else float("inf")
    for row in table.rows:
        if row.number % LOOK_AT_THE_CLOCK == 0 and time.monotonic() > until:
            break
        cells = {name: next(filter(None, (row.cells[at].strip() for at in places[name])), "") for name in places}
        is_sourced = has_source or cells["source"] not in ("", BLANK) or (has_referrals and bool(cells["referred_by"]))
        for name, names in used.items():
            if cells[name]:
                names.add(cells[name], makes=row.number not in bad_rows and (name != "campaign" or is_sourced))


def misspelt(found: list[Newcomers]) -> list[NewName]:
    """Those that are spelt almost as something here, and that nobody has said anything of."""
    return [name for each in found for name in each.names if name.near in each.present and not name.is_answered]


def present(name: str) -> list[str]:
    """The names there are now, as they can be chosen."""
    return NAMED[name].present()


def settle(name: str, theirs: str, ours: str, *, table: Table, plan: Plan) -> None:
    """Say that `theirs` is `ours` here. Raises BadPlan when nothing is called that, neither here nor in the file."""
    columns = surveyed(table, plan).columns
    cells = [columns[header] for header in plan.headers_of(name) if header in columns]
    in_file = {name_key(cell) for column in cells for cell in column}
    here = present(name)
    if name_key(ours) not in NAMED[name].keys() | in_file and not any(column.others for column in cells):
        told = {"field": FIELDS[name].label, "ours": ours, "values": ", ".join(here) or "–"}
        raise BadPlan(_("%(field)s has no value “%(ours)s”; it has: %(values)s.") % told)
    plan.answer(name, theirs, ours)


def _new_names(names: UsedNames, plan: Plan, known: set[str], present: list[str]) -> tuple[NewName, ...]:
    new = [(key, times) for key, times in names.counted.most_common() if key not in known]
    near = near_names([names.spelt[key] for key, _times in new], present=present)
    return tuple(_new_name(names, key, times, plan, near=near.get(names.spelt[key], "")) for key, times in new)


def _new_name(names: UsedNames, key: str, times: int, plan: Plan, *, near: str) -> NewName:
    answer = plan.answered(names.field, names.spelt[key])
    return NewName(names.field, names.spelt[key], times, answer or "", near, answer is not None, key in names.made)
