"""Who sent whom: naming, changing and clearing the person an enquiry was sent by, and what somebody's recommendations became.

Apps above that want to know register in `leads.hooks.referrer_changed`.
"""

from dataclasses import dataclass

from django.db import transaction

from leads import hooks
from leads.models import Contact, HowKnown, IllegalMove, Lead, Source, State

SHOWN = 20


class OwnReferral(Exception):
    """Nobody sends themselves."""


@dataclass(frozen=True)
class Named:
    """`changed`: whether it was somebody else before. `source`: the one the enquiry got with it, since it had none."""

    changed: bool
    source: Source | None = None


@dataclass(frozen=True)
class Sent:
    """The enquiries somebody sent, the latest `SHOWN` of `count`; `clients`: people of them who became clients since."""

    leads: list[Lead]
    count: int
    clients: int


@transaction.atomic
def name(lead: Lead, contact: Contact, *, by) -> Named:
    """Say who sent an enquiry. One without a source gets the built-in recommendation; any other source stays.

    Raises OwnReferral for the person of the enquiry itself, IllegalMove for one that was withdrawn or joined with another.
    """
    mine, contact = _held(lead), survivor(contact)
    if contact.pk == mine.contact_id:
        raise OwnReferral(lead)
    source = None if mine.source_id else Source.objects.filter(kind=Source.Kind.REFERRAL).first()
    changes = {"source": source, "how_known": HowKnown.ASKED} if source else {}
    changed = lead.edit(by=by, referred_by=contact, **changes)
    if changed:
        _tell(lead, by=by)
    return Named(changed, source)


@transaction.atomic
def clear(lead: Lead, *, by, with_source: bool = False) -> bool:
    """Nobody sent it after all. `with_source`: the recommendation that came as its source goes too. Nobody stood there: nothing
    is written. Returns whether it was. Raises IllegalMove as `name` does."""
    mine = _held(lead)
    takes = with_source and mine.source and mine.source.kind == Source.Kind.REFERRAL
    changed = lead.edit(by=by, referred_by=None, **({"source": None, "how_known": ""} if takes else {}))
    if changed:
        _tell(lead, by=by)
    return changed


def survivor(contact: Contact) -> Contact:
    """The person that counts: themselves, or the one they were merged into."""
    while contact.merged_into_id:
        contact = contact.merged_into
    return contact


def sent_by(contact: Contact | None) -> Sent | None:
    """What somebody's recommendations became; None when they sent nobody. Three queries, or one."""
    if contact is None:
        return None
    sent = Lead.objects.valid().filter(referred_by=contact)
    shown = list(sent.select_related("contact").order_by("-listed_at", "-pk")[:SHOWN])
    if not shown:
        return None
    won = Lead.objects.new_business().filter(referred_by=contact, contact__client_lead__isnull=False)
    return Sent(shown, count=sent.count(), clients=won.values("contact").distinct().count())


def sender_of(contact: Contact) -> Lead | None:
    """The enquiry somebody was first sent with."""
    found = contact.leads.standing().filter(referred_by__isnull=False).select_related("referred_by")
    return found.order_by("listed_at", "pk").first()


def _held(lead: Lead) -> Lead:
    mine = Lead.objects.select_for_update(of=("self",)).select_related("source").get(pk=lead.pk)
    if mine.merged_into_id or mine.state == State.WITHDRAWN:
        raise IllegalMove(lead)
    return mine


def _tell(lead: Lead, *, by) -> None:
    for hook in hooks.referrer_changed:
        hook(lead, by=by)


class ReferralPart:
    """When two enquiries are joined: who sent the other is kept on the one that survives, if nobody is named there, and the
    thank-you goes along."""

    name = "referral"

    def move(self, absorbed: Lead, survivor: Lead, *, by) -> dict:
        absorbed.refresh_from_db(fields=["referred_by", "thanks"])
        if not absorbed.referred_by_id or survivor.referred_by_id or absorbed.referred_by_id == survivor.contact_id:
            return {}
        survivor.edit(by=by, referred_by=absorbed.referred_by)
        thanks = absorbed.thanks_id if survivor.thanks_id is None else None
        if thanks:
            _hand_thanks(thanks, absorbed, survivor)
        return {"referred_by": absorbed.referred_by_id, "thanks": thanks}

    def put_back(self, absorbed: Lead, survivor: Lead, moved: dict, *, by) -> None:
        if not moved:
            return
        now = Lead.objects.get(pk=survivor.pk)
        if moved["thanks"] and now.thanks_id == moved["thanks"]:
            _hand_thanks(moved["thanks"], survivor, absorbed)
        if now.referred_by_id == moved["referred_by"]:
            survivor.edit(by=by, referred_by=None)


def _hand_thanks(pk: int, giver: Lead, taker: Lead) -> None:
    """A thank-you belongs to one enquiry at a time."""
    Lead.objects.filter(pk=giver.pk).update(thanks=None)
    Lead.objects.filter(pk=taker.pk).update(thanks=pk)
    giver.thanks_id, taker.thanks_id = None, pk
