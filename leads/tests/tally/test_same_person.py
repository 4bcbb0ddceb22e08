from datetime import timedelta

import pytest

from leads.capture.card import describe
from leads.models import Contact, Disqualified, HandOff, Lead
from leads.phones import parse_phone

pytestmark = pytest.mark.django_db
PHONE = [parse_phone("0113 496 0142", country="GB")]


@pytest.fixture
def maria(tick, cast):
    """An open enquiry by Maria."""
    lead = tick()
    describe(lead, by=cast.staff, name="Maria Lindqvist", phones=PHONE, emails=["Maria@example.com"])
    return Lead.objects.get(pk=lead.pk)


def standing():
    return Lead.objects.valid().count()


def test_an_open_enquiry_gets_a_touch_with_the_source_of_the_second_contact(maria, tick, cast, sources):
    described = describe(tick("Leaflet"), by=cast.staff, phones=PHONE, interest="oak worktops too")
    touch = maria.touches.get()
    assert (described.lead, described.joined, standing()) == (maria, True, 1)
    assert (touch.source, touch.text) == (sources["Leaflet"], "oak worktops too")


def test_a_known_address_in_other_letters_is_the_same_person(maria, tick, cast):
    assert describe(tick(), by=cast.staff, emails=["MARIA@Example.com"]).lead == maria


def test_a_new_enquiry_is_a_lead_of_its_own_of_the_same_person(maria, tick, cast):
    described = describe(tick(), by=cast.staff, phones=PHONE, decision="new")
    assert (described.lead.contact, standing(), Contact.objects.count()) == (maria.contact, 2, 1)


def test_someone_else_on_the_same_number_is_a_contact_of_their_own(maria, tick, cast):
    described = describe(tick(), by=cast.staff, name="Bo", phones=PHONE, decision="other")
    assert (described.lead.contact.name, standing(), Contact.objects.count()) == ("Bo", 2, 2)


def test_without_an_open_enquiry_it_is_a_new_lead_of_the_same_person(maria, tick, cast):
    maria.disqualify(Disqualified.NO_BUDGET, by=cast.staff)
    described = describe(tick(), by=cast.staff, phones=PHONE)
    assert (described.joined, described.lead.contact, standing()) == (False, maria.contact, 2)


def test_an_enquiry_of_last_week_that_is_logged_today_becomes_the_first_one(maria, tick, cast, sources):
    earlier = tick("Leaflet", at=maria.received_at - timedelta(days=7))
    described = describe(earlier, by=cast.staff, phones=PHONE)
    assert (described.lead, described.lead.source) == (earlier, sources["Leaflet"])
    assert list(Lead.objects.valid()) == [earlier]


def test_another_name_on_the_same_enquiry_is_kept_in_the_touch(maria, tick, cast):
    describe(tick(), by=cast.staff, name="Bo Lindqvist", phones=PHONE)
    maria.contact.refresh_from_db()
    assert (maria.contact.name, maria.touches.get().text) == ("Maria Lindqvist", "Gave the name Bo Lindqvist.")


def test_the_same_card_twice_writes_nothing_new(maria, tick, cast):
    lead = tick()
    phones = [parse_phone("020 7946 0018", country="GB")]
    card = {"name": "Bo", "phones": phones, "interest": "a desk", "follow_up_on": lead.received_at.date()}
    describe(lead, by=cast.staff, **card)
    before = (lead.changes.count(), lead.activities.count(), Contact.objects.count())
    describe(lead, by=cast.staff, **card)
    assert (lead.changes.count(), lead.activities.count(), Contact.objects.count()) == before


def test_a_joined_card_sent_twice_is_joined_once(maria, tick, cast):
    lead = tick()
    for _ in range(2):
        described = describe(Lead.objects.get(pk=lead.pk), by=cast.staff, phones=PHONE, follow_up_on=lead.received_at.date())
    assert (described.lead, maria.touches.count(), maria.activities.count()) == (maria, 1, 1)


def test_a_number_nobody_can_dial_is_kept_as_typed_and_is_nobody_we_know(tick, cast):
    for _ in range(2):
        describe(tick(), by=cast.staff, phones=[parse_phone("the shop next door", country="GB")])
    assert Contact.objects.count() == 2
    assert Contact.objects.first().main_phone.as_typed == "the shop next door"


def test_a_lead_that_sales_has_is_not_joined_but_gets_its_person(maria, tick, cast):
    lead = tick()
    HandOff.make(lead, by=cast.staff)
    described = describe(lead, by=cast.staff, phones=PHONE)
    assert (described.joined, described.lead.contact, standing()) == (False, maria.contact, 2)
