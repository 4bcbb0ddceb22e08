"""The wrong key was pressed: another source for an enquiry, from the card or the list of the Log."""

import pytest
from django.urls import reverse

from leads.models import Campaign, LeadChange

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


@pytest.fixture
def put_right(desk, sources):
    def put(lead, source: str, **headers):
        return desk.post(reverse("lead_source", args=[lead.pk]), {"source": sources[source].pk}, headers=JSON | headers)

    return put


def test_the_source_is_another_one_and_it_is_remembered_who_said_so(put_right, tick, cast, sources):
    lead = tick("Leaflet")
    answer = put_right(lead, "Signboard").json()
    lead.refresh_from_db()
    change = LeadChange.objects.get(lead=lead)
    assert (lead.source.name, answer["counts"]["sources"]) == ("Signboard", {str(sources["Signboard"].pk): 1})
    assert (change.verb, change.by, change.before["source"], change.after["source"]) == ("edited", cast.staff, "Leaflet", "Signboard")


def test_the_same_source_again_writes_nothing(put_right, tick):
    lead = tick("Leaflet")
    assert put_right(lead, "Leaflet").status_code == 200
    assert not LeadChange.objects.exists()


def test_a_campaign_of_the_other_source_does_not_go_with_it(put_right, tick, sources):
    lead = tick("Leaflet")
    lead.campaign = Campaign.objects.create(name="Spring", source=sources["Leaflet"])
    lead.save()
    put_right(lead, "Signboard")
    lead.refresh_from_db()
    assert lead.campaign is None


def test_a_retired_source_is_refused(put_right, tick, sources):
    lead = tick("Leaflet")
    sources["Signboard"].retire()
    answer = put_right(lead, "Signboard")
    lead.refresh_from_db()
    assert (answer.status_code, list(answer.json()["errors"]), lead.source.name) == (422, ["source"], "Leaflet")


def test_what_somebody_else_chose_on_this_device_waits_for_them(put_right, tick, cast):
    lead = tick("Leaflet")
    assert put_right(lead, "Signboard", **{"X-Sent-By": str(cast.sales.pk)}).status_code == 401
    lead.refresh_from_db()
    assert lead.source.name == "Leaflet"


def test_without_script_the_card_has_the_choice_and_comes_back_to_the_log(desk, tick, sources):
    lead = tick("Leaflet")
    assert reverse("lead_source", args=[lead.pk]) in desk.get(f"{reverse('tally')}?lead={lead.pk}").text
    answer = desk.post(reverse("lead_source", args=[lead.pk]), {"source": sources["Signboard"].pk})
    lead.refresh_from_db()
    assert (answer.url, lead.source.name) == (reverse("tally"), "Signboard")
