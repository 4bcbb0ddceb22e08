"""What to do next about a lead once a follow-up is done: proposals with a sensible day, one tap each.

Days are working days of the business on which whoever is to do it is not away. A call that reached nobody is tried again after
one, two and four days; after `ENOUGH` attempts a message is proposed, or to let the lead go.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Business, User
from accounts.working_hours import Hours, next_working
from leads.models import Activity, Lead

ENOUGH = 4
"""Unanswered attempts after which ringing once more is not what is proposed first."""
WAITS = (1, 2, 4)
"""Days until the next attempt, after the first, the second and each later one."""
LATER = timedelta(hours=2)
LAST_START = time(21)
"""Nothing is put off to later than this in the day."""


@dataclass(frozen=True)
class Proposal:
    kind: str
    on: date
    label: str
    at: time | None = None
    text: str = ""
    icon: str = "phone"


@dataclass(frozen=True)
class NextStep:
    """`said` is the sentence above the proposals; `gives_up` offers to let the lead go beside them."""

    activity: Activity
    attempts: int
    said: str
    proposals: list[Proposal] = field(default_factory=list)
    gives_up: bool = False


def attempts(lead_ids: Iterable) -> dict:
    """By lead: calls in a row that reached nobody, up to now. One query."""
    found: dict = {}
    calls = Activity.objects.filter(lead__in=list(lead_ids), done_at__isnull=False).exclude(outcome="")
    for lead_id, outcome in calls.order_by("done_at", "pk").values_list("lead", "outcome"):
        found[lead_id] = found.get(lead_id, 0) + 1 if outcome in Activity.UNANSWERED else 0
    return found


class Planner:
    """Proposes days for one person. Three queries when made, none later."""

    def __init__(self, business: Business, *, user: User):
        self.hours, self.today, self.user = Hours.of(business), business.today(), user
        self.away = list(user.absences.to_come(self.today))

    def working_day(self, day: date) -> date:
        """The first day from `day` on that the business works and the person is not away."""
        while True:
            day = next_working(self.hours, datetime.combine(day, time.min, tzinfo=self.hours.zone)).date()
            absent = [each.last_day for each in self.away if each.first_day <= day <= each.last_day]
            if not absent:
                return day
            day = max(absent) + timedelta(days=1)

    def in_days(self, days: int) -> date:
        return self.working_day(self.today + timedelta(days=days))

    def later_today(self) -> time | None:
        """Two hours from now, on the half hour; None when the day is nearly over."""
        now = timezone.now().astimezone(self.hours.zone)
        later = now + LATER
        later += timedelta(minutes=-later.minute % 30)
        is_today = later.date() == now.date() and later.time() <= LAST_START
        return later.time().replace(second=0, microsecond=0) if is_today else None

    def snoozes(self) -> list[Proposal]:
        """To when a follow-up can be put off in one tap."""
        later, soon, week = self.later_today(), self.in_days(1), self.in_days(7)
        rest = [
            Proposal("", soon, _in_words(soon, today=self.today), icon="sunrise"),
            Proposal("", week, _("Next week"), icon="calendar-days"),
        ]
        if later is None:
            return rest
        label = _("Later today, %(time)s") % {"time": formats.time_format(later, "H:i")}
        return [Proposal("", self.today, label, at=later, icon="clock"), *rest]

    def for_lead(self, lead: Lead) -> NextStep | None:
        """What to propose on the page of a lead; None when something is planned. Three queries."""
        if lead.activities.planned().exists():
            return None
        last = lead.activities.filter(done_at__isnull=False).order_by("-done_at", "-pk").first() or Activity()
        last.lead = lead
        return self.after(last, attempts=attempts([lead.pk]).get(lead.pk, 0))

    def after(self, activity: Activity, *, attempts: int) -> NextStep:
        """What to propose after this. `attempts`: calls in a row that reached nobody, this one included."""
        if activity.outcome == Activity.Outcome.WRONG_NUMBER:
            return self._after_wrong_number(activity)
        if activity.outcome in Activity.UNANSWERED:
            return self._after_no_answer(activity, attempts)
        proposals = [self._call(days) for days in ((1, 3, 7) if activity.done_at else (0, 1, 3))]
        return NextStep(activity, 0, _("What comes next?"), list({each.on: each for each in proposals}.values()))

    def _after_no_answer(self, activity: Activity, tries: int) -> NextStep:
        said = ngettext("Not reached, %(n)d attempt.", "Not reached, %(n)d attempts in a row.", tries) % {"n": tries}
        if tries >= ENOUGH:
            said = _("%(said)s Time to write, or to let it go?") % {"said": said}
            return NextStep(activity, tries, said, [self._message(), self._call(7, activity)], gives_up=True)
        wait = WAITS[min(max(tries, 1), len(WAITS)) - 1]
        proposals = [self._call(wait, activity), self._call(wait + 3, activity), self._message()]
        return NextStep(activity, tries, said, proposals)

    def _after_wrong_number(self, activity: Activity) -> NextStep:
        look = Proposal(Activity.Kind.NOTE, self.in_days(0), _("Find another number"), text=_("Find another number"), icon="search")
        return NextStep(activity, 0, _("The number is wrong."), [self._message(), look], gives_up=True)

    def _call(self, days: int, again: Activity | None = None) -> Proposal:
        """`again`: the call that reached nobody; what it was about is still to be said."""
        on = self.in_days(days)
        label = _("Call %(when)s") % {"when": _in_words(on, today=self.today, inside=True)}
        about = again.text.splitlines()[0][:500] if again and again.due_on and again.text else ""
        return Proposal(Activity.Kind.CALL, on, label, text=about)

    def _message(self) -> Proposal:
        on = self.in_days(0)
        label = _("Send a message %(when)s") % {"when": _in_words(on, today=self.today, inside=True)}
        return Proposal(Activity.Kind.MESSAGE, on, label, icon="mail")


def _in_words(day: date, *, today: date, inside: bool = False) -> str:
    """A day as people say it; `inside` a sentence."""
    away = (day - today).days
    if away == 0:
        return _("today") if inside else _("Today")
    if away == 1:
        return _("tomorrow") if inside else _("Tomorrow")
    if away == 7 and inside:
        return _("in a week")
    words = formats.date_format(day, "l" if away < 7 else "l j F")
    return _("on %(day)s") % {"day": words} if inside else words
