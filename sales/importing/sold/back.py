"""A whole file of sales taken back: the sales it made that nobody has touched since. It can be undone."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse as address
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.templatetags.house import dated, money
from leads.importing.kinds import Staying, Survey
from leads.models import Import, Lead, LeadChange, State
from sales.conversion import reopen, reverse, stand_again
from sales.models import ImportedSale, Sale
from sales.restating import restate


def made(file: Import):
    """What the file made and that was not taken back with it, with whether anything was done to it since. No query yet."""
    touched = Sale.pgh_event_model.objects.filter(pgh_obj=OuterRef("sale"), pgh_id__gt=OuterRef("event"))
    return file.sales_brought_in.filter(taken_back_at=None).annotate(is_touched=Exists(touched))


def survey(file: Import, *, most: int) -> Survey:
    kept = made(file).filter(is_touched=True).select_related("sale__contact").order_by("-sale__sold_at", "-pk")
    staying = [_stays(each.sale) for each in kept[:most]]
    return Survey(free=made(file).filter(is_touched=False).count(), changes=0, staying=staying, kept=kept.count())


def _stays(sale: Sale) -> Staying:
    said = f"{sale.contact}, {money(sale.amount) if sale.amount is not None else _('amount not known')}, {dated(sale.sold_at)}"
    reason = _("Reversed already") if sale.reversed_at else _("Somebody changed it")
    return Staying(said, address("client", args=[sale.contact_id]), reason)


@transaction.atomic
def take_back(file: Import, *, by) -> int:
    """Reverse what nobody has touched, and withdraw the enquiries made for it. Returns how many. A second time: none."""
    Import.objects.select_for_update().get(pk=file.pk)
    untouched = made(file).filter(is_touched=False).select_related("sale__contact", "sale__opportunity__lead")
    rows = list(untouched.order_by("sale__contact", "pk"))
    for row in rows:
        reverse(row.sale, by=by, reason=_("With the whole file it came in"))
        if not row.made_lead and not row.sale.opportunity.lead.made_for_sale:
            reopen(row.sale.opportunity, by=by)
    ImportedSale.objects.filter(pk__in=[row.pk for row in rows]).update(taken_back_at=timezone.now())
    for lead in {row.sale.opportunity.lead_id: row.sale.opportunity.lead for row in rows if row.made_lead}.values():
        _withdraw(lead, by=by)
    return len(rows)


@transaction.atomic
def bring_back(file: Import, *, by) -> int:
    """Undo it: what was taken back with the file, and could stand again, does. Returns how many."""
    Import.objects.select_for_update().get(pk=file.pk)
    gone = file.sales_brought_in.exclude(taken_back_at=None).select_related("sale__contact", "sale__opportunity__lead")
    return sum(_stand_again(row, by=by) for row in gone.order_by("sale__contact", "pk"))


def bring_again(sale: Sale, *, file: Import | None, by) -> bool:
    """A row of another file is about a sale that was taken back with its own: it stands again. Says whether it was one."""
    row = ImportedSale.objects.filter(sale=sale).exclude(taken_back_at=None).first()
    if row is None:
        return False
    row.sale, row.file = sale, file or row.file
    return _stand_again(row, by=by)


def _stand_again(row: ImportedSale, *, by) -> bool:
    """Whether it does: not when something else was sold on its opportunity meanwhile."""
    row.taken_back_at = None
    row.save(update_fields=["taken_back_at", "file"])
    lead = row.sale.opportunity.lead
    if lead.state == State.WITHDRAWN:
        lead.become(State.LOST)
        LeadChange.objects.create(lead=lead, verb="reopened", by=by, note=_("With the whole file it came in"))
    stands = stand_again(row.sale, by=by)
    ImportedSale.remember(row.file, row.sale)
    return stands


def _withdraw(lead: Lead, *, by) -> None:
    """Unless something else was sold on it."""
    if lead.opportunities.won().exists():
        return
    lead.become(State.WITHDRAWN, closed_at=timezone.now())
    LeadChange.objects.create(lead=lead, verb="withdrawn", by=by, note=_("With the whole file it came in"))
    restate(lead.contact)
