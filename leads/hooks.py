"""What apps above add to leads. Each list is filled in an app's `ready()`; leads calls what is in it and never imports those apps."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from django.db.models import QuerySet

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

    from accounts.models import Business, User
    from leads.follow_ups.reminders import Reminder
    from leads.mail.outbound.drafts import Draft
    from leads.models import Contact, Lead
    from leads.privacy.held import Person
    from leads.timeline import Reader

type Choices = list[tuple[str, str]]


class Hooks[Hook](list[Hook]):
    """In the order they were registered."""

    def register(self, hook: Hook) -> None:
        """Add a hook, once: `ready()` may run twice in tests."""
        if hook not in self:
            self.append(hook)


class LeadHasSales(Exception):
    """Something was sold on this lead, so it cannot be left without anybody. Give it to another person instead."""


class ContactChanged(Protocol):
    """A lead went over to another contact; runs in the same transaction. Raises LeadHasSales, which undoes the change."""

    def __call__(self, lead: "Lead", *, before: "Contact | None", after: "Contact | None") -> None: ...


class LeadChanged(Protocol):
    """Runs in the transaction of the change. `by` None: nobody who is signed in."""

    def __call__(self, lead: "Lead", *, by: "User | None") -> None: ...


class ReminderReader(Protocol):
    """What is to be said to `user` from `OVER` ago to `AHEAD` of `now` (see leads.follow_ups.reminders)."""

    def __call__(self, user: "User", *, business: "Business", now: datetime) -> "Iterable[Reminder]": ...


class PersonErased(Protocol):
    """Runs in the transaction, before anything is emptied: what is open is closed."""

    def __call__(self, person: "Person", *, by: "User | None") -> None: ...


class LeadPage(Protocol):
    """The page of the person a lead belongs to, with forms that were `refused` in their places."""

    def __call__(self, request: "HttpRequest", lead: "Lead", *, status: int, **refused: "Form") -> "HttpResponse": ...


@dataclass(frozen=True)
class LeadFilter:
    """A filter of the lead list whose answer an app above knows. `leads(*keys, as_of=…)`: the leads it is true of."""

    choices: Callable[[], Choices]
    leads: "Callable[..., QuerySet[Lead]]"


contact_changed: Hooks[ContactChanged] = Hooks()
became_reachable: Hooks[LeadChanged] = Hooks()
"""There is a way to reach whoever asked, and the lead is with marketing: see `leads.contacts.reachability`."""
referrer_changed: Hooks[LeadChanged] = Hooks()
"""Somebody else stands as having sent the lead, or nobody does."""
reminder_readers: "Hooks[ReminderReader]" = Hooks()
"""What a person is reminded of on open pages; leads.apps registers the follow-ups."""
person_erased: Hooks[PersonErased] = Hooks()
timeline_readers: "Hooks[Reader]" = Hooks()
lead_pages: Hooks[LeadPage] = Hooks()
"""Where a lead with a contact is shown; the first one answers."""
letter_drafts: "Hooks[Callable[[Lead, User], list[Draft]]]" = Hooks()
"""Messages written once that a letter to a lead may begin with."""
contact_searches: "Hooks[Callable[[str], QuerySet]]" = Hooks()
"""More to find somebody by, such as an invoice: the ids of contacts for what was typed, answered by an index."""
lead_filters: dict[str, LeadFilter] = {}
"""By name: "progress" (how far leads came) and "owner" (who sells them)."""


def lead_moved(lead: "Lead", *, before: "Contact | None") -> None:
    """Call `contact_changed` for a lead that belonged to `before`, unless it still does."""
    if before != lead.contact:
        for hook in contact_changed:
            hook(lead, before=before, after=lead.contact)


def filter_choices(name: str) -> Choices:
    return lead_filters[name].choices() if name in lead_filters else []


def filtered_leads(name: str, *keys: str, as_of: datetime | None) -> "QuerySet[Lead]":
    """The leads a filter is true of as of a moment; none where no app above knows."""
    from leads.models import Lead

    return lead_filters[name].leads(*keys, as_of=as_of) if name in lead_filters else Lead.objects.none()
