import pytest
from django.urls import reverse

from leads.capture.card import describe
from leads.models import Disqualified
from leads.phones import parse_phone

pytestmark = pytest.mark.django_db
PHONE = "0113 496 0142"


@pytest.fixture
def maria(tick, cast):
    lead = tick()
    describe(lead, by=cast.staff, name="Maria Lindqvist", phones=[parse_phone(PHONE, country="GB")], interest="galley kitchen")
    lead.refresh_from_db()
    return lead


@pytest.fixture
def ask(desk):
    return lambda **typed: desk.get(reverse("known_contact"), typed).content.decode()


@pytest.mark.parametrize("typed", ["0113 496 0142", "+44 113 4960142", "(0113)4960142"])
def test_a_known_number_in_any_spelling_says_who_it_is_and_offers_three_choices(maria, ask, typed):
    said = ask(phone=typed)
    assert "This looks like Maria Lindqvist." in said
    assert "galley kitchen" in said
    assert [said.count(f'value="{choice}"') for choice in ("same", "new", "other")] == [1, 1, 1]
    assert 'value="same" checked' in said


def test_without_an_open_enquiry_there_is_none_to_add_to(maria, ask, cast):
    maria.disqualify(Disqualified.NO_BUDGET, by=cast.staff)
    said = ask(phone=PHONE)
    assert 'value="same"' not in said
    assert 'value="new" checked' in said


@pytest.mark.parametrize("typed", ["", "0", "0113 496 01", "\0", "nobody"])
def test_an_unknown_number_says_nothing(maria, ask, typed):
    assert ask(phone=typed).strip() == ""


def test_the_lead_that_is_being_described_is_not_its_own_earlier_enquiry(maria, ask):
    assert 'value="same"' not in ask(phone=PHONE, lead=str(maria.pk))


def test_a_signed_out_person_learns_nothing(maria, client):
    response = client.get(reverse("known_contact"), {"phone": PHONE})
    assert response.status_code == 302
    assert "Maria" not in response.content.decode()


def test_looking_somebody_up_costs_the_same_however_often_they_asked(maria, tick, cast, desk, django_assert_num_queries):
    for _ in range(5):
        describe(tick(), by=cast.staff, phones=[parse_phone(PHONE, country="GB")], decision="new")
    desk.get(reverse("known_contact"))
    with django_assert_num_queries(6):  # session, person, business, contacts, their leads, which are open
        desk.get(reverse("known_contact"), {"phone": PHONE})


def test_another_name_is_asked_about_and_nothing_is_proposed(maria, ask):
    shown = ask(phone=PHONE, name="Bob Marsh")
    assert "The name you typed is another one." in shown
    assert " checked" not in shown


@pytest.mark.parametrize("name", ["Maria", "lindqvist, maria", " "])
def test_their_own_name_proposes_the_usual(maria, ask, name):
    shown = ask(phone=PHONE, name=name)
    assert "another one" not in shown
    assert 'value="same" checked' in shown
