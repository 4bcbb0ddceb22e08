import uuid

import pytest
from django.urls import reverse

from leads.models import Lead

pytestmark = pytest.mark.django_db


def test_a_tap_is_a_lead_with_its_source_channel_and_who_logged_it(tap, cast, sources):
    answer = tap("Leaflet", channel="phone").json()
    lead = Lead.objects.get()
    assert (lead.source, lead.channel, lead.how_known, lead.logged_by) == (sources["Leaflet"], "phone", "asked", cast.staff)
    assert (answer["id"], answer["outcome"], answer["href"]) == (str(lead.pk), "created", lead.get_absolute_url())
    assert answer["counts"] == {"total": 1, "sources": {str(sources["Leaflet"].pk): 1}}


def test_the_same_key_twice_is_one_lead_and_the_same_answer(tap):
    key = str(uuid.uuid4())
    first, second = tap(key=key).json(), tap("Leaflet", key=key).json()
    assert (first["id"], first["counts"]) == (second["id"], second["counts"])
    assert (first["outcome"], second["outcome"]) == ("created", "known")
    assert Lead.objects.count() == 1


def test_a_replay_leaves_no_mark_in_the_history(tap):
    key = str(uuid.uuid4())
    tap(key=key)
    tap(key=key)
    assert Lead.pgh_event_model.objects.count() == 1


def test_a_tap_without_script_opens_the_card_of_its_lead(desk, sources):
    body = {"key": str(uuid.uuid4()), "source": sources["Leaflet"].pk, "channel": "walk_in"}
    response = desk.post(reverse("capture"), body, follow=True)
    lead = Lead.objects.get()
    assert response.redirect_chain == [(f"/?lead={lead.pk}", 302)]
    assert reverse("lead_details", args=[lead.pk]) in response.content.decode()


def test_the_switch_is_remembered_for_the_person(tap, cast):
    tap(channel="phone")
    cast.staff.refresh_from_db()
    assert cast.staff.channel == "phone"


def test_a_tap_on_a_source_merged_since_goes_to_the_one_that_took_it_over(tap, sources):
    sources["Leaflet"].merge_into(sources["Signboard"])
    tap("Leaflet")
    assert Lead.objects.get().source == sources["Signboard"]


@pytest.mark.parametrize("body", [{"source": 0}, {"key": "no key"}, {"channel": "pigeon"}])
def test_what_makes_no_sense_is_refused_with_the_field_that_is_wrong(tap, body):
    response = tap(**body)
    assert (response.status_code, list(response.json()["errors"])) == (422, list(body))
    assert not Lead.objects.exists()


@pytest.mark.parametrize("body", [b"{", b"[]", b"null", b'"x"', b"\xff"])
def test_what_is_no_json_object_is_refused(desk, sources, body):
    response = desk.post(reverse("capture"), body, content_type="application/json")
    assert response.status_code == 422
    assert not Lead.objects.exists()


def test_a_signed_out_device_is_told_so_and_nothing_is_logged(tap, client, sources):
    client.logout()
    assert tap(client=client).status_code == 401
    assert not Lead.objects.exists()


def test_what_one_person_tapped_is_not_sent_in_the_name_of_another(desk, cast, sources):
    body = {"key": str(uuid.uuid4()), "source": sources["Leaflet"].pk, "channel": "walk_in"}
    response = desk.post(reverse("capture"), body, content_type="application/json", headers={"X-Sent-By": str(cast.owner.pk)})
    assert response.status_code == 401
    assert not Lead.objects.exists()


def test_half_a_character_is_kept_as_a_question_mark(desk, tap):
    lead = tap("Leaflet").json()["id"]
    headers = {"Accept": "application/json"}
    sent = desk.post(reverse("lead_details", args=[lead]), '{"name": "Ann \\ud800"}', content_type="application/json", headers=headers)
    assert sent.json()["name"] == "Ann ?"


def test_brackets_without_end_are_refused(desk, sources):
    headers = {"Accept": "application/json"}
    assert desk.post(reverse("capture"), "[" * 100_000, content_type="application/json", headers=headers).status_code == 422
