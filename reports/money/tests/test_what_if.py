"""What if some money had gone to another source: what is said, and what is refused with its reason."""

from datetime import date
from decimal import Decimal
from random import Random
from types import SimpleNamespace

import pytest

from leads.models import Spend
from reports.metrics.counting import Row
from reports.money.query import MoneyRow, Returns
from reports.money.text import verdict
from reports.money.what_if import move, refusal
from reports.statistics.amounts import Moments

PATH = "/reports/money/"


def row(key: str, *, spend, leads: int = 100, won: int = 10, brought: tuple[float, ...] = ()) -> MoneyRow:
    counted = Row(key, key, leads=leads, clients=won, mature_leads=leads, converted_within=won, spend=spend and Decimal(spend))
    amounts = Moments.of([*brought, *[0.0] * (leads - len(brought))])
    return MoneyRow(counted, Returns(None, 0, amounts, amounts), Decimal(1))


def test_what_if_moves_averages_linearly():
    brought = (100.0, 200.0, 300.0, 400.0, 500.0)
    result = move(Decimal(500), row("A", spend=1000, leads=50, brought=brought), row("B", spend=2000, leads=400, brought=brought))
    assert (result.lost.leads.value, result.gained.leads.value, result.leads.value) == (25, 100, 75)
    assert (result.lost.clients.value, result.gained.clients.value) == (pytest.approx(5), pytest.approx(2.5))
    assert (result.lost.revenue.value, result.gained.revenue.value) == (pytest.approx(750), pytest.approx(375))
    assert result.clients.low < -2.5 < result.clients.high


def test_revenue_needs_five_paying_clients():
    result = move(Decimal(500), row("A", spend=1000, brought=(100.0,)), row("B", spend=1000, brought=(1.0, 2.0, 3.0, 4.0, 5.0)))
    assert (result.lost.revenue, result.revenue) == (None, None)
    assert result.gained.revenue.value == pytest.approx(7.5)


@pytest.mark.parametrize(
    ("giver", "taker", "why"),
    [
        (row("A", spend=1000), row("A", spend=1000), "same"),
        (row("A", spend=None), row("B", spend=1000), "nothing_spent_there"),
        (row("A", spend=1000), row("B", spend=None), "nothing_spent_here"),
        (row("A", spend=499), row("B", spend=1000), "more_than_spent"),
        (row("A", spend=1000), row("B", spend=1000, leads=19, won=1), "too_few_leads"),
        (row("A", spend=500), row("B", spend=1000, leads=20, won=0), None),
    ],
)
def test_what_if_refuses_insufficient_data(giver, taker, why):
    assert refusal(Decimal(500), giver, taker) == why


def test_range_of_the_difference_holds_the_truth():
    chance, held = Random(7), 0
    truth = 500 * (0.10 * 0.2 - 0.05 * 0.3)  # leads a pound × conversion, to and from

    def seen(key: str, pace: float, rate: float) -> MoneyRow:
        leads = sum(chance.random() < pace / 2 for _ in range(2000))
        return row(key, spend=1000, leads=leads, won=sum(chance.random() < rate for _ in range(leads)))

    for _ in range(200):
        result = move(Decimal(500), seen("A", 0.05, 0.3), seen("B", 0.10, 0.2)).clients
        held += result.low <= truth <= result.high
    assert held >= 182


@pytest.fixture
def two_sources(come, sources):
    for number in range(25):
        for name in ("Leaflet", "Google search"):
            come(name, f"2026-01-{number + 1:02}", won_after=3 if number < 6 else None, amount=Decimal(100 + number))
    Spend.put(sources["Leaflet"], month=date(2026, 1, 1), amount=Decimal(1000))
    Spend.put(sources["Google search"], month=date(2026, 1, 1), amount=Decimal(500))
    return {"away": str(sources["Leaflet"].pk), "towards": str(sources["Google search"].pk), "period": "everything"}


@pytest.mark.django_db
def test_page_shows_gains_losses_and_doubt(business, two_sources, look):
    text = look(PATH, amount="400", **two_sources).text
    assert "Whether moving £400 from “Leaflet” to “Google search” would have brought more clients cannot be told." in text
    assert "assumes more of the same" in text
    assert "<b>20.0</b>" in text  # leads of 400 at 20 each
    assert "<b>10.0</b>" in text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("revenue", "text"), [(1, "told. It would probably have brought more revenue."), (-1, "less revenue."), (0, "cannot be told.")]
)
def test_where_clients_do_not_tell_revenue_may(business, revenue, text):
    """`says`: the range of the difference lies above nothing, below, or holds it."""
    result = SimpleNamespace(amount=Decimal(500), clients=SimpleNamespace(says=0), revenue=SimpleNamespace(says=revenue))
    assert verdict(result, names=("Leaflet", "Home show")).endswith(text)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "status", "text"),
    [
        ({"amount": "1,001"}, 200, "Only £1,000 was spent on “Leaflet” in this period"),
        ({"amount": "lots"}, 400, "Write an amount, such as"),
        ({"amount": ""}, 400, "This field is required."),
        ({"amount": "400", "towards": "none"}, 400, "Select a valid choice"),
    ],
)
def test_page_says_why_money_cannot_move(business, two_sources, look, changes, status, text):
    response = look(PATH, **(two_sources | changes))
    assert (response.status_code, text in response.text) == (status, True)
    assert f'value="{changes["amount"]}"' in response.text


@pytest.mark.django_db
def test_page_refuses_moving_money_to_itself(business, two_sources, look):
    response = look(PATH, amount="400", **(two_sources | {"towards": two_sources["away"]}))
    assert "Choose two different ones" in response.text
