"""What Today, the digest and their templates read of it."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from accounts.models import User
from leads.follow_ups.next_step import NextStep
from leads.models import Activity, HandOff, Lead, Message
from sales.models import Opportunity

EARLIER = 1000
"""Of those who came earlier no more are counted: the count costs what it counts."""


@dataclass(frozen=True)
class Row:
    """One person to hear from, and why: a follow-up, a hand-over, an opportunity that stands still, or mail that did not go."""

    lead: Lead
    activity: Activity | None = None
    hand_off: HandOff | None = None
    opportunity: Opportunity | None = None
    message: Message | None = None
    step: NextStep | None = None
    due_at: datetime | None = None
    """By when they are to be spoken to first, if that is promised."""

    @property
    def caller(self) -> User | None:
        """Who is to speak to them first; None: whoever is free."""
        return self.opportunity.owner if self.opportunity else self.lead.logged_by

    @property
    def days_late(self) -> int:
        return (timezone.localdate() - self.activity.due_on).days if self.activity else 0

    @property
    def phone(self):
        return self.lead.contact.main_phone if self.lead.contact else None

    @property
    def email(self):
        return self.lead.contact.main_email if self.lead.contact else None

    @property
    def writes(self) -> bool:
        """Whether the next thing to do is to write: a message is due, or there is no number to call."""
        wants = self.activity and self.activity.kind == Activity.Kind.MESSAGE
        return bool(self.email and (wants or not self.phone))

    @property
    def answers(self) -> UUID | None:
        """The mail that the follow-up is to answer."""
        return getattr(self.activity, "answers", None)

    @property
    def is_call(self) -> bool:
        return bool(self.activity and self.activity.kind == Activity.Kind.CALL)


@dataclass(frozen=True)
class Section:
    key: str
    rows: list[Row]
    count: int


@dataclass(frozen=True)
class Today:
    """`people`: how many different leads are waiting. `first`: whom to start with, and in which section.

    `forwarded`: mails that a colleague passed on, of which nobody has said yet whose they are. `earlier`: leads that nobody spoke to,
    of an import or from before LeadTrack kept an eye on that, no more than `EARLIER` + 1.
    """

    sections: list[Section]
    people: int
    forwarded: list[Message] = field(default_factory=list)
    earlier: int = 0

    @property
    def sections_shown(self) -> list[Section]:
        return [section for section in self.sections if section.rows]

    @property
    def first(self) -> tuple[str, Row] | None:
        return next(((section.key, section.rows[0]) for section in self.sections if section.rows and section.key != "next"), None)

    @property
    def more_earlier(self) -> bool:
        return self.earlier > EARLIER
