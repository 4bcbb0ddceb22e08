"""Contacts who are probably in here twice, or perhaps: the pairs that `leads.duplicates` keeps, as far as they are to be decided.

Each later one stands once, beside the one it is most likely the same as, so that a family behind one number is as many pairs as people less
one. Two of whom somebody said that they are two people are no pair.
"""

from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _
from psycopg2.sql import SQL

from accounts.formatting import phone
from leads.duplicates.scoring import PROBABLE, Reason
from leads.models import Contact, Lead
from leads.models.new_business import STANDING

SHOWN = 100
"""Pairs a list shows; when some are dealt with the others come."""

# Both have an enquiry that stands. The index on (later, earlier) gives them in order.
PAIRS = SQL("""
WITH pairs AS (
    SELECT DISTINCT ON (d.later_id) d.later_id AS later, d.earlier_id AS earlier, d.score, d.reasons
    FROM leads_duplicatepair d
    JOIN leads_contact e ON e.id = d.earlier_id AND e.merged_into_id IS NULL AND e.withdrawn_at IS NULL
    JOIN leads_contact c ON c.id = d.later_id AND c.merged_into_id IS NULL AND c.withdrawn_at IS NULL
    WHERE EXISTS (SELECT FROM leads_lead l WHERE l.contact_id = d.earlier_id AND {standing})
      AND EXISTS (SELECT FROM leads_lead l WHERE l.contact_id = d.later_id AND {standing})
      AND NOT EXISTS (SELECT FROM reports_likeness s WHERE s.earlier_id = d.earlier_id AND s.later_id = d.later_id AND s.removed_at IS NULL)
    ORDER BY d.later_id, d.score DESC, d.earlier_id
)
""").format(standing=SQL(STANDING.format(lead="l")))
COUNT = SQL("SELECT count(*) FROM pairs")
LIKELIEST = SQL("SELECT earlier, later, score, reasons FROM pairs ORDER BY score DESC, later DESC LIMIT %(size)s")


@dataclass(frozen=True)
class Pair:
    """`leads`: what stands of the later one's, newest first."""

    earlier: Contact
    later: Contact
    score: int
    reasons: tuple[Reason, ...]
    leads: tuple[Lead, ...]

    @property
    def is_probable(self) -> bool:
        return self.score >= PROBABLE

    @property
    def because(self) -> list[str]:
        """What says so, in words."""
        return [_words(self, reason) for reason in self.reasons]

    @property
    def described(self) -> list[tuple[Contact, str]]:
        """Both, each with what tells them apart: numbers, addresses, firm and town."""
        return [(contact, _details(contact)) for contact in (self.earlier, self.later)]

    @property
    def shared_phone(self) -> str:
        numbers = {(number.e164, number.extension) for number in self.earlier.phones.all()}
        return next((phone(number) for number in self.later.phones.all() if number.e164 and (number.e164, number.extension) in numbers), "")

    @property
    def shared_email(self) -> str:
        addresses = {email.key for email in self.earlier.emails.all()}
        return next((email.address for email in self.later.emails.all() if email.key in addresses), "")


def _details(contact: Contact) -> str:
    ways = [*map(phone, contact.phones.all()), *(email.address for email in contact.emails.all())]
    return ", ".join(filter(None, [*ways, contact.company, contact.town]))


def _words(pair: Pair, reason: Reason) -> str:
    match reason:
        case Reason.PHONE:
            return _("the same phone number %(number)s") % {"number": pair.shared_phone}
        case Reason.EMAIL:
            return _("the same e-mail address %(address)s") % {"address": pair.shared_email}
        case Reason.NAMES_DIFFER if not pair.is_probable:
            return _("their names differ: perhaps two people behind one number")
        case Reason.FIRM:
            return _("the same company %(company)s") % {"company": pair.later.company}
    return {
        Reason.NEAR_EMAIL: _("e-mail addresses that differ by a typo"),
        Reason.ADDRESS: _("the same address"),
        Reason.RARE_NAME: _("a name hardly anybody else has"),
        Reason.SAME_NAME: _("the same name"),
        Reason.NAMES_ALIKE: _("names alike"),
        Reason.OTHER_FAMILY_NAME: _("the same first name, another family name"),
        Reason.NAMES_DIFFER: _("an address that spells both names"),
        Reason.FAMILY: _("the same address: perhaps a family"),
    }[reason]


def count() -> int:
    return _run(PAIRS + COUNT)[0][0]


def listed(*, size: int = SHOWN) -> list[Pair]:
    """The likeliest pairs. Five queries."""
    rows = _run(PAIRS + LIKELIEST, size=size)
    people = Contact.objects.prefetch_related("phones", "emails").in_bulk({pk for row in rows for pk in row[:2]})
    leads: dict[int, list[Lead]] = {}
    for lead in Lead.objects.standing().filter(contact__in=[row[1] for row in rows]).order_by("-listed_at", "-pk"):
        leads.setdefault(lead.contact_id, []).append(lead)
    return [
        Pair(people[earlier], people[later], score, tuple(map(Reason, reasons)), tuple(leads.get(later, ())))
        for earlier, later, score, reasons in rows
    ]


def _run(query: SQL, **params) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query.as_string(cursor.connection), params)
        return cursor.fetchall()
