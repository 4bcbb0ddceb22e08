"""Two hundred moves of the same few cards at once: none is lost, the history says what happened, and whoever was late is told."""

import random
import threading
from collections import Counter

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from sales.models import Opportunity, StageChange

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE, MOVES, CARDS = 10, 20, 4


@pytest.fixture
def cards(make_opportunity):
    return [make_opportunity(f"Card {n}").pk for n in range(CARDS)]


@pytest.fixture
def answers(cards, stages, cast) -> list[tuple[int, str]]:
    """What each of the 200 moves was answered: the status and the text. Every person has a connection of their own."""
    open_stages = [stage.pk for stage in stages.values() if stage.is_open]
    gate, found = threading.Barrier(PEOPLE), []

    def person(number: int) -> None:
        rng, client = random.Random(number), Client(headers={"HX-Request": "true"})
        client.force_login(cast.sales)
        try:
            gate.wait()
            for _move in range(MOVES):
                card = Opportunity.objects.get(pk=rng.choice(cards))
                to = rng.choice([pk for pk in open_stages if pk != card.stage_id])
                answer = client.post(reverse("opportunity_stage", args=[card.pk]), {"to": to, "version": card.version})
                found.append((answer.status_code, answer.text))
        finally:
            connection.close()

    threads = [threading.Thread(target=person, args=(number,)) for number in range(PEOPLE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return found


def test_no_move_is_lost_and_every_refusal_is_told(answers, cards):
    assert len(answers) == PEOPLE * MOVES
    statuses = Counter(status for status, _text in answers)
    assert set(statuses) == {200, 409}
    assert all("Nothing was changed: Tom moved Card" in text for status, text in answers if status == 409)
    assert all("Nothing was changed" not in text for status, text in answers if status == 200)

    said_done = sum("is in" in text for status, text in answers if status == 200)
    for card in Opportunity.objects.filter(pk__in=cards):
        changes = list(StageChange.objects.filter(opportunity=card).order_by("pk"))
        assert changes[0].from_stage is None
        assert [change.from_stage_id for change in changes[1:]] == [change.to_stage_id for change in changes[:-1]]
        assert changes[-1].to_stage_id == card.stage_id
        assert card.version == len(changes)
        said_done -= len(changes) - 1
    assert said_done == 0
