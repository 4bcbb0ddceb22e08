"""How clients come back, for lists of them; `reports.metrics.client_figures` counts the same."""

from django.db.models import Count, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import TruncDate

from accounts.models import Business
from sales.models import Sale

YEARS = 10
"""As far as lists ask about years after the first sale."""

IN_YEAR = """
SELECT sold.contact_id FROM sales_sale sold JOIN leads_contact who ON who.id = sold.contact_id
WHERE sold.reversed_at IS NULL
AND (sold.sold_at AT TIME ZONE %s)::date > ((who.client_since AT TIME ZONE %s)::date + make_interval(months => %s))::date
AND (sold.sold_at AT TIME ZONE %s)::date <= ((who.client_since AT TIME ZONE %s)::date + make_interval(months => %s))::date
"""


def on_two_days(business: Business) -> QuerySet:
    """Contacts with sales on two days or more; those of one day are one purchase."""
    days = Count(TruncDate("sold_at", tzinfo=business.zone), distinct=True)
    return Sale.objects.standing().order_by().values("contact").annotate(days=days).filter(days__gt=1).values("contact")


def in_year_after(year: int, business: Business) -> RawSQL:
    """Contacts who bought in a year after their first sale; 1 is the first, from the day after that sale."""
    zone = business.time_zone
    return RawSQL(IN_YEAR, [zone, zone, 12 * (year - 1), zone, zone, 12 * year])  # noqa: S611  (the text is a constant)
