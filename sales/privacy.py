"""What sales holds about a person, for a copy of it and for erasure. Sums of sales stay."""

from accounts.models import User
from leads.privacy.held import Held, Person, held
from sales.models import Ended, NotNow, Opportunity, Refund, Sale, SequenceRun, StageChange
from sales.pipeline import closing
from sales.sequences.ending import stop_these

SALES = (
    Held(Opportunity, of_lead="lead", emptied={}),
    Held(StageChange, of_lead="opportunity__lead", emptied={"note": ""}),
    Held(
        Sale,
        of_contact="contact",
        of_lead="opportunity__lead",
        emptied={"what": "", "invoice": "", "reversed_for": ""},
    ),
    Held(Refund, of_contact="sale__contact", of_lead="sale__opportunity__lead", emptied={"reason": ""}),
    Held(SequenceRun, of_lead="lead", emptied={}),
    Held(NotNow, of_contact="contact"),
)


def register() -> None:
    for each in SALES:
        held.register(each)


def close(person: Person, *, by: User | None) -> None:
    """Nobody sells to them any more: what is open is lost, and what is sent automatically ends."""
    for opportunity in Opportunity.objects.open().filter(lead__in=person.leads):
        closing.lose(opportunity, by=by, reason=None)
    stop_these(SequenceRun.objects.filter(lead__in=person.leads), Ended.TAKEN_OVER)
