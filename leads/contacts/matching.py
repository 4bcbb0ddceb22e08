"""Who a row of a file, a mail or a form is about. One shared number or address is no proof of one person: families share a landline,
colleagues a switchboard.

A way is how somebody is reached: `(e164, extension)` of a phone, `(address,)` of an e-mail in lower case. It is personal while one
contact alone has it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from accounts.formatting import phone
from leads.contacts.name_similarity import is_same_name
from leads.models import Contact, ContactEmail, ContactPhone
from leads.models.contact import sort_key
from leads.phones import Phone

Way = tuple[str, ...]
ENOUGH = 2
"""Personal ways in common that outweigh a name that is unlike."""
ALIKE_FIRMS = 80
"""Of 100: firms whose names share their words, with or without Ltd."""


@dataclass(frozen=True)
class Stated:
    """What a row, a mail or a form says of a person. Any of it may be empty."""

    name: str = ""
    company: str = ""
    ways: frozenset[Way] = frozenset()


@dataclass(frozen=True)
class Matches:
    """`people`: the contacts this may be about, each with the ways in common; whoever is surest first. `sharing`: contacts who
    have a way in common and are somebody else."""

    people: tuple[Contact, ...] = ()
    sharing: tuple[tuple[Contact, Way], ...] = ()


@dataclass
class Owners:
    """Which contacts have a way. Two queries for any number of ways."""

    contacts: dict[Way, list[Contact]] = field(default_factory=dict)

    @classmethod
    def of(cls, ways: Iterable[Way]) -> "Owners":
        contacts: dict[Way, list[Contact]] = defaultdict(list)
        numbers, addresses = set(), set()
        for way in ways:
            (numbers if len(way) == 2 else addresses).add(way[0])
        standing = {"contact__merged_into": None, "contact__withdrawn_at": None}
        phones = ContactPhone.objects.filter(e164__among=numbers, **standing) if numbers else ()
        emails = ContactEmail.objects.filter(key__among=addresses, **standing) if addresses else ()
        people: dict[int, Contact] = {}
        for row, way in [*((row, (row.e164, row.extension)) for row in _of(phones)), *((row, (row.key,)) for row in _of(emails))]:
            contact = people.setdefault(row.contact_id, row.contact)
            if contact not in contacts[way]:
                contacts[way].append(contact)
        return cls(dict(contacts))

    def add(self, others: "Owners") -> None:
        for way, contacts in others.contacts.items():
            known = self.contacts.setdefault(way, [])
            known += [contact for contact in contacts if contact not in known]

    def match(self, stated: Stated) -> Matches:
        """Of the contacts with a way of `stated` in common, those it is about and those who only share the way."""
        shared = [way for way in stated.ways if way in self.contacts]
        if not shared:
            return Matches()
        common: dict[Contact, set[Way]] = defaultdict(set)
        for way in shared:
            for contact in self.contacts[way]:
                common[contact].add(way)
        people = [contact for contact, ways in common.items() if self._is_same(stated, contact, ways)]
        named = [contact for contact in people if _have_names(stated, contact)]
        people.sort(key=lambda contact: (contact not in named, -len(common[contact]), contact.pk))
        sharing = [(contact, min(ways)) for contact, ways in common.items() if contact not in people]
        return Matches(tuple(people), tuple(sorted(sharing, key=lambda pair: pair[0].pk)))

    def _is_same(self, stated: Stated, contact: Contact, ways: set[Way]) -> bool:
        personal = [way for way in ways if len(self.contacts[way]) == 1]
        return len(personal) >= ENOUGH or not is_somebody_else(stated, contact)


def _of(queryset):
    return queryset.select_related("contact").order_by("contact_id", "pk") if queryset != () else ()


def _have_names(stated: Stated, contact: Contact) -> bool:
    return bool(stated.name and contact.name)


def is_somebody_else(stated: Stated, other: Stated | Contact) -> bool:
    """Whether the names say so. A firm in the place of a name is whoever is of that firm. Where one has no name they may be the
    same; where neither has, the companies are compared."""
    if stated.name and other.name:
        in_its_place = _is_same_firm(stated.name, other.company) or _is_same_firm(stated.company, other.name)
        return not (in_its_place or is_same_name(stated.name, other.name))
    if stated.name or other.name or not (stated.company and other.company):
        return False
    return not _is_same_firm(stated.company, other.company)


def _is_same_firm(one: str, other: str) -> bool:
    return bool(one and other) and fuzz.token_set_ratio(sort_key(one), sort_key(other)) >= ALIKE_FIRMS


def ways_of(*, phones: Iterable[Phone] = (), emails: Iterable[str] = ()) -> frozenset[Way]:
    """The ways that can tell a person: numbers that can be dialled, and addresses."""
    numbers = {(phone.e164, phone.extension) for phone in phones if phone.e164}
    return frozenset(numbers | {(email.strip().lower(),) for email in emails if email.strip()})


def shares(way: Way, who: object) -> str:
    """The sentence for a way that somebody else has too."""
    number = Phone(as_typed=way[0], e164=way[0], extension=way[1]) if len(way) == 2 else None
    return _("Shares %(way)s with %(who)s; they are kept as two people.") % {"way": phone(number) if number else way[0], "who": who}
