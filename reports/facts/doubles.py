"""People who are probably in here twice: they share a phone number, an e-mail address, or name and company.

Each later one is paired with the earliest it shares something with, so that a family behind one number is as many pairs as
people less one. Two of whom somebody said that they are two people are no pair.
"""

from dataclasses import dataclass

from django.db import connection
from psycopg2.sql import SQL
from rapidfuzz import fuzz

from leads.models import Contact, ContactPhone, Lead
from leads.models.new_business import STANDING

SHOWN = 100
"""Pairs a list shows; when some are dealt with the others come."""

ALIKE = 70
"""Of 100: names that differ more are perhaps two people behind one number."""

# `people`: those with an enquiry that stands. `shared`: who has what in common with an earlier one.
PAIRS = SQL("""
WITH people AS (
    SELECT c.id, c.sort_name, c.company_key FROM leads_contact c
    WHERE c.merged_into_id IS NULL AND EXISTS (SELECT FROM leads_lead l WHERE l.contact_id = c.id AND {standing})
), known AS (
    SELECT p.contact_id AS id, 1 AS rank, p.e164 || '/' || p.extension AS what FROM leads_contactphone p WHERE p.e164 <> ''
    UNION ALL SELECT e.contact_id, 2, e.key FROM leads_contactemail e WHERE e.key <> ''
    UNION ALL SELECT people.id, 3, sort_name || '/' || company_key FROM people WHERE sort_name <> '' AND company_key <> ''
), shared AS (
    SELECT DISTINCT known.id AS later, min(known.id) OVER (PARTITION BY rank, what) AS earlier, rank
    FROM known JOIN people USING (id)
), pairs AS (
    SELECT DISTINCT ON (later) later, earlier, rank FROM shared
    WHERE earlier < later
      AND NOT EXISTS (SELECT 1 FROM reports_likeness s
                      WHERE s.earlier_id = shared.earlier AND s.later_id = shared.later AND s.removed_at IS NULL)
    ORDER BY later, rank, earlier
)
""").format(standing=SQL(STANDING.format(lead="l")))
COUNT = SQL("SELECT count(*) FROM pairs")
NEWEST = SQL("SELECT earlier, later, rank FROM pairs ORDER BY later DESC LIMIT %(size)s")
WHY = {1: "phone", 2: "email", 3: "name"}


@dataclass(frozen=True)
class Pair:
    """`later` may be `earlier`. `why`: phone, email or name. `leads`: what stands of the later one's, newest first."""

    earlier: Contact
    later: Contact
    why: str
    leads: tuple[Lead, ...]

    @property
    def is_alike(self) -> bool:
        """Whether they are called alike, in whatever order, or one of them has no name."""
        names = (self.earlier.sort_name, self.later.sort_name)
        return not all(names) or fuzz.token_set_ratio(*names) >= ALIKE

    @property
    def shared(self) -> ContactPhone | str:
        """The number or the address they share."""
        if self.why == "email":
            mine = {email.key for email in self.earlier.emails.all()}
            return next((email.address for email in self.later.emails.all() if email.key in mine), "")
        numbers = {(phone.e164, phone.extension) for phone in self.earlier.phones.all()}
        return next((phone for phone in self.later.phones.all() if phone.e164 and (phone.e164, phone.extension) in numbers), "")


def count() -> int:
    return _run(PAIRS + COUNT)[0][0]


def listed(*, size: int = SHOWN) -> list[Pair]:
    """The newest pairs. Five queries."""
    found = _run(PAIRS + NEWEST, size=size)
    ids = {pk for earlier, later, _rank in found for pk in (earlier, later)}
    people = Contact.objects.prefetch_related("phones", "emails").in_bulk(ids)
    leads: dict[int, list[Lead]] = {}
    for lead in Lead.objects.standing().filter(contact__in=[later for _earlier, later, _rank in found]).order_by("-listed_at", "-pk"):
        leads.setdefault(lead.contact_id, []).append(lead)
    return [Pair(people[earlier], people[later], WHY[rank], tuple(leads.get(later, ()))) for earlier, later, rank in found]


def _run(query: SQL, **told) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query.as_string(cursor.connection), told)
        return cursor.fetchall()
