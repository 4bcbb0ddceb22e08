import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from leads.models import HandOff, Lead, PaperSheet, State

pytestmark = pytest.mark.django_db


def yesterday():
    return timezone.localdate() - timedelta(days=1)


@pytest.fixture
def enter(desk, sources):
    """Sends the form: `enter({("Leaflet", "phone"): 3})`."""

    def posted(counts, *, key=None, day=None):
        cells = {f"count-{sources[name].pk}-{channel}": count for (name, channel), count in counts.items()}
        return desk.post(reverse("sheet"), {"key": key or uuid.uuid4(), "day": day or yesterday()} | cells, follow=True)

    return posted


def test_each_stroke_is_a_lead_of_that_day_at_noon(enter, sources, business):
    response = enter({("Leaflet", "phone"): 3, ("Signboard", "walk_in"): 2})
    leads = Lead.objects.order_by("channel")
    assert [(lead.source.name, lead.channel) for lead in leads] == [("Leaflet", "phone")] * 3 + [("Signboard", "walk_in")] * 2
    assert {timezone.localtime(lead.received_at, business.zone).strftime("%F %H:%M") for lead in leads} == {f"{yesterday()} 12:00"}
    assert "5 enquiries, entered by Jo" in response.content.decode()


def test_the_same_sheet_twice_is_one_sheet(enter):
    key = uuid.uuid4()
    for _ in range(2):
        enter({("Leaflet", "phone"): 3}, key=key)
    assert (Lead.objects.count(), PaperSheet.objects.count()) == (3, 1)


def test_the_same_form_with_other_figures_adds_nothing_and_says_so(enter):
    key = uuid.uuid4()
    enter({("Leaflet", "phone"): 3}, key=key)
    response = enter({("Leaflet", "phone"): 4}, key=key)
    assert (response.status_code, Lead.objects.count()) == (409, 3)
    assert "saved before, with other figures" in response.content.decode()
    assert response.context["form"]["key"].value() != str(key)


def test_a_sheet_of_today_is_never_of_the_future(enter, business):
    enter({("Leaflet", "phone"): 1}, day=timezone.localdate(timezone=business.zone))
    assert Lead.objects.get().received_at <= timezone.now()


def test_a_whole_sheet_can_be_taken_back_and_a_replay_brings_nothing_back(enter, desk):
    key = uuid.uuid4()
    enter({("Leaflet", "phone"): 3}, key=key)
    desk.post(reverse("sheet_withdrawal", args=[key]))
    enter({("Leaflet", "phone"): 3}, key=key)
    assert Lead.objects.filter(state=State.WITHDRAWN).count() == 3
    assert Lead.objects.first().changes.get().verb == "withdrawn"


def test_what_sales_has_of_a_sheet_stays(enter, desk, cast):
    key = uuid.uuid4()
    enter({("Leaflet", "phone"): 2}, key=key)
    HandOff.make(Lead.objects.first(), by=cast.staff)
    said = desk.post(reverse("sheet_withdrawal", args=[key]), follow=True).content.decode()
    assert Lead.objects.standing().count() == 1
    assert "1 enquiry stays" in said


@pytest.mark.parametrize("count", ["501", "-1", "three", "1.5"])
def test_a_count_that_cannot_be_is_refused_beside_its_cell_and_kept(enter, count):
    response = enter({("Leaflet", "phone"): count})
    assert response.status_code == 422
    assert f'value="{count}"' in response.content.decode()
    assert not Lead.objects.exists()


def test_an_empty_sheet_is_refused(enter):
    assert "Write at least one count" in enter({}).content.decode()


def test_a_day_to_come_is_refused(enter):
    response = enter({("Leaflet", "phone"): 1}, day=timezone.localdate() + timedelta(days=2))
    assert "still to come" in response.content.decode()
    assert not Lead.objects.exists()


def test_the_printed_sheet_has_the_sources_in_use(desk, sources):
    sources["Leaflet"].retire()
    page = desk.get(reverse("sheet_print")).content.decode()
    assert "Signboard" in page
    assert "Leaflet" not in page


def test_a_large_sheet_costs_no_more_queries_than_a_small_one(desk, sources, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        desk.post(reverse("sheet"), {"key": uuid.uuid4(), "day": yesterday(), f"count-{sources['Leaflet'].pk}-phone": 500})
    assert Lead.objects.count() == 500


def test_a_signed_out_person_enters_nothing(client, sources):
    client.post(reverse("sheet"), {"key": uuid.uuid4(), "day": yesterday(), f"count-{sources['Leaflet'].pk}-phone": 5})
    assert not Lead.objects.exists()
