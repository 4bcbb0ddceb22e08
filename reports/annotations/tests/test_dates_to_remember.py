"""What happened on a day is noted by the office, stands at the charts with a time in them, and comes back when it was removed."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from reports.annotations import marks as annotations
from reports.core.filters import LeadFilters
from reports.core.periods import Period
from reports.models import Annotation

pytestmark = pytest.mark.django_db
PATH = "/reports/dates/"
SIGN = date(2026, 5, 12)


@pytest.fixture
def noted(cast, sources):
    """A day, a week across the end of May, and a day of one source."""
    days = {"first_day": date(2026, 5, 28), "last_day": date(2026, 6, 3)}
    return [
        Annotation.add("New shop sign", first_day=SIGN, by=cast.owner),
        Annotation.add("Road closed", **days, by=cast.owner),
        Annotation.add("Leaflets out", first_day=date(2026, 6, 20), source=sources["Leaflet"], by=cast.owner),
    ]


def figures_of(first: date | None, end: date | None, **only) -> list[str]:
    return [mark.text for mark in annotations.of(Period(first, end), **only)]


def test_period_shows_dates_that_touch_it(noted, sources):
    assert figures_of(date(2026, 5, 1), date(2026, 6, 1)) == ["New shop sign", "Road closed"]
    assert figures_of(date(2026, 6, 3), date(2026, 6, 20)) == ["Road closed"]
    assert figures_of(date(2026, 6, 4), date(2026, 6, 20)) == []
    assert figures_of(None, None) == ["New shop sign", "Road closed", "Leaflets out"]
    assert figures_of(None, None, as_of=datetime(2026, 5, 12, 12, tzinfo=UTC)) == ["New shop sign"]
    assert figures_of(None, None, only=LeadFilters(source=str(sources["Signboard"].pk))) == ["New shop sign", "Road closed"]
    assert figures_of(None, None, only=LeadFilters(source=str(sources["Leaflet"].pk))) == ["New shop sign", "Road closed", "Leaflets out"]
    assert figures_of(None, None, only=LeadFilters(source="blank", channel="phone")) == ["New shop sign", "Road closed"]


def test_dates_lie_on_the_axis_by_day(noted):
    flags = annotations.of(Period(date(2026, 5, 1), date(2026, 6, 1))).along(date(2026, 5, 1), date(2026, 6, 1))
    assert [(flag.label, flag.x, flag.to) for flag in flags] == [("1", 35.48, None), ("2", 87.1, 100)]


def test_numbers_too_near_are_written_once(noted):
    flags = annotations.of(Period()).at_months([date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)])
    assert [(flag.label, flag.x) for flag in flags] == [("1, 2", 0), ("", 0), ("3", 50)]


def test_date_stands_beside_the_month_it_began(noted):
    dates = annotations.of(Period(date(2026, 6, 1), date(2026, 8, 1)))
    assert [mark.text for mark in dates.in_month(date(2026, 6, 1))] == ["Road closed", "Leaflets out"]
    assert dates.in_month(date(2026, 7, 1)) == ()
    assert [flag.x for flag in dates.at_months([date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)])] == [0, 50]


@time_machine.travel(datetime(2026, 6, 25, 10, tzinfo=UTC))
@pytest.mark.parametrize("path", ["/reports/overview/?period=last_month", "/reports/cohorts/"])
def test_the_reports_with_months_show_them(come, noted, look, path):
    for day in ("2026-03-05", "2026-04-05", "2026-05-05", "2026-06-05"):
        come("Leaflet", day, won_after=1)
    page = look(path).text
    for text in ("New shop sign", "Road closed", "Leaflets out"):
        assert page.count(text) == 1
    assert "28 May to 3 June" in page
    assert "only <bdi>Leaflet</bdi>" in page
    if "overview" in path:
        assert 'class="flags" aria-hidden="true"' in page


def test_the_office_notes_changes_and_removes_with_undo(business, cast, look, client):
    look(PATH)
    client.post(PATH, {"text": " New  shop sign ", "first_day": "2026-05-12", "last_day": ""})
    client.post(PATH, {"text": "New shop sign", "first_day": "2026-05-12", "last_day": "2026-05-12"})  # sent once more
    item = Annotation.objects.get()
    assert (item.text, item.first_day, item.last_day, item.by) == ("New shop sign", SIGN, SIGN, cast.owner)
    client.post(f"{PATH}{item.pk}/", {"text": "New sign", "first_day": "2026-05-12", "last_day": "2026-05-14"})
    item.refresh_from_db()
    assert (item.text, item.last_day) == ("New sign", date(2026, 5, 14))
    response = client.post(reverse("annotation_removal", args=[item.pk]), follow=True)
    undo = reverse("annotation_return", args=[item.pk])
    assert undo in response.text
    assert figures_of(None, None) == []
    client.post(undo)
    assert figures_of(None, None) == ["New sign"]


@pytest.mark.parametrize(
    ("wrong", "text"),
    [
        ({"text": ""}, "This field is required."),
        ({"last_day": "2026-05-11"}, "It ends before it begins."),
        ({"first_day": "1066-10-14"}, "Write a day between 1900 and 2999."),
        ({"first_day": "soon"}, "Enter a valid date."),
    ],
)
def test_page_refuses_an_impossible_date(business, look, client, wrong, text):
    look(PATH)
    response = client.post(PATH, {"text": "New sign", "first_day": "2026-05-12"} | wrong)
    assert response.status_code == 422
    assert text in response.text
    assert "New sign" in response.text or not wrong.get("text", "x")
    assert not Annotation.objects.exists()


@pytest.mark.parametrize("who", ["staff", "sales"])
def test_others_do_not_note_dates(business, client, cast, who):
    client.force_login(getattr(cast, who))
    assert client.post(PATH, {"text": "x", "first_day": "2026-05-12"}).status_code == 403


def test_list_takes_a_constant_number_of_queries(noted, cast, look, client, django_assert_num_queries):
    for number in range(9):
        Annotation.add(f"Number {number}", first_day=SIGN, by=cast.owner)
    look(PATH)
    with django_assert_num_queries(6):
        client.get(PATH)
