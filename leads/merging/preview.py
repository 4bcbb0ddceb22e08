"""What two contacts, or two leads, would become: line by line, with a choice where they differ. The pages show it and decide by it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from accounts.formatting import money, when
from accounts.formatting import phone as number
from leads.contacts.matching import Stated, is_somebody_else, ways_of
from leads.merging.contacts import FIELDS, JOINABLE, columns_of, is_filled
from leads.merging.leads import STRENGTH, first
from leads.merging.mergers import Choice, contacts_in_order
from leads.models import Activity, Contact, Lead, State

KEPT, OTHER, BOTH = "kept", "other", "both"
SHOWN = 5
"""Enquiries that are named; of more it is said how many."""


@dataclass(frozen=True)
class Option:
    value: str
    text: str


@dataclass(frozen=True)
class Line:
    """One field of the result. `options`: to choose from; without any it is `text`, and `note` says whose that is or why."""

    name: str
    label: str
    text: str = ""
    note: str = ""
    options: tuple[Option, ...] = ()
    chosen: str = KEPT


@dataclass(frozen=True)
class Way:
    text: str
    note: str


class ContactPreview:
    """`data`: what was chosen, by "person-name" and so on; what is missing is as proposed. `sells`: whether money and notes are shown."""

    prefix = "person"

    def __init__(self, contact: Contact, other: Contact, *, sells: bool, data: Mapping[str, str]) -> None:
        self.kept, self.absorbed = contacts_in_order(contact, other)
        self.sells, self.data = sells, data

    @cached_property
    def lines(self) -> list[Line]:
        return [line for name in FIELDS if name not in self._hidden and (line := self._line(name))]

    @property
    def _hidden(self) -> tuple[str, ...]:
        """What they do not see they do not choose: it becomes as proposed."""
        return () if self.sells else ("yearly_spend", "about")

    @property
    def choice(self) -> Choice:
        chosen = {name: self._chosen(name) for name in FIELDS}
        return Choice(_names_of(chosen, OTHER), _names_of(chosen, BOTH))

    @cached_property
    def phones(self) -> list[Way]:
        return self._ways([[number(phone) for phone in contact.phones.all()] for contact in (self.kept, self.absorbed)])

    @cached_property
    def emails(self) -> list[Way]:
        return self._ways([[email.address for email in contact.emails.all()] for contact in (self.kept, self.absorbed)])

    @cached_property
    def leads(self) -> list[Lead]:
        leads = Lead.objects.standing().filter(contact__in=(self.kept, self.absorbed)).select_related("source")
        return list(leads.order_by("-listed_at", "-pk"))

    @property
    def shown_leads(self) -> list[Lead]:
        return self.leads[:SHOWN]

    @property
    def more_leads(self) -> int:
        return max(len(self.leads) - SHOWN, 0)

    @cached_property
    def counts(self) -> list[tuple[str, int]]:
        """What else goes along, where there is any; deals and sales belong to a higher app, so by name."""
        both = (self.kept, self.absorbed)
        activities = Activity.objects.filter(lead__contact__in=both)
        return _filled(
            (_("Follow-ups to do"), activities.planned().count()),
            (_("Calls, notes and visits"), activities.filter(done_at__isnull=False).count()),
            (_("E-mails"), sum(contact.messages.count() for contact in both)),
            (_("People they sent"), sum(contact.referrals.count() for contact in both)),
            (_("Deals"), sum(lead.opportunities.count() for lead in self.leads[:50])),
            (_("Sales"), sum(contact.sales.count() for contact in both)),
        )

    def _line(self, name: str) -> Line | None:
        mine, other = self._texts(name)
        label = _label(Contact, name) if name != "address" else _("Address")
        if not mine and not other:
            return None
        if not (mine and other):
            return Line(name, label, mine or other, _from(self.kept if mine else self.absorbed, self.kept))
        if mine == other:
            return Line(name, label, mine, _("the same in both"))
        options = [Option(KEPT, mine), Option(OTHER, other)]
        if name in JOINABLE:
            options.append(Option(BOTH, _("Both, one below the other")))
        return Line(name, label, options=tuple(options), chosen=self._chosen(name))

    def _chosen(self, name: str) -> str:
        mine, other = (columns_of(contact, name) for contact in (self.kept, self.absorbed))
        if not (is_filled(mine) and is_filled(other)) or mine == other:
            return KEPT
        allowed = (KEPT, OTHER, BOTH) if name in JOINABLE else (KEPT, OTHER)
        chosen = "" if name in self._hidden else self.data.get(f"{self.prefix}-{name}", "")
        return chosen if chosen in allowed else self._proposed(name)

    def _proposed(self, name: str) -> str:
        if name in JOINABLE:
            return BOTH
        fuller = name == "name" and len(self.absorbed.name) > len(self.kept.name)
        return OTHER if fuller else KEPT

    def _texts(self, name: str) -> list[str]:
        return [_text(contact, name) for contact in (self.kept, self.absorbed)]

    def _ways(self, texts: list[list[str]]) -> list[Way]:
        mine, others = texts
        ways = [Way(text, _("in both") if text in others else "") for text in mine]
        return ways + [Way(text, _from(self.absorbed, self.kept)) for text in others if text not in mine]


class LeadPreview:
    """Two leads; `person` is the preview of their contacts where these are two."""

    prefix = "enquiry"

    def __init__(self, lead: Lead, other: Lead, *, sells: bool, data: Mapping[str, str]) -> None:
        self.kept = first(lead, other)
        self.absorbed = other if self.kept is lead else lead
        self.data = data
        two = lead.contact_id and other.contact_id and lead.contact_id != other.contact_id
        self.person = ContactPreview(lead.contact, other.contact, sells=sells, data=data) if two else None

    @property
    def are_alike(self) -> bool:
        """Whether nothing says that their contacts are two people."""
        kept, other = self.person.kept, self.person.absorbed
        stated = Stated(name=other.name, company=other.company)
        is_known = (kept.name and other.name) or _ways_of(kept) & _ways_of(other)
        return bool(is_known) and not is_somebody_else(stated, kept)

    @property
    def people(self) -> str:
        """one: their contacts are merged too; two: they stay two; "" while somebody has to say. What is proposed: one where they are
        called alike."""
        chosen = self.data.get("people", "")
        return chosen if chosen in ("one", "two") else "one" if self.person and self.are_alike else ""

    @property
    def choice(self) -> Choice:
        return Choice(_names_of({name: self._chosen(name) for name in ("source", "channel", "interest", "notes")}, OTHER))

    @cached_property
    def lines(self) -> list[Line]:
        rows = (self._received(), self._source(), self._channel(), self._words("interest"), self._words("notes"), self._state())
        return [line for line in rows if line]

    @cached_property
    def counts(self) -> list[tuple[str, int]]:
        both = (self.kept, self.absorbed)
        activities = Activity.objects.filter(lead__in=both)
        return _filled(
            (_("Follow-ups to do"), activities.planned().count()),
            (_("Calls, notes and visits"), activities.filter(done_at__isnull=False).count()),
            (_("E-mails"), sum(lead.messages.count() for lead in both)),
            (_("Hand-overs to sales"), sum(lead.hand_offs.count() for lead in both)),
            (_("Deals"), sum(lead.opportunities.count() for lead in both)),
        )

    @property
    def obstacle(self) -> str:
        """Why they cannot be merged, or nothing."""
        both = (self.kept, self.absorbed)
        if any(lead.merged_into_id for lead in both):
            return _("One of them was merged already. Open the enquiry it counts with.")
        if any(lead.state == State.WITHDRAWN for lead in both):
            return _("One of them was taken back and counts nowhere. Bring it back first.")
        if all(lead.hand_offs.waiting().exists() for lead in both):
            return _("Both wait for an answer of sales. Answer one of them first, or take it back.")
        return ""

    def _received(self) -> Line:
        known = self.kept.received_at
        note = _("the earlier of the two") if known and self.absorbed.received_at else ""
        return Line("received", _label(Lead, "received_at"), when(known) if known else _("Nobody knows when"), note)

    def _source(self) -> Line:
        other = self.absorbed.source
        if self.kept.source is None and other:
            options = (Option(OTHER, str(other)), Option(KEPT, _("Not recorded")))
            return Line("source", _label(Lead, "source"), options=options, chosen=self._chosen("source"))
        note = _("of the earlier one: it brought them. The other stays in the history.") if other and other != self.kept.source else ""
        return Line("source", _label(Lead, "source"), str(self.kept.source or _("Not recorded")), note)

    def _channel(self) -> Line | None:
        row = self.absorbed if self._chosen("channel") == OTHER else self.kept
        return Line("channel", _label(Lead, "channel"), row.get_channel_display()) if row.channel else None

    def _words(self, name: str) -> Line | None:
        mine, other = getattr(self.kept, name), getattr(self.absorbed, name)
        if not mine and not other:
            return None
        if not (mine and other) or mine == other:
            return Line(name, _label(Lead, name), mine or other)
        options = (Option(KEPT, mine), Option(OTHER, other))
        return Line(name, _label(Lead, name), options=options, note=_("The other stays in the history."), chosen=self._chosen(name))

    def _state(self) -> Line:
        state = max((State(lead.state) for lead in (self.kept, self.absorbed)), key=_strength)
        return Line("state", _("State"), str(state.label))

    def _chosen(self, name: str) -> str:
        """The earlier one's counts, for source and channel in any case; what it lacks the other gives."""
        mine, other = getattr(self.kept, name), getattr(self.absorbed, name)
        if not other:
            return KEPT
        if mine and name in ("source", "channel"):
            return KEPT
        chosen = self.data.get(f"{self.prefix}-{name}", "")
        return chosen if chosen in (KEPT, OTHER) and (mine or name == "source") else KEPT if mine else OTHER


def _strength(state: State) -> int:
    return STRENGTH.index(state) if state in STRENGTH else -1


def _names_of(chosen: Mapping[str, str], value: str) -> tuple[str, ...]:
    return tuple(name for name, option in chosen.items() if option == value)


def _filled(*counts: tuple[str, int]) -> list[tuple[str, int]]:
    return [(label, count) for label, count in counts if count]


def _label(model: type, name: str) -> str:
    text = str(model._meta.get_field(name).verbose_name)
    return text[:1].upper() + text[1:]


def _from(contact: Contact, kept: Contact) -> str:
    return "" if contact is kept else _("from the other one")


def _text(contact: Contact, name: str) -> str:
    if name == "address":
        return ", ".join(contact.address_lines)
    if name == "yearly_spend":
        return money(contact.yearly_spend) if contact.yearly_spend is not None else ""
    return getattr(contact, name)


def _ways_of(contact: Contact) -> frozenset:
    return ways_of(phones=contact.phones.all(), emails=[email.key for email in contact.emails.all()])
