"""What is posted once a person changes by verbs that know from where."""

from datetime import date

import pytest

from sales.models import Digest

pytestmark = pytest.mark.django_db
FROM = {"begin": "claimed", "leave_out": "claimed", "go_out": "sending", "put_back": "sending", "refuse": "sending", "doubt": "sending"}


@pytest.mark.parametrize(("verb", "start"), FROM.items())
def test_verb_moves_only_from_where_it_leads(cast, verb, start):
    digest = Digest.objects.create(user=cast.sales, day=date(2026, 6, 8))
    arguments = ("why",) if verb in ("put_back", "refuse", "doubt") else ()
    for state in Digest.State.values:
        Digest.objects.filter(pk=digest.pk).update(state=state)
        assert getattr(digest, verb)(*arguments) is (state == start)


def test_two_workers_begin_it_once(cast):
    digest = Digest.objects.create(user=cast.sales, day=date(2026, 6, 8))
    stale = Digest.objects.get()
    assert (digest.begin(), stale.begin()) == (True, False)


def test_there_is_no_way_round_the_verbs():
    assert not hasattr(Digest, "become")
