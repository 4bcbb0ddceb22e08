"""What the page of a client says beside the sales: when the next chance comes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median

from django.utils import timezone

from leads.models import Activity, Contact, Lead, State
from sales.clients.repeat_sales import months_from
from sales.models import Opportunity, Product, Sale

FEWEST_DAYS = 3
"""Purchases on so many days tell somebody's own rhythm, as in the list of those who have gone quiet."""
PLANNED = 3


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
