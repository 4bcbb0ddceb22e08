"""Whom to hear from today: whom nobody spoke to yet, what is due, what waits for a decision, what was accepted and not begun, what came
back, what stands still, and what was done with nothing after it."""

from collections.abc import Callable
from datetime import time, timedelta
from functools import cached_property

from django.db.models import BigIntegerField, Case, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, When
from django.utils import timezone

from accounts.models import Absence
from accounts.roles import SELLERS, Role
from leads.follow_ups import uncontacted
from leads.follow_ups.next_step import Planner, attempts
from leads.models import Activity, HandOff, Lead, Message, State
from sales.hand_off.promises import Promises
from sales.models import Opportunity
from sales.today.rows import EARLIER, Row, Section, Today

ROWS = 100
"""Rows a section shows; the rest moves up as these are done."""
SOON = timedelta(hours=1)
"""A follow-up with a time is due this long before it; until then it is for later today."""


class Waiting:
    """What waits for one person (`mine`), or for everyone, as querysets. Money-free, so that staff may see all of it."""

    def __init__(self, user, *, business, mine: bool):
        self.user, self.business, self.mine = user, business, mine
        self.today = business.today()
        self.soon = self._soon()

    def new_late(self) -> QuerySet:
        """Leads that nobody even tried to reach in the time that was promised."""
        return self._new(late=True)

    def new(self) -> QuerySet:
        """Leads that nobody spoke to whose time has not run out, who were promised none, or whom somebody tried to reach."""
        return self._new(late=False)

    def untried(self) -> QuerySet:
        """New leads that nobody even tried to reach: the promise of a first contact runs."""
        return uncontacted.new(self.business).filter(self._to_call(), self._untried).order_by("received_at", "pk")

    @property
    def _untried(self) -> Q:
        return Q(~Exists(Activity.objects.our_contacts().filter(lead=OuterRef("pk"))))

    def _new(self, *, late: bool) -> QuerySet:
        """Each with `caller`, the key of whoever is to speak to them. Those in a section of their own stand there."""
        is_late = self.promises.late(timezone.now()) & self._untried
        queryset = uncontacted.new(self.business).filter(self._to_call()).filter(is_late if late else ~is_late | Q(received_at=None))
        for elsewhere in (self.came_back(), self.accepted(), self.stuck(), self.done_without_next()):
            queryset = queryset.exclude(Exists(elsewhere.order_by().filter(lead=OuterRef("pk"))))
        owner = Opportunity.objects.open().filter(lead=OuterRef("pk")).order_by("pk").values("owner")[:1]
        caller = Case(When(state=State.IN_SALES, then=Subquery(owner)), default=F("logged_by"), output_field=BigIntegerField())
        queryset = queryset.annotate(caller=caller)
        return queryset.order_by(F("received_at").asc(nulls_last=True), "pk")

    def _to_call(self) -> Q:
        """Of leads: with marketing, and logged by this person or by nobody who is here; or in sales, and theirs or nobody's."""
        opportunities = Opportunity.objects.open().filter(lead=OuterRef("pk"))
        with_marketing, in_sales = Q(state=State.OPEN), Q(state=State.IN_SALES)
        if self.mine:
            away = Exists(Absence.objects.on(self.today).filter(user=OuterRef("logged_by")))
            here = Q(logged_by__is_active=True) & ~away
            with_marketing &= Q(logged_by=self.user) | ~here
            opportunities = opportunities.for_person(self.user)
        return with_marketing | (in_sales & Exists(opportunities)) if self.user.has_role(*SELLERS) else with_marketing

    @cached_property
    def promises(self) -> Promises:
        return Promises.of(self.business)

    @cached_property
    def _past_promise(self) -> QuerySet:
        return Opportunity.objects.past_promise(business=self.business)

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
            found = found.filter(Q(to=self.user) | Q(to=None) | Q(to__is_active=False) | away)
        return found.order_by(F("due_at").asc(nulls_last=True), "at", "pk")

    def accepted(self) -> QuerySet:
        """For those who sell: taken on from marketing, and nothing done or planned since. What is stuck by now stands there."""
        if not self.user.has_role(*SELLERS):
            return Opportunity.objects.none()
        taken = HandOff.objects.accepted().filter(lead=OuterRef("lead"))
        since = Activity.objects.filter(lead=OuterRef("lead"), made_at__gte=OuterRef("made_at"), dropped_at=None)
        found = Opportunity.objects.open().filter(Exists(taken), ~Exists(since), version=1, lead__merged_into=None).nothing_planned()
        found = found.exclude(Exists(self._past_promise.filter(pk=OuterRef("pk"))))
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
        found = found.filter(Q(logged_by=self.user) | ~Q(logged_by__is_active=True)) if self.mine else found
        return found.order_by("warm_since", "pk")

    def _from_me(self) -> Q:
        """Handed over by this person, or logged by them; or by nobody who is still here."""
        nobody = ~Q(by__is_active=True) & ~Q(lead__logged_by__is_active=True)
        return Q(by=self.user) | Q(lead__logged_by=self.user) | nobody

    def stuck(self) -> QuerySet:
        """For those who sell: longer in a stage than it promises, and no follow-up planned."""
        if not self.user.has_role(*SELLERS):
            return Opportunity.objects.none()
        found = self._past_promise.nothing_planned().filter(lead__merged_into=None)
        found = found.exclude(Exists(self.done_without_next().order_by().filter(lead=OuterRef("lead"))))
        return (found.for_person(self.user) if self.mine else found).order_by("stage_since", "pk")

    def due_at(self, lead: Lead) -> dict:
        return {"due_at": self.promises.due_at(lead.source_id, lead.received_at)}

    def people(self) -> int:
        """How many different leads all of it is about, and mails of which nobody knows whose they are. Two queries."""
        every = [self.unsent(), self.overdue(), self.due(), self.later(), self.handed_over(), self.came_back(), self.unanswered()]
        first, *rest = (found.order_by().values("lead") for found in [*every, self.accepted(), self.stuck()])
        leads = (queryset.order_by().values("pk") for queryset in (self.warm(), self.new_late(), self.new()))
        return first.union(*rest, *leads).count() + Message.objects.questions().count()

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
        _section("new_late", waiting.new_late(), waiting.due_at, of=""),
        _section("unsent", waiting.unsent(), lambda row: {"message": row}),
        _section("overdue", waiting.overdue(), lambda row: {"activity": row}),
        _section("handed_over", waiting.handed_over(), lambda row: {"hand_off": row}),
        _section("accepted", waiting.accepted(), lambda row: {"opportunity": row}),
        _section("new", waiting.new(), waiting.due_at, of=""),
        _section("came_back", waiting.came_back(), lambda row: {"hand_off": row}),
        _section("unanswered", waiting.unanswered(), lambda row: {"hand_off": row}),
        _section("due", waiting.due(), lambda row: {"activity": row}),
        _section("stuck", waiting.stuck(), lambda row: {"opportunity": row}),
        _section("warm", waiting.warm(), lambda row: {}, of=""),
        _section("later", waiting.later(), lambda row: {"activity": row}),
        _next_steps(waiting),
    ]
    forwarded, earlier = list(Message.objects.questions()[:ROWS]), uncontacted.earlier(business)[: EARLIER + 1].count()
    return Today(sections, people=waiting.people(), forwarded=forwarded, earlier=earlier)


def _next_steps(waiting: Waiting) -> Section:
    found = waiting.done_without_next()
    planner = Planner(waiting.business, user=waiting.user)
    tries = attempts(found.order_by().values_list("lead", flat=True))
    return _section("next", found, lambda row: {"step": planner.after(row, attempts=tries.get(row.lead_id, 0))})


def _section(key: str, found: QuerySet, as_row: Callable, *, of: str = "lead__") -> Section:
    """`of` is the way from a row to its lead; empty for leads themselves."""
    prefetched = found.for_list().prefetch_related(
        Prefetch(f"{of}opportunities", Opportunity.objects.open().select_related("owner"), to_attr="open_opportunities")
    )
    rows = list(prefetched[: ROWS + 1])
    count = found.count() if len(rows) > ROWS else len(rows)
    return Section(key, [_row(row, as_row(row)) for row in rows[:ROWS]], count)


def _row(found, what: dict) -> Row:
    # The opportunity a follow-up is about: the one still open, for its value and its page.
    lead = found if isinstance(found, Lead) else found.lead
    still_open = lead.open_opportunities
    return Row(lead, **({"opportunity": still_open[0] if still_open else None} | what))
