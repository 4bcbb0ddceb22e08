"""What a client's page says beside the sales: what they asked for and did not buy, and when the next chance comes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median

from django.utils import timezone

from leads.models import JUNK, Activity, Contact, Lead, State
from sales.clients.repeat_sales import months_from
from sales.models import Opportunity, Product, Sale

FEWEST_DAYS = 3
"""Purchases on so many days tell somebody's own rhythm, as in the list of those who have gone quiet."""
PLANNED = 3


@dataclass(frozen=True)
class NotBought:
    """An enquiry that came to nothing, or one opportunity of it."""

    lead: Lead
    opportunity: Opportunity | None = None

    @property
    def closed_at(self):
        return self.opportunity.closed_at if self.opportunity else self.lead.closed_at

    @property
    def why(self) -> str:
        if self.opportunity:
            return str(self.opportunity.lost_reason or "")
        return self.lead.get_disqualified_for_display()


@dataclass(frozen=True)
class Due:
    """A day on which they may buy again. `product`: what is to be renewed then (`is_renewal`), or usually bought again. Without
    one it is their own rhythm, of so many `days`."""

    day: date
    product: Product | None = None
    is_renewal: bool = False
    days: int = 0

    @property
    def is_over(self) -> bool:
        return self.day < timezone.localdate()


@dataclass(frozen=True)
class Ahead:
    """`open_ones`: opportunities on the board. `asked`: enquiries that sales has not taken on. `planned`: what is to be done next."""

    open_ones: list[Opportunity]
    asked: list[Lead]
    planned: list[Activity]
    due: list[Due]


def not_bought(enquiries: Iterable[Lead], sales: list[Sale]) -> list[NotBought]:
    """`enquiries` with their opportunities. A sale that was reversed stands among the sales and is not repeated here."""
    sold, found = {sale.opportunity_id for sale in sales}, []
    for lead in enquiries:
        found += [NotBought(lead, one) for one in lead.opportunities.all() if one.is_lost and one.pk not in sold]
        if lead.state == State.DISQUALIFIED and lead.disqualified_for not in JUNK:
            found.append(NotBought(lead))
    return found


def ahead(contact: Contact, enquiries: Iterable[Lead], sales: list[Sale]) -> Ahead:
    """One query."""
    planned = Activity.objects.planned().filter(lead__contact=contact).select_related("lead", "for_user").order_by("due_on", "due_at", "pk")
    return Ahead(
        open_ones=[one for lead in enquiries for one in lead.opportunities.all() if one.is_open],
        asked=[lead for lead in enquiries if lead.state in (State.OPEN, State.HANDED_OVER)],
        planned=list(planned[:PLANNED]),
        due=sorted(due(sales), key=lambda each: each.day),
    )


def due(sales: list[Sale]) -> list[Due]:
    """Each product by its months, counted from its last sale; else the client's own rhythm."""
    dated = [sale for sale in sales if not sale.reversed_at and sale.sold_at]
    last = {}
    for sale in sorted(dated, key=lambda each: each.sold_at):
        if sale.product and (sale.product.renewal_months or sale.product.usual_months):
            last[sale.product] = timezone.localdate(sale.sold_at)
    found = [_of(product, day) for product, day in last.items()]
    return found or _rhythm(sorted({timezone.localdate(sale.sold_at) for sale in dated}))


def _of(product: Product, day: date) -> Due:
    renewal = product.renewal_months is not None
    return Due(months_from(day, product.renewal_months if renewal else product.usual_months), product, renewal)


def _rhythm(days: list[date]) -> list[Due]:
    if len(days) < FEWEST_DAYS:
        return []
    usual = round(median((after - before).days for before, after in pairwise(days)))
    return [Due(date.fromordinal(days[-1].toordinal() + usual), days=usual)]
