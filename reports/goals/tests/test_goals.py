"""Goals hold from a month on, and come to their share of any days."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from reports.core.periods import Period
from reports.models import Goal

pytestmark = pytest.mark.django_db


def put(cast, amount, *, per="month", month=date(2026, 5, 12), kind="clients"):
    return Goal.put(kind, amount=amount and Decimal(amount), per=per, month=month, by=cast.owner)


def test_goal_holds_until_the_next_one(cast):
    put(cast, 10)
    put(cast, 20, month=date(2026, 8, 1))
    held = [Goal.objects.in_force(day).get("clients") for day in (date(2026, 4, 30), date(2026, 7, 31), date(2026, 8, 1))]
    assert [goal and goal.amount for goal in held] == [None, 10, 20]


def test_dropped_goal_keeps_its_past(cast):
    put(cast, 10)
    put(cast, None, month=date(2026, 6, 1))
    assert Goal.objects.in_force(date(2026, 6, 1)) == {}
    assert Goal.objects.in_force(date(2026, 5, 31))["clients"].amount == 10


def test_the_same_goal_again_writes_nothing(cast):
    assert put(cast, 10)
    assert not put(cast, 10, month=date(2026, 6, 1))
    assert not put(cast, None, kind="leads")
    assert Goal.objects.count() == 1


@pytest.mark.parametrize(
    ("per", "days", "comes_to"), [("month", ("2026-04-16", "2026-05-31"), 45), ("quarter", ("2026-04-01", "2026-06-30"), 30)]
)
def test_goal_is_shared_out_by_days(cast, per, days, comes_to):
    put(cast, 30, per=per, month=date(2026, 1, 1))
    assert Goal.objects.get().over(Period.parse(*days)) == comes_to


def test_page_saves_typed_goals(client, cast):
    client.force_login(cast.owner)
    client.post(reverse("goals"), {"per": "quarter", "clients": "45", "revenue": "30.000,50", "conversion": "12.5"})
    assert {goal.kind: (goal.per, goal.amount) for goal in Goal.objects.all()} == {
        "clients": ("quarter", 45),
        "revenue": ("quarter", Decimal("30000.50")),
        "conversion": ("month", Decimal("12.5")),
    }
    assert 'value="45"' in client.get(reverse("goals")).content.decode()


def test_page_refuses_a_share_above_all(client, cast):
    client.force_login(cast.owner)
    response = client.post(reverse("goals"), {"per": "month", "clients": "45", "conversion": "120"})
    assert response.status_code == 422
    assert 'value="120"' in response.content.decode()
    assert not Goal.objects.exists()


def test_staff_set_no_goals(client, cast):
    client.force_login(cast.staff)
    assert client.post(reverse("goals"), {"per": "month", "clients": "45"}).status_code == 403
    assert not Goal.objects.exists()
