"""The status of a message changes by a verb that knows from where, as it stands in the database just then."""

import pytest
from django.utils import timezone

from leads.models import Message

pytestmark = pytest.mark.django_db
FROM = {
    "begin": {"queued"},
    "put_off": {"queued", "sending"},
    "fail": {"queued", "sending"},
    "doubt": {"sending"},
    "go_out": {"sending", "uncertain"},
    "arrive": {"uncertain"},
    "come_back": {"sent", "uncertain", "sending"},
    "stop": {"queued"},
    "leave": {"queued", "uncertain", "failed"},
    "queue_again": {"uncertain", "failed"},
}


def values_of(verb: str, cast) -> tuple[tuple, dict]:
    now = timezone.now()
    named = {"put_off": {"until": now, "attempts": 2}, "go_out": {"at": now}, "arrive": {"at": now}, "queue_again": {"by": cast.sales}}
    return ("why",) if verb in ("put_off", "fail", "doubt", "come_back", "stop", "leave") else (), named.get(verb, {})


@pytest.mark.parametrize("verb", FROM)
def test_verb_moves_only_from_where_it_leads(write, cast, verb):
    message, allowed = write(), set()
    arguments, values = values_of(verb, cast)
    for status in Message.Status.values:
        Message.objects.filter(pk=message.pk).update(status=status, attempts=0)
        if getattr(message, verb)(*arguments, **values):
            allowed.add(status)
        else:
            assert Message.objects.get(pk=message.pk).status == status
    assert allowed == FROM[verb]


def test_message_put_off_may_be_tried_now(write, cast):
    message = write()
    assert message.put_off("451 Later", until=timezone.now(), attempts=1)
    assert message.queue_again(by=cast.sales)
    assert (message.attempts, message.by, message.error) == (0, cast.sales, "")


def test_stale_message_is_judged_by_how_it_stands_now(write):
    message, stale = write(), Message.objects.get()
    assert message.stop("They asked for no more.")
    assert not stale.begin()


def test_every_move_stands_in_the_history(write):
    message = write()
    before = message.events.count()
    message.begin()
    message.go_out(at=timezone.now())
    assert message.events.count() == before + 2


def test_there_is_no_way_round_the_verbs():
    assert not hasattr(Message, "become")
