"""The people somebody looks for, best first: who is called so or owns that number, then who asked for it or wrote about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.db import connection
from django.db.models import QuerySet, prefetch_related_objects
from django.db.models.functions import Left
from django.urls import reverse

from leads.letters import sort_key
from leads.models import Contact, Lead
from leads.models.lead import LAST
from leads.search import texts
from leads.search.names import typed_words

MOST = 8
NEAREST = 24
"""Of the likeliest, so many are put in order by when they asked last."""
CANDIDATES = 200
"""Of those that one index finds, the newest so many are compared: every twentieth person is called Maria."""
KEPT = 4000
"""Letters of a text that are read to show where the word stands."""
ELSEWHERE = 4
"""The likeness of somebody in whose names the words do not stand as typed: a slip, initials, a number, an address."""
ANY = "anyword"
"""Stands for what is looked for, where a statement is made once."""


@dataclass(frozen=True)
class Hit:
    """A person (None: nobody said who asked) with an enquiry: their latest (None: none stands), or the one that `why` is about.

    `why`: what was written about them that was looked for, where neither a name nor a number was.
    """

    contact: Contact | None
    lead: Lead | None
    why: str = ""

    @property
    def href(self) -> str:
        """The page of the enquiry; of somebody who only sent others, those whom they sent."""
        return self.lead.get_absolute_url() if self.lead else f"{reverse('leads')}?sent_by={self.contact.pk}"


def find(text: str, *, country: str) -> list[Hit]:
    """By likeness, then by who asked last; at most `MOST`. Six queries at most, however many there are."""
    if not text.strip():
        return []
    likely = nearest(text, country=country)
    latest = latest_enquiries(likely)
    ordered = sorted(likely, key=lambda pk: latest[pk].listed_at if pk in latest else LAST, reverse=True)
    ordered.sort(key=likely.get)
    written = enquiries_about(text, but=likely)
    contacts = contacts_of([*ordered[:MOST], *(lead.contact_id for lead in written)], known=[*latest.values(), *written])
    hits = [Hit(contacts[pk], latest.get(pk), excerpt_about(contacts[pk], likely[pk], text)) for pk in ordered if pk in contacts]
    hits += [Hit(contacts.get(lead.contact_id), lead, why) for lead, why in written.items()]
    return hits[:MOST]


def recent(chosen: list[int]) -> list[Hit]:
    """Those chosen before on this device, in that order, then who asked last. Five queries."""
    newest = list(Lead.objects.standing().filter(contact__isnull=False).order_by("-listed_at", "-pk")[:MOST])
    keys = list(dict.fromkeys([*chosen[:MOST], *(lead.contact_id for lead in newest)]))
    latest = latest_enquiries(keys)
    contacts = contacts_of(keys, known=latest.values())
    return [Hit(contacts[pk], latest.get(pk)) for pk in keys if pk in contacts][:MOST]


def nearest(text: str, *, country: str) -> dict[int, int]:
    """Ids of the likeliest contacts, each with its likeness (0: called exactly so). One query."""
    key = sort_key(text)
    contacts = Contact.objects.order_by()
    exactly = [contacts.filter(sort_name=key), contacts.filter(company_key=key)]
    first, *others = [_newest(queryset) for queryset in (*contacts.searches_of(text, country=country), *exactly)]
    rows = {pk: likeness(text, name=name, company=company) for pk, name, company in first.union(*others)}
    return dict(sorted(rows.items(), key=lambda row: (row[1], -row[0]))[:NEAREST])


def _newest(queryset: QuerySet) -> QuerySet:
    """Id, name and company of the newest contacts of a search. With a limit the planner may walk by id where a word is common."""
    of = "" if queryset.model is Contact else "contact__"
    current = queryset.filter(**{f"{of}merged_into": None, f"{of}withdrawn_at": None})
    return current.order_by(f"-{of}pk").values_list(f"{of}pk", f"{of}sort_name", f"{of}company_key")[:CANDIDATES]


def likeness(text: str, *, name: str, company: str) -> int:
    """0: called so, in whatever order; 1: these are words of their names; 2: beginnings of words; 3: parts; else ELSEWHERE."""
    typed, theirs = typed_words(text), [*name.split(), *company.split()]
    if sort_key(text) in (name, company) or sorted(typed) == sorted(name.split()):
        return 0
    if not typed or not all(any(word in own for own in theirs) for word in typed):
        return ELSEWHERE
    if all(word in theirs for word in typed):
        return 1
    return 2 if all(any(own.startswith(word) for own in theirs) for word in typed) else 3


def latest_enquiries(contacts: Iterable[int]) -> dict[int, Lead]:
    """By contact, of those that stand. One query."""
    leads = Lead.objects.standing().filter(contact__in=list(contacts)).select_related("contact")
    return {lead.contact_id: lead for lead in leads.order_by("contact", "-listed_at", "-pk").distinct("contact")}


def enquiries_about(text: str, *, but: Iterable[int]) -> dict[Lead, str]:
    """Enquiries with what was written of or in them, newest first; not those of the contacts `but`. Two queries."""
    if not (wanted := texts.query_of(text)):
        return {}
    statement, params = _written()
    with connection.cursor() as cursor:
        cursor.execute(statement, [wanted if param == texts.query_of(ANY) else param for param in params])
        rows = dict(cursor.fetchall())
    leads = Lead.objects.standing().select_related("contact").order_by("-listed_at", "-pk")
    known = set(but)
    return {lead: texts.excerpt(rows[lead.pk], text) for lead in leads.filter(pk__in=list(rows)) if lead.contact_id not in known}


@cache
def _written() -> tuple[str, tuple]:
    """The statement that looks for a word in everything written, and its parameters: the same but for the word, so it is made once."""
    first, *others = [
        written.holding(ANY).order_by(written.newest).values_list(written.of, Left(written.joined, KEPT))[:MOST]
        for written in texts.OF_LEADS
    ]
    return first.union(*others, all=True).query.sql_with_params()


def contacts_of(keys: Iterable[int | None], *, known: Iterable[Lead]) -> dict[int, Contact]:
    """By id, those not merged away, with their numbers and addresses. `known`: leads with their contacts, read already. Two queries;
    a third for those who have no lead."""
    read, wanted = {lead.contact_id: lead.contact for lead in known}, [pk for pk in dict.fromkeys(keys) if pk]
    missing = Contact.objects.in_bulk([pk for pk in wanted if pk not in read])
    contacts = {pk: contact for pk in wanted if (contact := read.get(pk) or missing.get(pk)) and contact.is_current}
    prefetch_related_objects(list(contacts.values()), "phones", "emails")
    return contacts


def excerpt_about(contact: Contact, likeness: int, text: str) -> str:
    return texts.excerpt(contact.about, text, else_nothing=True) if likeness == ELSEWHERE else ""
