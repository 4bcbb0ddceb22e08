"""Two enquiries that were one: the earlier lead and its source survive, the other becomes a touch on it. It can be undone.

What hangs on a lead follows it. Marketing's own part is here; a higher app adds its part with `register`.
"""

from collections.abc import Collection
from typing import Any, Protocol

from django.db import transaction

from leads.hooks import LeadHasSales
from leads.models import IllegalMove, Lead, LeadChange, State, Touch

FIELDS = {"source": ("source", "campaign", "how_known"), "channel": ("channel",), "interest": ("interest",), "notes": ("notes",)}
"""What may be taken from the later lead, as a whole, and its columns."""

STRENGTH = (State.DISQUALIFIED, State.LOST, State.OPEN, State.HANDED_OVER, State.IN_SALES, State.WON)
"""Of two states the joined lead has the later one in this list."""


class Part(Protocol):
    """What a room moves. `moved` is what `move` returned: JSON, kept with the merge until it is undone."""

    name: str

    def move(self, absorbed: Lead, survivor: Lead, *, by) -> dict: ...

    def put_back(self, absorbed: Lead, survivor: Lead, moved: dict, *, by) -> None: ...


parts: list[Part] = []


def register(part: Part) -> None:
    """Add a part, once."""
    if part.name not in [each.name for each in parts]:
        parts.append(part)


def survivor(lead: Lead) -> Lead:
    """The lead that counts: itself, or the one it was joined with."""
    while lead.merged_into_id:
        lead = lead.merged_into
    return lead


@transaction.atomic
def merge(lead: Lead, *, into: Lead, by, take: Collection[str] = ()) -> Lead:
    """Join two leads and return the one that survives: the earlier one, or `into` where a time is not known.

    `take`: FIELDS that the one that survives has from the other.
    Raises IllegalMove when they are one already, one was withdrawn, or both wait with sales.
    """
    absorbed, kept = _in_order(*_locked(lead, survivor(into)))
    if absorbed.pk == kept.pk or absorbed.merged_into_id or kept.merged_into_id or State.WITHDRAWN in (absorbed.state, kept.state):
        raise IllegalMove(lead)
    if absorbed.hand_offs.waiting().exists() and kept.hand_offs.waiting().exists():
        raise IllegalMove(lead)
    before = _own(kept)
    moved = _move_rows(absorbed, kept)
    _carry_state(absorbed, kept)
    if kept.contact_id is None and absorbed.contact_id:
        kept.edit(by=by, contact=absorbed.contact)
    _leave_touch(absorbed, kept)
    taken = _take(absorbed, kept, take=take, by=by)
    Lead.objects.filter(pk=absorbed.pk).update(merged_into=kept)
    absorbed.merged_into = kept
    lead.refresh_from_db(fields=["merged_into"])
    ledger = {"kept": before, "rows": moved, "taken": taken} | {part.name: part.move(absorbed, kept, by=by) for part in parts}
    LeadChange.objects.create(lead=absorbed, verb="merged", by=by, before=ledger, after={"merged_into": str(kept.pk)})
    return kept


@transaction.atomic
def unmerge(lead: Lead, *, by) -> None:
    """Take a merge apart: what came with the lead goes back to it, what was added since stays. Not merged: nothing happens.

    Raises IllegalMove while the survivor is itself joined with another: that one comes apart first.
    """
    lead.refresh_from_db(fields=["merged_into"])
    if lead.merged_into_id is None:
        return
    absorbed, kept = _locked(lead, lead.merged_into)
    if kept.merged_into_id:
        raise IllegalMove(lead)
    ledger = absorbed.changes.filter(verb="merged").latest("pk").before
    Lead.objects.filter(pk=absorbed.pk).update(merged_into=None)
    absorbed.merged_into = lead.merged_into = None
    Touch.objects.filter(from_lead=absorbed).delete()
    for name, ids in ledger["rows"].items():
        getattr(kept, name).filter(pk__in=ids).update(lead=absorbed)
    _restore_state(kept, ledger["kept"])
    _give_back(kept, ledger.get("taken", {}), by=by)
    for part in parts:
        if part.name in ledger:
            part.put_back(absorbed, kept, ledger[part.name], by=by)
    if ledger["kept"]["contact"] is None and kept.contact_id == absorbed.contact_id:
        _leave_without_contact(kept, by=by)
    LeadChange.objects.create(lead=absorbed, verb="unmerged", by=by, before={"merged_into": str(kept.pk)}, after={"merged_into": None})


def _locked(lead: Lead, other: Lead) -> tuple[Lead, Lead]:
    """Both rows as they are now, locked in the order of their ids, so that two merges cannot wait for each other."""
    rows = Lead.objects.select_for_update(of=("self",)).order_by("pk").in_bulk([lead.pk, other.pk])
    return rows[lead.pk], rows[other.pk]


def _in_order(lead: Lead, into: Lead) -> tuple[Lead, Lead]:
    """(absorbed, kept)."""
    kept = first(lead, into)
    return (into, lead) if kept is lead else (lead, into)


def first(lead: Lead, into: Lead) -> Lead:
    """Which of the two survives."""
    earlier = lead.received_at and into.received_at and lead.received_at < into.received_at
    return lead if earlier else into


def _own(kept: Lead) -> dict:
    """What a merge may change on the survivor, as JSON."""
    moments = {name: getattr(kept, name) and getattr(kept, name).isoformat() for name in ("closed_at", "warm_since")}
    return {"state": kept.state, "disqualified_for": kept.disqualified_for, "contact": kept.contact_id} | moments


def _move_rows(absorbed: Lead, kept: Lead) -> dict[str, list]:
    """Hand activities, hand-overs, earlier touches and mail to the survivor. Returns the ids of what moved, as JSON can hold them."""
    moved = {}
    for name in ("activities", "hand_offs", "touches", "messages"):
        rows = getattr(absorbed, name)
        moved[name] = [pk if isinstance(pk, int) else str(pk) for pk in rows.values_list("pk", flat=True)]
        rows.update(lead=kept)
    return moved


def _carry_state(absorbed: Lead, kept: Lead) -> None:
    if STRENGTH.index(State(absorbed.state)) > STRENGTH.index(State(kept.state)):
        kept.take_over_state(absorbed)


def _leave_touch(absorbed: Lead, kept: Lead) -> None:
    Touch.objects.create(
        lead=kept,
        from_lead=absorbed,
        source=absorbed.source,
        campaign=absorbed.campaign,
        channel=absorbed.channel,
        how_known=absorbed.how_known,
        at=absorbed.received_at,
        by=absorbed.logged_by,
        text="\n".join(filter(None, (absorbed.interest, absorbed.notes))),
    )


def _take(absorbed: Lead, kept: Lead, *, take: Collection[str], by) -> dict[str, list[Any]]:
    """By column what was and what is, of those that become different; a row of the one that another points at by its key."""
    columns = [column for field in take for column in FIELDS[field] if getattr(absorbed, column) != getattr(kept, column)]
    before = {column: plain_value(kept, column) for column in columns}
    kept.edit(by=by, **{column: getattr(absorbed, column) for column in columns})
    return {column: [before[column], plain_value(kept, column)] for column in columns}


def plain_value(lead: Lead, column: str) -> Any:
    return getattr(lead, Lead._meta.get_field(column).attname)


def _give_back(kept: Lead, taken: dict[str, list[Any]], *, by) -> None:
    """What nobody has changed since is what it was."""
    kept.refresh_from_db()
    values = {column: was for column, (was, after) in taken.items() if plain_value(kept, column) == after}
    kept.edit(by=by, **{column: _row(column, value) for column, value in values.items()})


def _row(column: str, value: Any) -> Any:
    model = Lead._meta.get_field(column).related_model
    return model.objects.get(pk=value) if model and value is not None else value


def _restore_state(kept: Lead, before: dict) -> None:
    """The survivor's own state, unless somebody gave it another since."""
    if kept.state in (State.WITHDRAWN, State.DISQUALIFIED, before["state"]):
        return
    state = State.HANDED_OVER if kept.hand_offs.waiting().exists() else before["state"]
    kept.return_to(state, **{name: before.get(name) for name in ("disqualified_for", "closed_at", "warm_since")})


def _leave_without_contact(kept: Lead, *, by) -> None:
    """The contact came with the other lead and goes back with it, unless something was sold on this one since."""
    try:
        kept.edit(by=by, contact=None)
    except LeadHasSales:
        return
