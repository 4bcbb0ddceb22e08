"""The hand-off of the sample business: its hours, its promise, and what waits, came back or is kept warm just now."""

import random
from datetime import date, datetime, time, timedelta

from accounts.models import Absence, Business, Holiday, OpeningHours, User
from accounts.roles import Role
from accounts.working_hours import Hours, add_working
from leads.models import Activity, HandOff, Lead, LeadChange, Source, State
from leadtrack.sample import trade
from sales.models import Assignment, HandOffRules, SourceRules

PROMISE = timedelta(hours=6)
SOONER = {"Google search": timedelta(hours=2)}
"""Whoever asks on the web asks others too."""
BATCH = 1000


def arrange(rng: random.Random, *, business: Business, now: datetime) -> None:
    """Everything of the hand-off that the stories of the leads leave open. `now` is the moment the sample is made for."""
    _hours(now.date())
    _rules()
    _promise(business)
    fresh = list(_fresh(now)[:5])
    Activity.objects.filter(lead__in=fresh).delete()
    _waiting(fresh[:2], business=business, now=now)
    _returned(fresh[2:3], now=now)
    _warm(fresh[3:], rng=rng, now=now)


def _hours(today: date) -> None:
    OpeningHours.put({weekday: [(time(trade.OPENS), time(trade.SHUTS))] for weekday in range(6)})
    for year in (today.year, today.year + 1):
        Holiday.objects.create(day=date(year, 12, 25), name="Christmas Day")
        Holiday.objects.create(day=date(year, 12, 26), name="Boxing Day")
    lena = User.objects.get(name="Lena Moss")
    away = today + timedelta(days=7 - today.weekday())
    Absence.enter(lena, by=lena, first_day=away, last_day=away + timedelta(days=5), note="Walking in Wales")


def _rules() -> None:
    HandOffRules.objects.create(respond_minutes=PROMISE // timedelta(minutes=1), assignment=Assignment.ROUND_ROBIN)
    for name, promise in SOONER.items():
        minutes = promise // timedelta(minutes=1)
        SourceRules.objects.create(source=Source.objects.get(name=name), respond_minutes=minutes, automatic=None)


def _promise(business: Business) -> None:
    """What was promised at each hand-over there was."""
    hours = Hours.of(business)
    hand_offs = list(HandOff.objects.select_related("lead__source"))
    for one in hand_offs:
        one.due_at = _due_at(one.lead, one.at, hours=hours)
    HandOff.objects.bulk_update(hand_offs, ["due_at"], batch_size=BATCH)


def _due_at(lead: Lead, at: datetime, *, hours: Hours) -> datetime:
    return add_working(hours, at, SOONER.get(lead.source.name, PROMISE))


def _fresh(now: datetime):
    """Leads that are with marketing, have somebody to reach and never went to sales; the latest first."""
    found = Lead.objects.filter(state=State.OPEN, contact__isnull=False, received_at__lt=now - timedelta(days=2))
    return found.filter(hand_offs=None).select_related("source", "logged_by").order_by("-received_at")


def _waiting(leads: list[Lead], *, business: Business, now: datetime) -> None:
    """One since the day before yesterday, which is late, and one since just now."""
    sellers, hours = list(User.objects.with_role(Role.SALES).order_by("pk")), Hours.of(business)
    for n, lead in enumerate(leads):
        at = now - (timedelta(minutes=25) if n else timedelta(days=2))
        HandOff.objects.create(lead=lead, by=lead.logged_by, to=sellers[n % 2], at=at, due_at=_due_at(lead, at, hours=hours))
        lead.go_to_sales()


def _returned(leads: list[Lead], *, now: datetime) -> None:
    tom = User.objects.get(name="Tom Kerr")
    for lead in leads:
        told = {"returned_for": HandOff.Returned.NO_CONTACT, "return_note": "The number rings a bakery. Ask them again?"}
        given, decided = now - timedelta(hours=30), now - timedelta(hours=26)
        HandOff.objects.create(
            lead=lead, by=lead.logged_by, to=tom, at=given, due_at=given + PROMISE, decided_at=decided, decided_by=tom, **told
        )


def _warm(leads: list[Lead], *, rng: random.Random, now: datetime) -> None:
    """Not ready yet: asked again in some weeks."""
    for lead in leads:
        Lead.objects.filter(pk=lead.pk).update(warm_since=now - timedelta(days=1))
        LeadChange.objects.create(lead=lead, verb="kept_warm", by=lead.logged_by, at=now - timedelta(days=1))
        on = now.date() + timedelta(days=rng.randint(14, 60))
        Activity.plan(lead, by=lead.logged_by, on=on, text="Ask how the extension is coming on", for_user=lead.logged_by)
