import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from leads.capture import tally
from leads.models import Disqualified, Lead, Source

pytestmark = pytest.mark.django_db


def many(source, n):
    now = timezone.now()
    Lead.objects.bulk_create(
        Lead(key=uuid.uuid4(), source=source, channel="phone", received_at=now - timedelta(seconds=n)) for _ in range(n)
    )


def test_the_page_counts_today_by_source_and_altogether(desk, tick, sources):
    tick("Leaflet"), tick("Leaflet"), tick("Signboard")
    tick("Leaflet", at=timezone.now() - timedelta(days=2))
    page = desk.get(reverse("tally"))
    assert "3 enquiries so far" in page.content.decode()
    assert {key.source.name: key.count for key in page.context["keys"] if key.count} == {"Leaflet": 2, "Signboard": 1}


def test_what_does_not_count_is_not_counted(business, tick, cast):
    tick().withdraw(by=cast.staff)
    tick().disqualify(Disqualified.SPAM, by=cast.staff)
    tick().disqualify(Disqualified.NO_BUDGET, by=cast.staff)
    assert tally.counts(business).total == 1


def test_the_day_is_the_day_of_the_business(business, tick):
    business.time_zone = "Pacific/Auckland"
    start, _ = business.day_bounds(business.today())
    tick(at=start), tick(at=start - timedelta(seconds=1))
    assert tally.counts(business).total == 1


def test_keys_are_numbered_then_lettered_without_the_one_that_logs_from_anywhere(business):
    for n in range(40):
        Source.add(f"Source {n}")
    hints = [key.hint for key in tally.keys(tally.Counts(0, {}), newest=None)]
    assert hints[:12] == ["1", "2", "3", "4", "5", "6", "7", "8", "9", "a", "b", "c"]
    assert not {"n", "u"} & set(hints)
    assert hints[-1] == ""


def test_retired_sources_have_no_key(desk, sources):
    sources["Leaflet"].retire()
    assert "Leaflet" not in [key.source.name for key in desk.get(reverse("tally")).context["keys"]]


def test_the_page_costs_the_same_with_one_lead_and_with_hundreds(desk, sources, django_assert_num_queries):
    many(sources["Leaflet"], 1)
    desk.get(reverse("tally"))
    for n in (1, 300):
        many(sources["Signboard"], n)
        with django_assert_num_queries(7):  # session, person, business, just logged, counts, keys, ruler
            desk.get(reverse("tally"))


def test_counting_today_reads_an_index_and_not_the_leads_of_years(business, sources):
    years_ago = timezone.now() - timedelta(days=900)
    old = (Lead(key=uuid.uuid4(), source=sources["Leaflet"], received_at=years_ago + timedelta(minutes=n)) for n in range(5000))
    Lead.objects.bulk_create(old)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE leads_lead")
    plan = tally.received_on(business, business.today()).order_by().explain()
    assert "leads_newest_first" in plan


def test_without_sources_an_admin_is_shown_where_to_add_them(client, cast):
    client.force_login(cast.admin)
    assert reverse("sources_settings") in client.get(reverse("tally")).content.decode()


def test_without_sources_others_are_told_whom_to_ask(desk, cast):
    page = desk.get(reverse("tally")).content.decode()
    assert "Ask Ada, Max, Ruth to add them" in page
    assert f'href="{reverse("sources_settings")}"' not in page


def test_a_stranger_is_sent_away(client, cast):
    assert client.get(reverse("tally")).url.startswith(reverse("account_login"))


def test_the_service_worker_is_served_from_the_root_to_everybody(client, business):
    response = client.get("/sw.js")
    assert (response.status_code, response["Content-Type"]) == (200, "text/javascript")
    assert "no-cache" in response["Cache-Control"]


def test_the_address_of_a_lead_that_is_none_opens_the_page_all_the_same(desk, sources):
    assert desk.get(reverse("tally"), {"lead": "' or 1"}).status_code == 200


def spread(source, day, *, minutes: int) -> None:
    """A lead in each of the first so many minutes of the day."""
    Lead.objects.bulk_create(
        Lead(key=uuid.uuid4(), source=source, channel="phone", received_at=day + timedelta(minutes=n)) for n in range(minutes)
    )


def test_a_busy_day_makes_no_heavier_page(desk, sources, business):
    day, _ = business.day_bounds(business.today())
    spread(sources["Signboard"], day, minutes=1440)
    many(sources["Leaflet"], 60)
    calm = len(desk.get(reverse("tally")).content)
    spread(sources["Signboard"], day, minutes=1440)
    many(sources["Leaflet"], 3000)
    busy = len(desk.get(reverse("tally")).content)
    assert abs(busy - calm) < 100
    assert busy < 90_000
