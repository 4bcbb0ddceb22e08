from datetime import date, time

import pytest
from django.urls import reverse

from accounts.models import Holiday, OpeningHours

pytestmark = pytest.mark.django_db

TUESDAY = {"opens_1": "09:00", "closes_1": "12:30"}


@pytest.fixture
def owner(client, cast):
    client.force_login(cast.owner)
    return client


def test_the_page_begins_with_the_usual_week(owner):
    page = owner.get(reverse("working_hours"))

    assert page.context["week"]["opens_0"].value() == time(9)
    assert page.context["week"]["opens_5"].value() is None


def test_a_week_is_set_anew(owner):
    OpeningHours.put({5: [(time(10), time(16))]})

    owner.post(reverse("working_hours"), TUESDAY | {"opens2_1": "14:00", "closes2_1": "00:00"})

    stored = OpeningHours.objects.values_list("weekday", "opens", "closes")
    assert list(stored) == [(1, time(9), time(12, 30)), (1, time(14), time(0))]


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"opens_1": "09:00"},
        {"opens_1": "12:00", "closes_1": "09:00"},
        {"opens_1": "99", "closes_1": "12:00"},
        TUESDAY | {"opens2_1": "12:00", "closes2_1": "18:00"},
    ],
)
def test_a_week_that_makes_no_sense_is_refused_and_kept(owner, typed):
    answer = owner.post(reverse("working_hours"), typed)

    assert answer.status_code == 422
    assert not OpeningHours.objects.exists()
    assert all(value in answer.text for value in typed.values())


def test_a_holiday_is_added_removed_and_brought_back(owner):
    owner.post(reverse("holidays"), {"day": "2030-12-25", "name": "Christmas Day"})
    holiday = Holiday.objects.kept().get(day=date(2030, 12, 25))

    owner.post(reverse("holiday_removal", args=[holiday.pk]))
    assert not Holiday.objects.kept().exists()

    owner.post(reverse("holiday_return", args=[holiday.pk]))
    assert Holiday.objects.kept().exists()


def test_a_day_is_one_holiday_only(owner):
    first = Holiday.objects.create(day=date(2030, 12, 25), name="Christmas Day")

    answer = owner.post(reverse("holidays"), {"day": "2030-12-25", "name": "Xmas"})
    assert "That day is" in answer.text

    first.remove()
    Holiday.objects.create(day=date(2030, 12, 25), name="Xmas")
    owner.post(reverse("holiday_return", args=[first.pk]))
    assert Holiday.objects.kept().get().name == "Xmas"


def test_the_page_asks_three_times_for_its_own(owner, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        owner.get(reverse("working_hours"))
