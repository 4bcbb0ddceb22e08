from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import Absence, Business

pytestmark = pytest.mark.django_db


@pytest.fixture
def today(cast):
    return Business.current().today()


def test_people_enter_their_own_days_away(client, cast, today):
    client.force_login(cast.staff)

    client.post(reverse("own_absences"), {"first_day": today, "last_day": today + timedelta(days=3), "note": "Wales"})

    absence = Absence.objects.get()
    assert (absence.user, absence.made_by, absence.last_day) == (cast.staff, cast.staff, today + timedelta(days=3))
    assert "Wales" in client.get(reverse("profile")).text


def test_the_office_enters_them_for_others(client, cast, today):
    client.force_login(cast.owner)

    client.post(reverse("absences", args=[cast.staff.pk]), {"first_day": today})

    assert cast.staff.is_absent(on=today)
    assert "Away until" in client.get(reverse("people")).text


def test_others_do_not(client, cast, today):
    client.force_login(cast.staff)

    assert client.post(reverse("absences", args=[cast.sales.pk]), {"first_day": today}).status_code == 403
    assert not Absence.objects.exists()


def test_days_that_end_before_they_begin_are_refused_and_kept(client, cast, today):
    client.force_login(cast.staff)

    answer = client.post(reverse("own_absences"), {"first_day": today, "last_day": today - timedelta(days=1), "note": "Wales"})

    assert (answer.status_code, Absence.objects.count()) == (422, 0)
    assert "Wales" in answer.text


def test_somebody_elses_days_are_not_removed(client, cast, today):
    absence = Absence.enter(cast.sales, by=cast.sales, first_day=today)
    client.force_login(cast.staff)

    assert client.post(reverse("absence_removal", args=[absence.pk])).status_code == 404
    assert cast.sales.is_absent(on=today)


def test_removing_can_be_undone(client, cast, today):
    absence = Absence.enter(cast.staff, by=cast.staff, first_day=today)
    client.force_login(cast.staff)

    client.post(reverse("absence_removal", args=[absence.pk]))
    assert not cast.staff.is_absent(on=today)

    client.post(reverse("absence_return", args=[absence.pk]))
    assert cast.staff.is_absent(on=today)
