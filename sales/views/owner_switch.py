"""Mine, or everyone's: the switch above Today and the pipeline. It remembers nothing; the address says it."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.roles import Role

MINE, ALL = "mine", "all"


@dataclass(frozen=True)
class Choice:
    href: str
    label: str
    current: bool


def whose(request, *roles: Role) -> str:
    """What the address says; else people of these roles begin with their own, and who only oversees with everyone's."""
    asked = request.GET.get("whose")
    if asked in (MINE, ALL):
        return asked
    return MINE if request.user.has_role(*roles) else ALL


def whose_choices(chosen: str, *, keep=None) -> tuple[Choice, Choice]:
    """`keep`: the query (a QueryDict) whose other parts stay in force."""
    return (
        Choice(_with(keep, MINE), _("Mine"), chosen == MINE),
        Choice(_with(keep, ALL), _("Everyone’s"), chosen == ALL),
    )


def _with(keep, chosen: str) -> str:
    query = keep.copy() if keep else QueryDict(mutable=True)
    query["whose"] = chosen
    return f"?{query.urlencode()}"
