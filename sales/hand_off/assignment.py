"""Whose turn it is: who in sales answers a lead that was handed to nobody in particular."""

from django.db.models import Count, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from accounts.models import Business, User
from accounts.roles import Role
from leads.models import HandOff
from sales.models import Assignment, HandOffRules, Opportunity


def whose_turn(*, business: Business) -> User | None:
    """Who is to answer next; it is then the next one's turn. None: whoever is free, or nobody in sales is here today.

    Call it inside the transaction that hands over, with the lead locked before: the rules' row is held until it ends, so two
    hand-overs at once follow one another. A turn that is rolled back is not taken.
    """
    if HandOffRules.current().assignment == Assignment.BY_HAND:
        return None
    rules = HandOffRules.held()
    here = list(_candidates(rules.assignment, day=business.today()))
    if not here:
        return None
    chosen = next((person for person in here if person.pk > (rules.last_turn_id or 0)), here[0])
    rules.last_turn = chosen
    rules.save(update_fields=["last_turn"])
    return chosen


def _candidates(assignment: str, *, day) -> list[User]:
    """Those in sales who are here on `day`, in the order of their turns; of those with the fewest open, when that decides."""
    here = User.objects.active().with_role(Role.SALES).present(day).order_by("pk")
    if assignment != Assignment.FEWEST_OPEN:
        return list(here)
    found = list(here.annotate(open_ones=_count(Opportunity.objects.open(), "owner") + _count(HandOff.objects.waiting(), "to")))
    fewest = min((person.open_ones for person in found), default=0)
    return [person for person in found if person.open_ones == fewest]


def _count(rows, field: str):
    """How many of `rows` point at a person by `field`, counted apart so that two joins do not multiply each other."""
    mine = rows.filter(Q(lead__merged_into=None), **{field: OuterRef("pk")}).order_by().values(field).annotate(n=Count("pk"))
    return Coalesce(Subquery(mine.values("n")), Value(0))
