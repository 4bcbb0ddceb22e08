"""The last twelve whole months and the one under way: leads by the month they came in, clients and sales by the month of the win."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncMonth

from accounts.models import Business
from reports.core.periods import Period, shift_months
from reports.metrics import counting
from reports.metrics.counting import Row
from reports.metrics.spend import spend_by_month
from sales.models import Client, Sale

LENGTH = 12


@dataclass(frozen=True)
class Month:
    """`row` is about the leads that came in the month; `clients` and `revenue` about what was won in it. `revenue` None: of no sale of
    the month is it known what it brought."""

    first_day: date
    row: Row
    clients: int
    revenue: Decimal | None
    is_over: bool

    @property
    def period(self) -> Period:
        return Period(self.first_day, shift_months(self.first_day, 1))


def month_by_month(first_lead: date | None, *, business: Business, as_of: datetime) -> tuple[Month, ...]:
    """Oldest first, none from before the first lead. Four queries."""
    today = as_of.astimezone(business.zone).date()
    this = today.replace(day=1)
    start = max(shift_months(this, -LENGTH), (first_lead or this).replace(day=1))
    period = Period(start, shift_months(this, 1))
    tally = counting.tally(period, business=business, by="month", as_of=as_of)
    spend = spend_by_month(counting.until(period, today))
    clients = _by_month(Client.objects, "client_since", Count("pk"), period=period, business=business, as_of=as_of)
    revenue = _by_month(Sale.objects.standing(), "sold_at", Sum("net"), period=period, business=business, as_of=as_of)
    months, day = [], start
    while day <= this:
        key = f"{day:%Y-%m}"
        row = replace(tally.rows.get(key) or Row(key, key), spend=spend.get(key))
        months.append(Month(day, row, clients.get(key) or 0, revenue.get(key, Decimal(0)), is_over=day < this))
        day = shift_months(day, 1)
    return tuple(months)


def _by_month(queryset, moment: str, measure, *, period: Period, business: Business, as_of: datetime) -> dict[str, int | Decimal | None]:
    start, end = period.bounds(business.zone)
    inside = Q(**{f"{moment}__gte": start, f"{moment}__lt": min(end, as_of)})
    found = queryset.filter(inside).annotate(month=TruncMonth(moment, tzinfo=business.zone)).values("month").annotate(measured=measure)
    return {f"{month:%Y-%m}": measured for month, measured in found.order_by().values_list("month", "measured")}
