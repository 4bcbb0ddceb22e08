"""What the sample's people did to follow up and have planned: calls that reached nobody, meetings of today, one call just made."""

import random
from datetime import date, datetime, time, timedelta

from accounts.models import Business, User
from accounts.roles import Role
from leads.models import Activity
from sales.models import Opportunity

Outcome, Kind = Activity.Outcome, Activity.Kind
MEETINGS = ((time(11, 30), 60, "Show the oak doors in the showroom"), (time(15), 90, "Measure up, with the builder there"))
TO_ASK = {"New": "Agree a day for the survey", "Survey": "Confirm the survey"}
QUOTED = "Ask what they think of the quote"
TRIED = 0.2
"""Share of what is open where the last calls reached nobody."""


def add(rng: random.Random, *, business: Business, today: date, now: time) -> int:
    """Returns how many rows were written. Comes last, so that it changes nothing of what was drawn before."""
    Activity.objects.filter(text="First call", done_at__isnull=False).update(outcome=Outcome.REACHED)
    sellers = User.objects.with_role(Role.SALES).order_by("pk")
    rows = []
    for seller in sellers:
        mine = Opportunity.objects.open().nothing_planned().filter(owner=seller, lead__contact__isnull=False)
        todo = list(mine.select_related("lead", "stage").order_by("-stage_since", "pk"))
        rows += _meetings(todo[: len(MEETINGS)], seller=seller, today=today)
        rest = todo[len(MEETINGS) :]
        if rest and now > time(9, 40):
            rows.append(_just_called(rest.pop(0), seller=seller, at=datetime.combine(today, time(9, 20), tzinfo=business.zone)))
        for opportunity in rest:
            if rng.random() < TRIED:
                rows += _tried(rng, opportunity, seller=seller, business=business, today=today)
    Activity.objects.bulk_create(rows)
    return len(rows)


def _meetings(found: list[Opportunity], *, seller: User, today: date) -> list[Activity]:
    return [
        Activity(lead=each.lead, kind=Kind.MEETING, text=text, due_on=today, due_at=at, minutes=minutes, by=seller, for_user=seller)
        for each, (at, minutes, text) in zip(found, MEETINGS, strict=False)
    ]


def _just_called(opportunity: Opportunity, *, seller: User, at: datetime) -> Activity:
    """Reached this morning, and nothing planned after it yet: Today asks."""
    return Activity(lead=opportunity.lead, text="Likes the quote, talks to her husband", outcome=Outcome.REACHED, by=seller, done_at=at)


def _tried(rng: random.Random, opportunity: Opportunity, *, seller: User, business: Business, today: date) -> list[Activity]:
    """One to three calls that reached nobody, and the next one on its day."""
    tries = rng.randint(1, 3)
    about = {"lead": opportunity.lead, "text": TO_ASK.get(opportunity.stage.name, QUOTED), "by": seller, "for_user": seller}
    rows = []
    for n in range(tries):
        day = today - timedelta(days=2 * (tries - n))
        at = datetime.combine(day, time(rng.randint(9, 16), rng.choice((5, 20, 45))), tzinfo=business.zone)
        outcome = rng.choice((Outcome.NO_ANSWER, Outcome.NO_ANSWER, Outcome.LEFT_MESSAGE))
        rows.append(Activity(**about, due_on=day, done_at=max(at, opportunity.made_at), outcome=outcome))
    rows.append(Activity(**about, due_on=today + timedelta(days=rng.choice((0, 0, 1, 2, 4)))))
    return rows
