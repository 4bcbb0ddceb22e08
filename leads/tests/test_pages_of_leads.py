"""Walking a long list back and forth meets every lead once, and says no exact number past the cap."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts import keyset
from leads.models import Lead
from leads.tests.making import make_lead


@pytest.fixture
def many(cast, client):
    client.force_login(cast.staff)
    now = timezone.now()
    # Every three leads share a moment, so that pages are cut inside a tie.
    return [make_lead(f"P{n}", received_at=now - timedelta(hours=n // 3)) for n in range(110)]


def walk(client, address: str, way: str) -> list[list]:
    pages = []
    while address:
        page = client.get(f"{reverse('leads')}{address}").context["page"]
        pages.append([lead.pk for lead in page.rows])
        address = getattr(page, way)
    return pages


def test_every_lead_is_on_one_page(client, many):
    pages = walk(client, "?", "older")
    assert [len(page) for page in pages] == [50, 50, 10]
    assert sorted(pk for page in pages for pk in page) == sorted(lead.pk for lead in many)


def test_the_way_back_shows_the_same_pages(client, many):
    first = client.get(reverse("leads")).context["page"]
    second = client.get(f"{reverse('leads')}{first.older}").context["page"]
    assert [lead.pk for lead in client.get(f"{reverse('leads')}{second.newer}").context["page"].rows] == [lead.pk for lead in first.rows]


def test_filters_stay_on_the_next_page(client, many):
    page = client.get(reverse("leads"), {"state": "open"}).context["page"]
    assert "state=open" in page.older


@pytest.mark.parametrize("position", ["x", "_", "2026-01-01_", "2026-01-01T00:00:00+00:00_zz", "2026-01-01T00:00:00_" + "0" * 32])
def test_a_mangled_position_is_the_first_page(client, many, position):
    assert len(client.get(reverse("leads"), {"after": position}).context["page"].rows) == 50


def test_counting_stops_at_the_cap(many):
    assert keyset.capped_count(Lead.objects.all(), cap=100) == (100, True)
    assert keyset.capped_count(Lead.objects.all(), cap=110) == (110, False)
