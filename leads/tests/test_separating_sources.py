"""A merger of sources is taken back: what came over goes back, with the spend that was added."""

import pytest
from django.urls import reverse

from leads.models import Campaign, Lead, Source, Spend, Touch
from leads.tests.making import make_lead


@pytest.fixture(autouse=True)
def signed_in(client, cast):
    client.force_login(cast.admin)


@pytest.fixture
def merge(client):
    def send(source: Source, into: Source):
        client.post(reverse("source_merger", args=[source.pk]), {"into": into.pk})

    return send


@pytest.fixture
def separate(client):
    def send(source: Source):
        return client.post(reverse("source_separation", args=[source.pk]), follow=True).text

    return send


def test_leads_touches_and_campaigns_go_back(sources, merge, separate):
    ours, theirs = make_lead("Ann", source=sources["Leaflet"]), make_lead("Bea", source=sources["Signboard"])
    touch = Touch.objects.create(lead=theirs, source=sources["Leaflet"], channel="phone")
    campaign = Campaign.objects.create(name="Spring", source=sources["Leaflet"])
    merge(sources["Leaflet"], sources["Signboard"])
    assert "is a source of its own again" in separate(sources["Leaflet"])
    for row in (ours, touch, campaign):
        row.refresh_from_db()
        assert row.source == sources["Leaflet"]
    assert list(Lead.objects.filter(source=sources["Signboard"])) == [theirs]
    assert "Leaflet" in [str(source) for source in Source.objects.in_use()]


def test_lead_that_moved_on_since_stays(sources, merge, separate, cast):
    lead = make_lead("Ann", source=sources["Leaflet"])
    merge(sources["Leaflet"], sources["Signboard"])
    lead.refresh_from_db()
    lead.edit(by=cast.admin, source=sources["Google search"])
    separate(sources["Leaflet"])
    lead.refresh_from_db()
    assert lead.source == sources["Google search"]


def test_spend_that_was_added_is_taken_off_again(sources, merge, separate):
    Spend.put(sources["Leaflet"], month="2026-05-01", amount=10)
    Spend.put(sources["Leaflet"], month="2026-06-01", amount=7)
    Spend.put(sources["Signboard"], month="2026-05-01", amount=5)
    merge(sources["Leaflet"], sources["Signboard"])
    separate(sources["Leaflet"])
    rows = Spend.objects.order_by("source__name", "month").values_list("source__name", "month__month", "amount")
    assert list(rows) == [("Leaflet", 5, 10), ("Leaflet", 6, 7), ("Signboard", 5, 5)]


def test_mergers_one_after_the_other_go_back_in_turn(sources, merge, separate):
    lead = make_lead("Ann", source=sources["Leaflet"])
    merge(sources["Leaflet"], sources["Signboard"])
    merge(sources["Signboard"], sources["Google search"])
    assert "Separate that first" in separate(sources["Leaflet"])
    separate(sources["Signboard"])
    lead.refresh_from_db()
    assert lead.source == sources["Signboard"]
    separate(sources["Leaflet"])
    lead.refresh_from_db()
    assert lead.source == sources["Leaflet"]


def test_retired_source_is_retired_again(sources, merge, separate):
    sources["Leaflet"].retire()
    merge(sources["Leaflet"], sources["Signboard"])
    separate(sources["Leaflet"])
    sources["Leaflet"].refresh_from_db()
    assert (sources["Leaflet"].merged_into, sources["Leaflet"].retired_at is None) == (None, False)


def test_source_of_its_own_is_not_separated(sources, separate):
    assert "cannot be separated" in separate(sources["Leaflet"])


def test_page_of_the_other_offers_the_way_back(client, sources, merge):
    merge(sources["Leaflet"], sources["Signboard"])
    client.get(reverse("sources_settings"))  # the toast has an Undo of its own
    page = client.get(reverse("source", args=[sources["Signboard"].pk])).text
    assert f'action="{reverse("source_separation", args=[sources["Leaflet"].pk])}"' in page
