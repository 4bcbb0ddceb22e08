"""Which enquiry a sale from a file belongs to, so that every sale walks back to one and none is invented."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from leads.models import OPEN_STATES, Contact, Lead, State
from sales.hand_off.transfer import open_opportunity
from sales.models import Opportunity
from sales.pipeline.closing import ask_again


@dataclass(frozen=True)
class Place:
    """`made_lead`: the enquiry was made for the sale. `said`: what whoever imports should know of it."""

    opportunity: Opportunity
    made_lead: bool = False
    said: str = ""


def place_of(contact: Contact, *, at: datetime | None, by, external_id: str = "", system: str = "") -> Place:
    """An open opportunity for a sale to `contact` at that time.

    A client's is a repeat sale. Else it is the outcome of the enquiry that was open then; without one nobody knows what made
    them come, and the lead that is made for it is counted in no conversion.
    """
    lead = contact.client_lead
    if lead and _was_client(contact, at=at):
        return Place(ask_again(contact, by=by, interest="", at=at, owned=False), made_lead=True)
    if lead and lead.made_for_sale:
        return Place(open_opportunity(lead, by=by, at=at))
    asked = _open_enquiry(contact, at=at)
    if asked:
        day = timezone.localdate(asked.received_at) if asked.received_at else _("an unknown day")
        return Place(_taken_on(asked, by=by, at=at), said=_("It is the outcome of their open enquiry of %(day)s.") % {"day": day})
    ids = {"external_id": external_id, "external_system": system} if external_id else {}
    if ids and Lead.objects.filter(**ids).exists():
        ids = {}  # of one that was taken back, which keeps it
    made = Lead.objects.create(contact=contact, source=None, how_known="", logged_by=by, made_for_sale=True, state=State.IN_SALES, **ids)
    return Place(open_opportunity(made, by=by, at=at), made_lead=True)


def _was_client(contact: Contact, *, at: datetime | None) -> bool:
    """An unknown day comes after all others."""
    return contact.client_since is None or at is None or timezone.localdate(contact.client_since) <= timezone.localdate(at)


def _open_enquiry(contact: Contact, *, at: datetime | None) -> Lead | None:
    """The latest that is open and had come by then."""
    found = contact.leads.standing().filter(state__in=OPEN_STATES)
    if at:
        found = found.filter(Q(received_at=None) | Q(received_at__date__lte=timezone.localdate(at)))
    return found.order_by("-listed_at", "-pk").first()


def _taken_on(lead: Lead, *, by, at: datetime | None) -> Opportunity:
    opportunity = lead.opportunities.open().order_by("made_at", "pk").last()
    if opportunity:
        return opportunity
    for hand_off in lead.hand_offs.waiting():
        hand_off.decide(by=by)
    lead.be_taken_on()
    known = [moment for moment in (lead.received_at, at) if moment]
    return open_opportunity(lead, by=by, at=min(known, default=None))
