"""Whom to hear from today: what is due, what waits for a decision, what was accepted and not begun, what came back, what stands
still, and what was done with nothing after it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import time, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from accounts.models import Absence
from accounts.roles import SELLERS, Role
from leads.follow_ups.next_step import NextStep, Planner, attempts
from leads.models import Activity, HandOff, Lead, Message, State
from sales.models import Opportunity

ROWS = 100
"""Rows a section shows; the rest moves up as these are done."""
SOON = timedelta(hours=1)
"""A follow-up with a time is due this long before it; until then it is for later today."""


@dataclass(frozen=True)
class Row:
    """One person to hear from, and why: a follow-up, a hand-over, an opportunity that stands still, or mail that did not go."""

    lead: Lead
    activity: Activity | None = None
    hand_off: HandOff | None = None
    opportunity: Opportunity | None = None
    message: Message | None = None
    step: NextStep | None = None

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

    `forwarded`: mails that a colleague passed on, of which nobody has said yet whose they are.
    """

    sections: list[Section]
    people: int
    forwarded: list[Message] = field(default_factory=list)

    @property
    def sections_shown(self) -> list[Section]:
        return [section for section in self.sections if section.rows]

    @property
    def first(self) -> tuple[str, Row] | None:
        return next(((section.key, section.rows[0]) for section in self.sections if section.rows and section.key != "next"), None)


class Waiting:
    """What waits for one person (`mine`), or for everyone, as querysets. Money-free, so that staff may see all of it."""

    def __init__(self, user, *, business, mine: bool):
        self.user, self.business, self.mine = user, business, mine
        self.today = business.today()
        self.soon = self._soon()

    def unsent(self) -> QuerySet:
        """E-mail that did not go out, for whoever wrote it or has the opportunity; for everybody where neither is here."""
        found = Message.objects.outgoing().unsent().filter(lead__isnull=False, lead__merged_into=None)
        found = found.exclude(lead__state=State.WITHDRAWN)
        if self.mine:
            theirs = Opportunity.objects.open().filter(lead=OuterRef("lead"))
            nobody = ~Q(by__is_active=True) & ~Exists(theirs.filter(owner__is_active=True))
            found = found.filter(Q(by=self.user) | Exists(theirs.filter(owner=self.user)) | nobody)
        return found.order_by("at", "pk")

    def overdue(self) -> QuerySet:
        return self._follow_ups().filter(due_on__lt=self.today)

    def due(self) -> QuerySet:
        """Today's, without a time or with one that is near or over."""
        return self._follow_ups().filter(Q(due_at=None) | Q(due_at__lte=self.soon), due_on=self.today)

    def later(self) -> QuerySet:
        """Today's whose time is still to come."""
        return self._follow_ups().filter(due_on=self.today, due_at__gt=self.soon)

    def done_without_next(self) -> QuerySet:
        """Done today on a lead still open, with nothing ahead of it: what comes next is to be said."""
        start, _end = self.business.day_bounds(self.today)
        found = Activity.objects.awaiting_next().filter(done_at__gte=start)
        return (found.filter(by=self.user) if self.mine else found).order_by("done_at", "pk")

    def handed_over(self) -> QuerySet:
        """For those in sales: what nobody has decided yet."""
        if not self.user.has_role(Role.SALES):
            return HandOff.objects.none()
        found = HandOff.objects.waiting().filter(lead__merged_into=None)
        if self.mine:
            away = Exists(Absence.objects.on(self.today).filter(user=OuterRef("to")))
            found = found.filter(Q(to=self.user) | Q(to=None) | away)
        return found.order_by(F("due_at").asc(nulls_last=True), "at", "pk")

    def accepted(self) -> QuerySet:
        """For those who sell: taken on from marketing, and nothing done or planned since. What is stuck by now stands there."""
        if not self.user.has_role(*SELLERS):
            return Opportunity.objects.none()
        taken = HandOff.objects.accepted().filter(lead=OuterRef("lead"))
        since = Activity.objects.filter(lead=OuterRef("lead"), made_at__gte=OuterRef("made_at"), dropped_at=None)
        found = Opportunity.objects.open().filter(Exists(taken), ~Exists(since), version=1, lead__merged_into=None).nothing_planned()
        found = found.exclude(Exists(Opportunity.objects.past_promise(business=self.business).filter(pk=OuterRef("pk"))))
        return (found.for_person(self.user) if self.mine else found).order_by("made_at", "pk")

    def unanswered(self) -> QuerySet:
        """For those who hand over: what sales has not answered in the time it promised."""
        if self.user.has_role(Role.SALES):
            return HandOff.objects.none()
        found = HandOff.objects.late(timezone.now())
        return (found.filter(self._from_me()) if self.mine else found).order_by("due_at", "pk")

    def came_back(self) -> QuerySet:
        """Returned by sales, still with marketing, and nothing done or planned since."""
        since = Activity.objects.filter(lead=OuterRef("lead"), made_at__gt=OuterRef("decided_at"), dropped_at=None)
        later = HandOff.objects.standing().filter(lead=OuterRef("lead"), at__gt=OuterRef("at"))
        found = HandOff.objects.exclude(returned_for="").filter(lead__state=State.OPEN, lead__merged_into=None)
        found = found.exclude(Exists(since)).exclude(Exists(later))
        return (found.filter(self._from_me()) if self.mine else found).order_by("decided_at", "pk")

    def warm(self) -> QuerySet:
        """Leads kept warm for which nothing is planned: they would be forgotten."""
        found = Lead.objects.warm().exclude(Exists(Activity.objects.planned().filter(lead=OuterRef("pk"))))
        found = found.filter(Q(logged_by=self.user) | Q(logged_by=None)) if self.mine else found
        return found.order_by("warm_since", "pk")

    def _from_me(self) -> Q:
        """Handed over by this person, or logged by them; or by nobody who is still here."""
        nobody = ~Q(by__is_active=True) & ~Q(lead__logged_by__is_active=True)
        return Q(by=self.user) | Q(lead__logged_by=self.user) | nobody

    def stuck(self) -> QuerySet:
        """For those who sell: longer in a stage than it promises, and no follow-up planned."""
        if not self.user.has_role(*SELLERS):
            return Opportunity.objects.none()
        found = Opportunity.objects.past_promise(business=self.business).nothing_planned().filter(lead__merged_into=None)
        found = found.exclude(Exists(self.done_without_next().order_by().filter(lead=OuterRef("lead"))))
        return (found.for_person(self.user) if self.mine else found).order_by("stage_since", "pk")

    def people(self) -> int:
        """How many different leads all of it is about, and mails of which nobody knows whose they are. Two queries."""
        every = [self.unsent(), self.overdue(), self.due(), self.later(), self.handed_over(), self.came_back(), self.unanswered()]
        first, *rest = (found.order_by().values("lead") for found in [*every, self.accepted(), self.stuck()])
        return first.union(*rest, self.warm().order_by().values("pk")).count() + Message.objects.questions().count()

    def _soon(self) -> time:
        soon = (timezone.now() + SOON).astimezone(self.business.zone)
        return soon.time() if soon.date() == self.today else time.max

    def _follow_ups(self) -> QuerySet:
        found = Activity.objects.planned().filter(lead__merged_into=None).exclude(lead__state=State.WITHDRAWN)
        found = found.for_person(self.user) if self.mine else found
        mails = Message.objects.incoming().filter(answer=OuterRef("pk"), lead=OuterRef("lead")).order_by("-at", "-pk")
        found = found.annotate(answers=Subquery(mails.values("pk")[:1]))
        return found.order_by("due_on", F("due_at").asc(nulls_last=True), "pk")


def today_for(user, *, business, mine: bool) -> Today:
    """All of Today, in the order of urgency. Queries: a fixed number, whatever waits."""
    waiting = Waiting(user, business=business, mine=mine)
    sections = [
        _section("unsent", waiting.unsent(), lambda row: {"message": row}),
        _section("overdue", waiting.overdue(), lambda row: {"activity": row}),
        _section("handed_over", waiting.handed_over(), lambda row: {"hand_off": row}),
        _section("accepted", waiting.accepted(), lambda row: {"opportunity": row}),
        _section("came_back", waiting.came_back(), lambda row: {"hand_off": row}),
        _section("unanswered", waiting.unanswered(), lambda row: {"hand_off": row}),
        _section("due", waiting.due(), lambda row: {"activity": row}),
        _section("stuck", waiting.stuck(), lambda row: {"opportunity": row}),
        _section("warm", waiting.warm(), lambda row: {}, of=""),
        _section("later", waiting.later(), lambda row: {"activity": row}),
        _next_steps(waiting),
    ]
    return Today(sections, people=waiting.people(), forwarded=list(Message.objects.questions()[:ROWS]))


def _next_steps(waiting: Waiting) -> Section:
    found = waiting.done_without_next()
    planner = Planner(waiting.business, user=waiting.user)
    tries = attempts(found.order_by().values_list("lead", flat=True))
    return _section("next", found, lambda row: {"step": planner.after(row, attempts=tries.get(row.lead_id, 0))})


def _section(key: str, found: QuerySet, as_row: Callable, *, of: str = "lead__") -> Section:
    """`of` is the way from a row to its lead; empty for leads themselves."""
    prefetched = found.for_list().prefetch_related(Prefetch(f"{of}opportunities", Opportunity.objects.open(), to_attr="open_opportunities"))
    rows = list(prefetched[: ROWS + 1])
    count = found.count() if len(rows) > ROWS else len(rows)
    return Section(key, [_row(row, as_row(row)) for row in rows[:ROWS]], count)


def _row(found, what: dict) -> Row:
    # The opportunity a follow-up is about: the one still open, for its value and its page.
    lead = found if isinstance(found, Lead) else found.lead
    still_open = lead.open_opportunities
    return Row(lead, **({"opportunity": still_open[0] if still_open else None} | what))
