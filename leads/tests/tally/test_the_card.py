import pytest
from django.urls import reverse

from leads.capture.card import describe
from leads.models import Contact, Lead
from leads.phones import parse_phone

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


@pytest.fixture
def send(desk):
    """Sends the card of a lead as the page does."""

    def posted(lead, **fields):
        address = reverse("lead_details", args=[lead.pk])
        return desk.post(address, fields, content_type="application/json", headers=JSON)

    return posted


def test_a_card_names_the_person_and_plans_the_follow_up(send, tick, cast):
    lead = tick()
    answer = send(lead, name="Maria Lindqvist", phone="0113 496 0142", interest="galley kitchen", follow_up_on="2030-06-13").json()
    lead.refresh_from_db()
    planned = lead.activities.get()
    assert (answer["name"], answer["joined"], lead.interest) == ("Maria Lindqvist", False, "galley kitchen")
    assert lead.contact.main_phone.e164 == "+441134960142"
    assert (planned.due_on.isoformat(), planned.for_user) == ("2030-06-13", cast.staff)


def test_a_follow_up_that_waited_offline_until_its_day_was_over_is_kept(send, tick):
    lead = tick()
    assert send(lead, name="Maria", follow_up_on="2026-01-02").status_code == 200
    assert lead.activities.get().due_on.isoformat() == "2026-01-02"


def test_an_address_that_is_none_is_refused_beside_its_field(send, tick):
    lead = tick()
    response = send(lead, name="Maria", email="maria at home")
    lead.refresh_from_db()
    assert (response.status_code, list(response.json()["errors"])) == (422, ["email"])
    assert lead.contact is None


def test_a_joined_card_says_so_and_can_be_separated(send, desk, tick, cast):
    first, again = tick(), tick()
    send(first, name="Maria", phone="0113 496 0142")
    answer = send(again, phone="0113 496 0142").json()
    first.refresh_from_db()
    assert (answer["joined"], answer["href"], answer["counts"]["total"]) == (True, first.get_absolute_url(), 1)
    assert "Maria" in answer["said"]
    separated = desk.post(reverse("lead_separation", args=[again.pk]), headers=JSON)
    assert separated.json()["counts"]["total"] == 2


def test_without_script_a_known_number_is_asked_about_before_it_is_saved(desk, tick, cast):
    first, again = tick(), tick()
    describe(first, by=cast.staff, name="Maria", phones=[parse_phone("0113 496 0142", country="GB")])
    address, card = reverse("lead_details", args=[again.pk]), {"name": "M. Lindqvist", "phone": "0113 4960142"}
    asked = desk.post(address, card)
    again.refresh_from_db()
    assert (again.contact, again.merged_into) == (None, None)
    assert "This looks like Maria." in asked.content.decode()
    assert 'value="M. Lindqvist"' in asked.content.decode()
    desk.post(address, card | {"decision": "same"})
    again.refresh_from_db()
    assert again.merged_into == first


def test_without_script_what_is_wrong_is_shown_with_what_was_typed(desk, tick):
    response = desk.post(reverse("lead_details", args=[tick().pk]), {"name": "Maria", "email": "maria at home"})
    assert response.status_code == 422
    assert 'value="maria at home"' in response.content.decode()


def test_markup_in_a_name_stays_text(send, desk, tick):
    send(tick(), name="<script>alert(1)</script>")
    page = desk.get(reverse("tally")).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_signed_out_person_describes_nobody(client, tick):
    response = client.post(reverse("lead_details", args=[tick().pk]), {"name": "Maria"}, headers=JSON)
    assert response.status_code == 401
    assert not Contact.objects.exists()


def test_two_desks_that_meet_the_same_new_person_make_one_contact(send, tick):
    for lead in (tick(), tick()):
        send(lead, phone="0113 496 0142", decision="new")
    assert (Contact.objects.count(), Lead.objects.valid().count()) == (1, 2)


def test_another_name_on_a_known_number_is_saved_once_somebody_says_who_it_is(tick, cast, send):
    describe(tick(), by=cast.staff, name="Maria Lindqvist", phones=[parse_phone("0113 496 0142", country="GB")])
    lead, card = tick(), {"name": "Bob Marsh", "phone": "0113 496 0142"}
    refused = send(lead, **card)
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["decision"])
    lead.refresh_from_db()
    assert lead.contact is None
    assert send(lead, **card, decision="other").json()["name"] == "Bob Marsh"
