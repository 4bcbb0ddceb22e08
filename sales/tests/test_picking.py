"""Which cards a posted form of the board picks."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from sales.models import Opportunity
from sales.pipeline import selection
from sales.pipeline.selection import picked_of


@pytest.fixture
def pick(stages):
    def ask(*, within=None, **post):
        query = QueryDict(mutable=True)
        for name, value in post.items():
            query.setlist(name, value if isinstance(value, list) else [value])
        return picked_of(query, found_within=within or (lambda _query: Opportunity.objects.all()))

    return ask


def soon() -> str:
    return (timezone.now() + timedelta(seconds=5)).isoformat()


def test_a_whole_column_is_picked_with_what_it_has_not_shown(pick, make_opportunity, stages, cast):
    cards = [make_opportunity(f"Card {n}") for n in range(3)]
    make_opportunity("Elsewhere").move_to(stages["Quoted"], by=cast.sales)
    assert pick(column=str(stages["New"].pk), until=soon()).versions == {card.pk: 1 for card in cards}


def test_a_card_that_was_shown_keeps_the_version_that_was_seen(pick, make_opportunity, stages, cast):
    card = make_opportunity()
    card.edit(by=cast.sales, value=5)
    assert pick(column=str(stages["New"].pk), until=soon(), card=f"{card.pk}.1").versions == {card.pk: 1}


def test_what_came_to_the_column_later_was_not_seen_and_is_not_picked(pick, make_opportunity, stages):
    until = timezone.now().isoformat()
    make_opportunity()
    assert len(pick(column=str(stages["New"].pk), until=until)) == 0


def test_the_filters_of_the_board_hold_for_its_columns(sales_client, make_opportunity, stages):
    make_opportunity("Cheap", value=10)
    make_opportunity("Dear", value=1000)
    bar = {"column": stages["New"].pk, "until": soon(), "within": "value_min=500&whose=all"}
    response = sales_client.post(reverse("bulk_moves"), bar)
    assert "Move 1 card to…" in response.text
    assert "Dear" in response.text


def test_no_closed_column_is_picked(pick, make_opportunity, stages, cast):
    make_opportunity().lose(None, by=cast.sales)
    assert len(pick(column=str(stages["Lost"].pk), until=soon())) == 0


def test_of_too_many_the_first_are_taken_and_the_rest_is_counted(pick, make_opportunity, stages, monkeypatch):
    monkeypatch.setattr(selection, "MOST", 2)
    for n in range(5):
        make_opportunity(f"Card {n}")
    picked = pick(column=str(stages["New"].pk), until=soon())
    assert (len(picked), picked.left_out) == (2, 3)


@pytest.mark.parametrize("until", ["", "nonsense", "2026-01-01T00:00:00", "2026-99-99T00:00:00Z", "0001-01-01T00:00:00+23:59"])
def test_a_column_without_its_moment_picks_nothing(pick, make_opportunity, stages, until):
    make_opportunity()
    assert len(pick(column=[str(stages["New"].pk), "²", "x"], until=until)) == 0
