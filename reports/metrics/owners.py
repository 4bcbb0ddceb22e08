"""Whose a lead is, once for all reports: the owner of its opportunity when it was decided, or now while it is open.

Of several opportunities on one lead, the one won first counts, else the latest. Who had it is read from the history of the
opportunity, so that what is given to somebody else afterwards stays with whoever decided it; had nobody it then, whoever has
it now. A name that came with an import is a person too. Keys: u12 (a person here), t:Priya Sharma (a name), None (nobody).
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg2.sql import SQL

from accounts.models import Business, User
from leads.hooks import Choices
from leads.models import Lead
from reports.core.periods import Period
from reports.metrics import counting
from sales.models import Opportunity

BLANK = "(nobody)"
NOBODY, ANYBODY = "nobody", "anybody"
"""Stand in an address for leads that were with sales and with nobody, and for all that were with sales."""

# `those`: the leads it is about. The history is looked up by its index, once a decided opportunity.
OWNED = SQL("""
, owned AS MATERIALIZED (
    SELECT o.id AS opportunity_id, o.lead_id, s.kind = 'won' AS is_won, o.closed_at, o.made_at,
           coalesce('u' || decided.owner_id, 't:' || NULLIF(decided.owner_text, ''), 'u' || o.owner_id,
                    't:' || NULLIF(o.owner_text, ''), 't:' || NULLIF(enquiry.owner_text, '')) AS person
    FROM sales_opportunity o JOIN sales_stage s ON s.id = o.stage_id JOIN leads_lead enquiry ON enquiry.id = o.lead_id
    LEFT JOIN LATERAL (
        SELECT e.owner_id, e.owner_text FROM sales_opportunityevent e
        WHERE s.kind <> 'open' AND e.pgh_obj_id = o.id AND e.pgh_id > coalesce((
            SELECT max(open.pgh_id) FROM sales_opportunityevent open WHERE open.pgh_obj_id = o.id AND open.stage_id <> o.stage_id), 0)
        ORDER BY e.pgh_id LIMIT 1
    ) decided ON true
    WHERE o.made_at < %(as_of)s AND {those}
)
""")
OF_FACTS = SQL("o.lead_id IN (SELECT id FROM facts)")
WHOSE = OWNED.format(those=OF_FACTS) + SQL("""
, whose AS MATERIALIZED (
    SELECT DISTINCT ON (lead_id) lead_id, person FROM owned
    ORDER BY lead_id, is_won DESC, CASE WHEN is_won THEN closed_at END, made_at DESC, opportunity_id DESC
)
""")
"""After FACTS: `whose`, a row a lead of `facts` that sales took on by as_of."""


def of_user(pk: int | None) -> str | None:
    return None if pk is None else f"u{pk}"


def names(keys: Iterable[str | None]) -> dict[str | None, str]:
    """What to call each. One query."""
    wanted = {key: int(key[1:]) for key in keys if key and key.startswith("u")}
    people = User.objects.in_bulk(list(wanted.values()))
    called = {key: str(people[pk]) if pk in people else _("Somebody who left") for key, pk in wanted.items()}
    return {None: BLANK} | {key: key[2:] for key in keys if key and key.startswith("t:")} | called


def choices() -> Choices:
    """For the filter of the lead list: everybody here, and the names from imports. Two queries."""
    written = [
        Opportunity.objects.filter(owner=None).exclude(owner_text="").values_list("owner_text", flat=True),
        Lead.objects.exclude(owner_text="").values_list("owner_text", flat=True),
    ]
    texts = written[0].order_by().union(written[1].order_by())
    people = [(of_user(person.pk), str(person)) for person in User.objects.by_name()]
    return [*people, *((f"t:{text}", text) for text in sorted(texts)), (NOBODY, _("Nobody")), (ANYBODY, _("Anybody or nobody"))]


def leads_of(key: str, *, as_of: datetime | None) -> QuerySet[Lead]:
    """New business of one person, as the team report counts it, whenever it was received."""
    query = counting.as_text(
        WHOSE + SQL("SELECT lead_id FROM whose WHERE %(person)s = 'anybody' OR person IS NOT DISTINCT FROM %(person)s"),
        period=Period(),
        business=Business.current(),
        by="source",
        as_of=as_of or timezone.now(),
        more={"person": None if key == NOBODY else key},
    )
    # Its values stand in the text already: what Django puts into its own query goes by place, not by name.
    return Lead.objects.filter(pk__in=RawSQL(query.replace("%", "%%"), ()))  # noqa: S611 - quoted by the driver
