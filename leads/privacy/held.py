"""Every table that holds something about a person, and what becomes of it when they are erased. Apps above register theirs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Case, Func, JSONField, Model, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from leads.hooks import Hooks
from leads.models import (
    Activity,
    Contact,
    ContactEmail,
    ContactPhone,
    DuplicatePair,
    HandOff,
    IncomingMail,
    Lead,
    LeadChange,
    MailAddress,
    MailFile,
    Merger,
    Message,
    PassedMail,
    Touch,
)
from leads.models.contact import ADDRESS

SAME = """
WITH RECURSIVE same (id) AS (
    SELECT id FROM leads_contact WHERE id = ANY(%s)
    UNION SELECT c.id FROM leads_contact c JOIN same ON c.merged_into_id = same.id
) SELECT id FROM same
"""
SHORTEST_NUMBER = 6
"""Digits that are looked for in what others wrote; anything shorter stands in every text."""


@dataclass(frozen=True)
class Person:
    """A contact with those merged into it, and all of their enquiries."""

    contact: Contact

    @cached_property
    def contacts(self) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(SAME, [[self.contact.pk]])
            return [pk for (pk,) in cursor.fetchall()]

    @cached_property
    def leads(self) -> list[UUID]:
        return list(Lead.objects.filter(contact__in=self.contacts).values_list("pk", flat=True))

    @property
    def newest_lead(self) -> Lead | None:
        return Lead.objects.filter(pk__in=self.leads).order_by("-listed_at", "-pk").first()

    @cached_property
    def emails(self) -> list[str]:
        """Their addresses, in lower case."""
        typed = ContactEmail.objects.filter(contact__in=self.contacts).values_list("key", flat=True)
        written = Message.objects.filter(Q(contact__in=self.contacts) | Q(lead__in=self.leads)).values_list("address", flat=True)
        return sorted({*typed, *written} - {""})

    @cached_property
    def own_emails(self) -> list[str]:
        """Without those that somebody else has as well, whose they stay."""
        others = ContactEmail.objects.filter(key__in=self.emails).exclude(contact__in=self.contacts).values_list("key", flat=True)
        return sorted({*self.emails} - {*others})

    @cached_property
    def own_phones(self) -> list[ContactPhone]:
        theirs = ContactPhone.objects.filter(contact__in=self.contacts)
        others = ContactPhone.objects.exclude(contact__in=self.contacts).exclude(e164="").values("e164")
        return list(theirs.exclude(e164__in=others.filter(e164__in=theirs.values("e164"))))

    @property
    def words(self) -> list[str]:
        """Texts that name them and nobody else: full names, addresses, numbers as they may be written. Not the firm, where others work,
        and no single word, which stands in other people's names."""
        people = Contact.objects.filter(pk__in=self.contacts)
        named = [name for name in people.values_list("name", flat=True) if " " in name.strip()]
        others = Contact.objects.filter(name__in=named).exclude(pk__in=self.contacts).values_list("name", flat=True)
        names = sorted({*named} - {*others})
        numbers = [text for phone in self.own_phones for text in (phone.e164, phone.as_typed, phone.digits) if len(text) >= SHORTEST_NUMBER]
        return [*names, *self.own_emails, *numbers]


@dataclass(frozen=True)
class Held:
    """Rows of `model` that are about a person.

    `of_contact`, `of_lead`, `of_email`: lookups of a row that lead to a contact, a lead, or hold an e-mail address; "" for none.
    `emptied`: the fields that lose what they say, with what they are then; None: the rows go.
    """

    model: type[Model]
    of_contact: str = ""
    of_lead: str = ""
    of_email: str = ""
    emptied: Mapping[str, Any] | None = field(default=None, hash=False)
    called: str = ""
    """Where the name of the model says too little; see `label`."""

    @property
    def label(self) -> str:
        return str(self.called or self.model._meta.verbose_name_plural)

    def rows(self, person: Person) -> QuerySet:
        about = Q(pk__in=[])
        for lookup, keys in ((self.of_contact, person.contacts), (self.of_lead, person.leads), (self.of_email, person.own_emails)):
            if lookup:
                about |= Q(**{f"{lookup}__in": keys})
        return self.model._default_manager.filter(about).order_by("pk")


# What a merger moved stays, so that it can be taken apart again; the words it took over do not.
WITHOUT_WORDS = Case(
    When(verb="merged", then=Func("before", template="%(expressions)s - 'taken'", output_field=JSONField())),
    default=Value({}, output_field=JSONField()),
)
CONTACT = {"name", "sort_name", "company", "company_key", "about", *ADDRESS}
MAIL_FILES = Held(MailFile, of_contact="message__contact", of_lead="message__lead")
MAIL = {"sender": "", "subject": "", "reason": ""}
held: Hooks[Held] = Hooks(
    [
        Held(Contact, of_contact="pk", emptied=dict.fromkeys(sorted(CONTACT), "")),
        Held(ContactPhone, of_contact="contact", called=_("phones")),
        Held(ContactEmail, of_contact="contact", called=_("e-mails")),
        Held(MailAddress, of_email="key"),
        Held(Lead, of_lead="pk", emptied={"interest": "", "notes": "", "external_id": None}),
        Held(LeadChange, of_lead="lead", emptied={"note": "", "before": WITHOUT_WORDS, "after": {}}),
        Held(Activity, of_lead="lead", emptied={"text": ""}),
        Held(Touch, of_lead="lead", emptied={"text": ""}),
        Held(HandOff, of_lead="lead", emptied={"note": "", "return_note": ""}),
        MAIL_FILES,
        Held(Message, of_contact="contact", of_lead="lead"),
        Held(IncomingMail, of_email="sender", of_contact="message__contact", of_lead="message__lead", emptied=MAIL),
        Held(PassedMail, of_email="incoming__sender"),
        Held(Merger, of_contact="into_contact", of_lead="into_lead"),
        Held(DuplicatePair, of_contact="earlier"),
        Held(DuplicatePair, of_contact="later"),
    ]
)
"""In the order in which a copy shows them."""


def everything(person: Person) -> Iterator[tuple[Held, QuerySet]]:
    return ((each, each.rows(person)) for each in held)
