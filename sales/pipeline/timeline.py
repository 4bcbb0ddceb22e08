"""What sales adds to the timeline of a lead: every stage it entered, and every sale."""

from django.utils.translation import gettext as _

from accounts.formatting import money, when
from leads.timeline import Entry, Leads, person
from sales.models import Sale, Stage, StageChange

ICONS = {Stage.Kind.OPEN: "square-kanban", Stage.Kind.WON: "check", Stage.Kind.LOST: "x"}


def stage_changes(leads: Leads) -> list[Entry]:
    rows = StageChange.objects.filter(opportunity__lead__in=leads)
    rows = rows.select_related("opportunity", "from_stage", "to_stage", "by", "reason").order_by("pk")
    return [_stage_change(change) for change in rows]


def _stage_change(change: StageChange) -> Entry:
    return Entry(
        at=change.at,
        icon=ICONS[change.to_stage.kind],
        title=_title(change),
        text=change.note,
        said=person(change.by),
        lead_id=change.opportunity.lead_id,
    )


def _title(change: StageChange) -> str:
    names = {"stage": change.to_stage, "before": change.from_stage, "reason": change.reason}
    if change.from_stage is None:
        return _("On the board, in %(stage)s") % names
    if change.to_stage.kind == Stage.Kind.LOST and change.reason:
        return _("%(stage)s: %(reason)s") % names
    if change.to_stage.is_open and not change.from_stage.is_open:
        return _("Open again, in %(stage)s") % names
    return _("Moved from %(before)s to %(stage)s") % names


def sales(leads: Leads) -> list[Entry]:
    return [_sale(sale) for sale in Sale.objects.filter(opportunity__lead__in=leads).select_related("opportunity", "by", "reversed_by")]


def _sale(sale: Sale) -> Entry:
    amount = money(sale.amount) if sale.amount is not None else _("amount not known")
    said = [person(sale.by)]
    if sale.refunded:
        said.append(_("part of it was given back") if sale.net else _("all of it was given back"))
    if sale.reversed_at:
        told = {"person": person(sale.reversed_by), "when": when(sale.reversed_at)}
        said.append(_("reversed by %(person)s, %(when)s") % told)
        said.append(sale.reversed_for)
    return Entry(
        at=sale.sold_at,
        icon="receipt",
        title=_("Sale, %(amount)s") % {"amount": amount},
        title_without_money=_("Sale"),
        text=sale.what,
        said=" · ".join(filter(None, said)),
        struck=bool(sale.reversed_at),
        lead_id=sale.opportunity.lead_id,
    )
