"""Many cards at once: each by itself, those that somebody changed are told, and undo restores exactly what was changed."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from sales.models import Bulk, LostReason, Opportunity, StageRule
from sales.pipeline import bulk

SHEET = {"headers": {"HX-Request": "true", "HX-Target": "sheet"}}


@pytest.fixture
def cards(make_opportunity):
    """Three in the first stage, twenty days there."""
    cards = [make_opportunity(name) for name in ("Ada", "Ben", "Cleo")]
    Opportunity.objects.update(stage_since=timezone.now() - timedelta(days=20))
    return [Opportunity.objects.get(pk=card.pk) for card in cards]


def seen(cards) -> dict:
    return {card.pk: card.version for card in cards}


def posted(cards, **answer) -> dict:
    return {"card": [f"{card.pk}.{card.version}" for card in cards], "answered": "1"} | answer


def now(cards) -> list[Opportunity]:
    return [Opportunity.objects.select_related("stage", "owner").get(pk=card.pk) for card in cards]


def test_they_move_together_and_one_undo_takes_all_back(sales_client, cards, stages):
    response = sales_client.post(reverse("bulk_moves"), posted(cards, to=stages["Quoted"].pk), follow=True)
    assert "3 cards are in Quoted" in response.text
    assert {card.stage for card in now(cards)} == {stages["Quoted"]}
    sales_client.post(reverse("bulk_undoing", args=[Bulk.objects.get().pk]))
    assert [(card.stage, card.stage_since) for card in now(cards)] == [(stages["New"], card.stage_since) for card in cards]


def test_what_somebody_changed_since_it_was_seen_is_left_alone_and_told(sales_client, cards, stages, cast):
    Opportunity.objects.get(pk=cards[1].pk).move_to(stages["Deciding"], by=cast.everything)
    response = sales_client.post(reverse("bulk_moves"), posted(cards, to=stages["Quoted"].pk), **SHEET)
    assert response.status_code == 200
    assert "Max moved Ben to “Deciding”" in response.text
    assert [str(card.stage) for card in now(cards)] == ["Quoted", "Deciding", "Quoted"]


def test_when_nothing_could_be_done_it_is_a_409(sales_client, cards, stages, cast):
    for card in now(cards):
        card.move_to(stages["Deciding"], by=cast.everything)
    response = sales_client.post(reverse("bulk_moves"), posted(cards, to=stages["Quoted"].pk), **SHEET)
    assert (response.status_code, response.text.count("Max moved")) == (409, 3)
    assert not Bulk.objects.exists()


def test_undo_leaves_alone_what_somebody_changed_since_and_says_so(sales_client, cards, stages, cast):
    sales_client.post(reverse("bulk_moves"), posted(cards, to=stages["Quoted"].pk))
    now(cards)[0].edit(by=cast.everything, value=Decimal(5))
    now(cards)[1].move_to(stages["Deciding"], by=cast.everything)
    response = sales_client.post(reverse("bulk_undoing", args=[Bulk.objects.get().pk]))
    assert "2 cards were left as they are" in response.text
    assert "Max moved Ben to “Deciding”" in response.text
    assert [str(card.stage) for card in now(cards)] == ["Quoted", "Deciding", "New"]


def test_undone_twice_it_is_undone_once(cards, stages, cast):
    done = bulk.move(seen(cards), stages["Quoted"], by=cast.sales).bulk
    assert bulk.undo(done, by=cast.sales).done == 3
    assert bulk.undo(done, by=cast.sales).done == 0
    assert cards[0].changes.count() == 3


def test_they_are_given_to_somebody_and_back(sales_client, cards, cast):
    sales_client.post(reverse("bulk_assignments"), posted(cards, owner=cast.everything.pk))
    assert {card.owner for card in now(cards)} == {cast.everything}
    sales_client.post(reverse("bulk_undoing", args=[Bulk.objects.get().pk]))
    assert {card.owner for card in now(cards)} == {cast.sales}


def test_given_to_nobody_they_are_nobodys(sales_client, cards):
    sales_client.post(reverse("bulk_assignments"), posted(cards, owner=""))
    assert {card.owner for card in now(cards)} == {None}


def test_they_are_lost_for_a_reason_and_opened_again_where_they_were(sales_client, cards, stages):
    reason = LostReason.objects.in_use().first()
    sales_client.post(reverse("bulk_losses"), posted(cards, reason=reason.pk, note="Closed the branch"))
    assert {(card.is_lost, card.lost_reason) for card in now(cards)} == {(True, reason)}
    sales_client.post(reverse("bulk_undoing", args=[Bulk.objects.get().pk]))
    assert [(card.stage, card.stage_since, card.closed_at) for card in now(cards)] == [
        (stages["New"], card.stage_since, None) for card in cards
    ]


def test_no_reason_no_loss(sales_client, cards):
    response = sales_client.post(reverse("bulk_losses"), posted(cards), **SHEET)
    assert (response.status_code, "Choose why" in response.text) == (422, True)
    assert all(card.is_open for card in now(cards))


def test_a_stage_that_asks_for_something_first_refuses_only_those_without_it(sales_client, cards, stages, cast):
    StageRule.objects.create(stage=stages["Quoted"], want="value", is_gate=True)
    now(cards)[0].edit(by=cast.sales, value=Decimal(5))
    response = sales_client.post(reverse("bulk_moves"), posted(now(cards), to=stages["Quoted"].pk), **SHEET)
    assert response.text.count("wants first") == 2
    assert [str(card.stage) for card in now(cards)] == ["Quoted", "New", "New"]


def test_what_is_like_that_already_is_no_change(sales_client, cards, stages):
    response = sales_client.post(reverse("bulk_moves"), posted(cards, to=stages["New"].pk), follow=True)
    assert "like that already" in response.text
    assert not Bulk.objects.exists()


def test_undo_into_a_stage_that_is_gone_says_so(cards, stages, cast):
    done = bulk.move(seen(cards), stages["Quoted"], by=cast.sales).bulk
    stages["New"].retire()
    assert "which is retired by now" in bulk.undo(done, by=cast.sales).refused[0]
    assert {card.stage for card in now(cards)} == {stages["Quoted"]}


def test_only_whoever_did_it_takes_it_back(client, cards, stages, cast):
    done = bulk.move(seen(cards), stages["Quoted"], by=cast.sales).bulk
    client.force_login(cast.owner)
    assert client.post(reverse("bulk_undoing", args=[done.pk])).status_code == 404
    assert {card.stage for card in now(cards)} == {stages["Quoted"]}


def test_the_bar_is_asked_back_for_where_they_go(sales_client, cards):
    response = sales_client.post(reverse("bulk_moves"), {"card": [f"{card.pk}.{card.version}" for card in cards]}, **SHEET)
    assert response.status_code == 200
    assert "Move 3 cards to…" in response.text
    assert response.text.count('name="card"') == 3


def test_without_cards_it_says_to_choose_some(sales_client):
    response = sales_client.post(reverse("bulk_moves"), {"card": ["nonsense", "7.1", ".", "x" * 99]}, follow=True)
    assert "Choose cards first" in response.text


def test_the_history_stays_whole(cards, stages, cast):
    done = bulk.move(seen(cards), stages["Quoted"], by=cast.sales).bulk
    bulk.undo(done, by=cast.sales)
    steps = list(cards[0].changes.values_list("from_stage__name", "to_stage__name"))
    assert steps == [(None, "New"), ("New", "Quoted"), ("Quoted", "New")]
