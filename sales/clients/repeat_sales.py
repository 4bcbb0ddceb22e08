"""Who to sell to again: four lists of clients, each row with what was counted. One query a list, however many clients.

Every list is SQL that answers `contact_id, rank, day, figure, basis, product_id`. Left out are clients with an open
opportunity (somebody is on it), rows put off (`NotNow`), and contacts merged into another. Sums of each client are taken on
their own before they meet, so that nothing is counted twice. Sales of unknown date have no interval and fall due never.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.db import connection, transaction
from psycopg2.sql import SQL

from leads.models import Contact, IllegalMove
from sales.models import NotNow, Opportunity, Product
from sales.pipeline import closing

SIZE = 50
SOON_DAYS = 30
"""How long before its day something due for renewal comes up."""
LATER_MONTHS = 3
"""How long "not now" is."""
List = NotNow.List

BUSY = SQL("""
EXISTS (SELECT 1 FROM leads_lead enquiry JOIN sales_opportunity o ON o.lead_id = enquiry.id JOIN sales_stage s ON s.id = o.stage_id
        WHERE enquiry.contact_id = {contact} AND s.kind = 'open')""")

# Several sales on one day are one purchase. The client's own rhythm counts from three purchases on.
QUIET = SQL("""
WITH days AS (
    SELECT DISTINCT contact_id, (sold_at AT TIME ZONE %(zone)s)::date AS day FROM sales_sale
    WHERE reversed_at IS NULL AND sold_at < %(now)s
), gaps AS (
    SELECT contact_id, day, day - lag(day) OVER (PARTITION BY contact_id ORDER BY day) AS gap FROM days
), own AS (
    SELECT contact_id, max(day) AS day, count(gap) AS n, percentile_cont(0.5) WITHIN GROUP (ORDER BY gap) AS usual
    FROM gaps GROUP BY contact_id
), overall AS (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY gap) AS usual FROM gaps)
SELECT contact_id, (%(today)s - day) - usual AS rank, day, round(usual)::numeric AS figure, basis, NULL::bigint AS product_id
FROM (SELECT own.contact_id, own.day, CASE WHEN own.n >= 2 THEN 'own' ELSE 'all' END AS basis,
             CASE WHEN own.n >= 2 THEN own.usual ELSE overall.usual END AS usual
      FROM own CROSS JOIN overall) known
WHERE %(today)s - day > usual
""")
CROSS = SQL("""
SELECT mine.contact_id, max(mine.sold_at) AS rank,
       max((mine.sold_at AT TIME ZONE %(zone)s)::date) AS day, count(*)::numeric AS figure, '' AS basis, %(missing)s AS product_id
FROM sales_sale mine WHERE mine.reversed_at IS NULL AND mine.product_id = %(bought)s AND NOT EXISTS (
    SELECT 1 FROM sales_sale WHERE contact_id = mine.contact_id AND product_id = %(missing)s AND reversed_at IS NULL)
GROUP BY mine.contact_id
""")
WALLET = SQL("""
WITH year AS (
    SELECT contact_id, sum(net) AS ours, count(*) FILTER (WHERE amount IS NULL) AS unknown FROM sales_sale
    WHERE reversed_at IS NULL AND sold_at >= %(year_ago)s AND sold_at < %(now)s GROUP BY contact_id
)
SELECT person.id AS contact_id, -COALESCE(year.ours, 0) / person.yearly_spend AS rank, NULL::date AS day,
       COALESCE(year.ours, 0) AS figure, COALESCE(year.unknown, 0)::text AS basis, NULL::bigint AS product_id
FROM leads_contact person LEFT JOIN year ON year.contact_id = person.id
WHERE person.yearly_spend > 0 AND COALESCE(year.ours, 0) * 2 < person.yearly_spend
""")
RENEWAL = SQL("""
WITH latest AS (
    SELECT contact_id, product_id, max((sold_at AT TIME ZONE %(zone)s)::date) AS bought FROM sales_sale
    WHERE reversed_at IS NULL AND sold_at < %(now)s AND product_id IS NOT NULL GROUP BY contact_id, product_id
), due AS (
    SELECT contact_id, product_id, (bought + make_interval(months => renewal_months))::date AS day, renewal_months
    FROM latest JOIN sales_product product ON product.id = product_id
    WHERE renewal_months IS NOT NULL AND retired_at IS NULL
)
SELECT contact_id, %(today)s - day AS rank, day, renewal_months::numeric AS figure, '' AS basis, product_id
FROM due WHERE day <= %(today)s + %(soon)s
""")
LISTS = {List.QUIET: QUIET, List.CROSS: CROSS, List.WALLET: WALLET, List.RENEWAL: RENEWAL}

PAGE = SQL("""
SELECT listed.contact_id, listed.day, listed.figure, listed.basis, listed.product_id, count(*) OVER () AS total
FROM ({rows}) listed JOIN leads_contact who ON who.id = listed.contact_id
WHERE who.merged_into_id IS NULL AND who.client_lead_id IS NOT NULL AND NOT {busy} AND NOT EXISTS (
    SELECT 1 FROM sales_notnow later WHERE later.contact_id = listed.contact_id AND later.kind = %(kind)s
    AND later.product_id IS NOT DISTINCT FROM listed.product_id AND later.until > %(today)s)
ORDER BY listed.rank DESC NULLS LAST, listed.contact_id, listed.product_id LIMIT %(size)s
""")
PAIR = SQL("""
WITH bought AS (
    SELECT DISTINCT contact_id, product_id FROM sales_sale sale JOIN sales_product product ON product.id = product_id
    WHERE reversed_at IS NULL AND retired_at IS NULL AND NOT {busy}
), each AS (SELECT product_id, count(*) AS n FROM bought GROUP BY product_id), both_of AS (
    SELECT one.product_id AS a, other.product_id AS b, count(*) AS n
    FROM bought one JOIN bought other ON other.contact_id = one.contact_id GROUP BY 1, 2
)
SELECT a.product_id, b.product_id FROM each a JOIN each b ON b.product_id <> a.product_id
LEFT JOIN both_of ON both_of.a = a.product_id AND both_of.b = b.product_id
ORDER BY a.n - COALESCE(both_of.n, 0) DESC, a.product_id, b.product_id LIMIT 1
""")


@dataclass(frozen=True)
class Row:
    """`day`, `figure` and `basis` mean what the list says of them.

    quiet: the last purchase, the usual days, whose rhythm that is ("own" or "all"). cross: the last sale of the one (`other`), how many.
    wallet: what they bought in twelve months, how many of these sales have no known amount. renewal: the day due, the months.
    """

    kind: List
    contact: Contact
    product: Product | None
    day: date | None
    figure: Decimal
    basis: str
    today: date
    other: Product | None = None

    @property
    def days_since(self) -> int:
        return (self.today - self.day).days if self.day else 0

    @property
    def share(self) -> Decimal:
        """Standing net sales of the last 12 months ÷ what they say they spend a year, between 0 and 1."""
        return self.figure / self.contact.yearly_spend


def listed(kind: List, *, business, now: datetime, bought: Product | None = None, missing: Product | None = None, size: int | None = SIZE):
    """The rows of a list, most urgent first, and how many there are in all. Up to five queries, however many rows."""
    if kind == List.CROSS and not (bought and missing):
        return [], 0
    today = now.astimezone(business.zone).date()
    told = {
        "zone": business.time_zone,
        "now": now,
        "today": today,
        "year_ago": datetime.combine(months_from(today, -12), time.min, tzinfo=business.zone),
        "soon": SOON_DAYS,
        "bought": bought and bought.pk,
        "missing": missing and missing.pk,
        "kind": str(kind),
        "size": size,
    }
    found = _read(PAGE.format(rows=LISTS[kind], busy=BUSY.format(contact=SQL("listed.contact_id"))), told)
    people = Contact.objects.prefetch_related("phones", "emails").in_bulk({row[0] for row in found})
    products = Product.objects.in_bulk({row[4] for row in found if row[4]})
    rows = [
        Row(kind, people[who], products.get(what), day, figure, basis, today, bought) for who, day, figure, basis, what, _total in found
    ]
    return rows, found[0][5] if found else 0


def widest_pair() -> tuple[int, int] | None:
    """Of two products that were sold, A and B: the pair where most clients bought A and never B. None without two. One query."""
    found = _read(PAIR.format(busy=BUSY.format(contact=SQL("sale.contact_id"))), {})
    return found[0] if found else None


@transaction.atomic
def start(contact: Contact, *, by, product: Product | None = None) -> Opportunity:
    """An opportunity with a client, for `by`. Raises IllegalMove when somebody is on it already."""
    Contact.objects.select_for_update().get(pk=contact.pk)
    if Opportunity.objects.open().filter(lead__contact=contact).exists():
        raise IllegalMove(contact)
    return closing.ask_again(contact, by=by, interest=product.name if product else "")


def put_off(contact: Contact, *, kind: List, product: Product | None, by, today: date) -> NotNow:
    """Leave this row out for three months."""
    return NotNow.ask_again(contact, kind=kind, product=product, on=months_from(today, LATER_MONTHS), by=by)


def months_from(day: date, months: int) -> date:
    """The same day of another month, or the last one it has."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _read(query, told: dict) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query.as_string(cursor.connection), told)
        return cursor.fetchall()
