"""A lead that is not ready yet is kept warm: with marketing, marked, and with a day to be in touch again."""

from datetime import timedelta

import pytest
from django.urls import reverse

from leads.models import HandOff, IllegalMove, Lead
from leads.tests.making import make_lead


@pytest.fixture
def lead(cast, sources):
    return make_lead("Maria Lindqvist", phones=["0113 496 0142"], source=sources["Leaflet"], logged_by=cast.staff)


@pytest.fixture
def staff(client, cast):
    client.force_login(cast.staff)
    return client


def is_warm(lead) -> bool:
    return Lead.objects.warm().filter(pk=lead.pk).exists()


def test_it_is_kept_warm_with_a_day_to_be_in_touch_again(staff, lead, cast, business):
    day = business.today() + timedelta(days=30)
    staff.post(reverse("lead_warmth", args=[lead.pk]), {"on": day.isoformat(), "about": "The new range"})
    assert is_warm(lead)
    planned = lead.activities.get()
    assert (planned.due_on, planned.text, planned.for_user) == (day, "The new range", cast.staff)


def test_without_a_day_it_is_refused_and_keeps_what_was_typed(staff, lead):
    response = staff.post(reverse("lead_warmth", args=[lead.pk]), {"on": "", "about": "The new range"})
    assert response.status_code == 422
    assert "The new range" in response.text
    assert not is_warm(lead)


def test_undo_drops_the_follow_up_too(staff, lead, business):
    page = staff.post(reverse("lead_warmth", args=[lead.pk]), {"on": business.today().isoformat()}, follow=True)
    undo = reverse("lead_warmth_undoing", args=[lead.pk, lead.activities.get().pk])
    assert undo in page.text
    staff.post(undo)
    assert not is_warm(lead)
    assert not lead.activities.planned().exists()


def test_it_can_be_stopped(staff, lead, cast):
    lead.keep_warm(by=cast.staff)
    staff.post(reverse("lead_warmth_end", args=[lead.pk]))
    assert not is_warm(lead)
    assert [change.verb for change in lead.changes.order_by("pk")] == ["kept_warm", "warm_no_more"]


def test_handing_it_over_ends_it(lead, cast):
    lead.keep_warm(by=cast.staff)
    HandOff.make(lead, by=cast.staff)
    assert not is_warm(lead)
    assert Lead.objects.get(pk=lead.pk).warm_since is None


def test_disqualifying_ends_it(lead, cast):
    lead.keep_warm(by=cast.staff)
    lead.disqualify("no_budget", by=cast.staff)
    assert Lead.objects.get(pk=lead.pk).warm_since is None


def test_what_sales_has_is_not_kept_warm(staff, lead, cast, business):
    HandOff.make(lead, by=cast.staff)
    with pytest.raises(IllegalMove):
        lead.keep_warm(by=cast.staff)
    staff.post(reverse("lead_warmth", args=[lead.pk]), {"on": business.today().isoformat()})
    assert not lead.activities.exists()


def test_they_are_listed(staff, lead, cast):
    make_lead("Somebody Else")
    lead.keep_warm(by=cast.staff)
    page = staff.get(reverse("leads"), {"warm": "true"}).text
    assert "Maria Lindqvist" in page
    assert "Somebody Else" not in page
