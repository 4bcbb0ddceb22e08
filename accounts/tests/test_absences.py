from datetime import date, timedelta

import pytest

from accounts.models import Absence, User

pytestmark = pytest.mark.django_db

DAY = date(2026, 5, 8)


def test_somebody_is_away_from_the_first_day_to_the_last(cast):
    Absence.enter(cast.sales, by=cast.sales, first_day=DAY, last_day=DAY + timedelta(days=2))

    away = [cast.sales.is_absent(on=DAY + timedelta(days=days)) for days in range(-1, 4)]

    assert away == [False, True, True, True, False]


def test_an_absence_without_a_last_day_is_one_day(cast):
    Absence.enter(cast.sales, by=cast.sales, first_day=DAY)

    assert cast.sales.is_absent(on=DAY)
    assert not cast.sales.is_absent(on=DAY + timedelta(days=1))


def test_those_present_are_the_others(cast, django_assert_num_queries):
    Absence.enter(cast.sales, by=cast.owner, first_day=DAY)
    Absence.enter(cast.sales, by=cast.owner, first_day=DAY)

    with django_assert_num_queries(1):
        present = set(User.objects.active().present(DAY))

    assert cast.sales not in present
    assert cast.staff in present


def test_a_removed_absence_is_none_until_it_is_brought_back(cast):
    absence = Absence.enter(cast.sales, by=cast.sales, first_day=DAY)

    absence.remove()
    assert not cast.sales.is_absent(on=DAY)

    absence.bring_back()
    assert cast.sales.is_absent(on=DAY)
