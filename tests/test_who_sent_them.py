"""Who sent an enquiry: named, changed and cleared on its page, remembered, and kept when enquiries are joined."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from leads import merging
from leads.builtins import ensure_sources
from leads.contacts import referrals
from leads.models import Contact, IllegalMove, LeadChange, Source
from leads.tests.making import make_lead

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client, cast):
    client.force_login(cast.staff)
    return client


@pytest.fixture
def recommended(business):
    ensure_sources()
    return Source.objects.get(kind=Source.Kind.REFERRAL)


@pytest.fixture
def bob(recommended):
    return make_lead("Bob Okafor", phones=["0113 496 0142"]).contact


def page(lead) -> str:
    return reverse("lead_referral", args=[lead.pk])


def sender(lead) -> Contact | None:
    lead.refresh_from_db()
    return lead.referred_by


@pytest.mark.parametrize("text", ["okafor", "0113 4960142"])
def test_whoever_sent_them_is_found_by_name_and_by_number(staff, bob, text):
    assert staff.get(page(make_lead("Maria")), {"q": text}).context["people"] == [bob]


def test_naming_is_remembered_and_shown_with_a_link(staff, bob, recommended, cast):
    lead = make_lead("Maria", source=recommended)
    assert "Say who sent them" in staff.get(lead.get_absolute_url()).text
    assert staff.post(page(lead), {"who": bob.pk}).url == lead.get_absolute_url()
    change = LeadChange.objects.get(lead=lead)
    assert (sender(lead), change.by, change.before, change.after) == (bob, cast.staff, {"referred_by": None}, {"referred_by": "Bob Okafor"})
    assert f'<a href="{reverse("contact", args=[bob.pk])}">Bob Okafor</a>' in staff.get(lead.get_absolute_url()).text


def test_an_enquiry_without_a_source_becomes_a_recommendation_and_the_undo_takes_both_back(staff, bob, recommended):
    lead = make_lead("Maria")
    answer = staff.post(page(lead), {"who": bob.pk}, follow=True)
    assert (sender(lead), lead.source) == (bob, recommended)
    assert "It had no source" in answer.text
    staff.post(reverse("lead_referral_end", args=[lead.pk]) + "?source")
    assert (sender(lead), lead.source, lead.how_known) == (None, None, "")


def test_another_source_stays(staff, bob):
    lead = make_lead("Maria", source=Source.add("Leaflet"))
    staff.post(page(lead), {"who": bob.pk})
    assert (sender(lead), lead.source.name) == (bob, "Leaflet")


def test_it_is_changed_cleared_and_brought_back(staff, bob):
    lead, ann = make_lead("Maria"), make_lead("Ann").contact
    for who in (bob, ann):
        staff.post(page(lead), {"who": who.pk})
    assert sender(lead) == ann
    staff.post(reverse("lead_referral_end", args=[lead.pk]))
    assert sender(lead) is None
    staff.post(reverse("lead_referral_former", args=[lead.pk, ann.pk]))
    assert sender(lead) == ann


def test_the_same_person_again_writes_nothing(bob, cast):
    lead = make_lead("Maria")
    assert [referrals.name(lead, bob, by=cast.staff).changed for _ in range(2)] == [True, False]
    assert LeadChange.objects.filter(lead=lead).count() == 1
    assert [referrals.clear(lead, by=cast.staff) for _ in range(2)] == [True, False]


def test_nobody_sends_themselves(staff, bob):
    lead = bob.leads.get()
    answer = staff.post(page(lead), {"who": bob.pk})
    assert (answer.status_code, sender(lead)) == (422, None)
    assert "It is their own enquiry" in answer.text
    staff.post(reverse("lead_referral_former", args=[lead.pk, bob.pk]))
    assert sender(lead) is None


def test_an_enquiry_given_to_its_sender_is_sent_by_nobody(bob, cast):
    lead = make_lead("Maria")
    referrals.name(lead, bob, by=cast.staff)
    lead.edit(by=cast.staff, contact=bob)
    assert sender(lead) is None


@pytest.mark.parametrize("data", [{}, {"who": "0"}, {"who": "nobody"}])
def test_nobody_chosen_is_refused(staff, business, data):
    lead = make_lead("Maria")
    assert staff.post(page(lead), data).status_code == 422
    assert sender(lead) is None


def test_a_withdrawn_enquiry_is_refused(staff, bob, cast):
    lead = make_lead("Maria")
    lead.withdraw(by=cast.staff)
    assert staff.post(page(lead), {"who": bob.pk}).status_code == 422
    with pytest.raises(IllegalMove):
        referrals.clear(lead, by=cast.staff)
    assert sender(lead) is None


def test_a_merged_person_stands_for_the_one_they_are(bob, cast):
    lead, old = make_lead("Maria"), Contact.make(name="Bobby")
    Contact.objects.filter(pk=old.pk).update(merged_into=bob)
    referrals.name(lead, Contact.objects.get(pk=old.pk), by=cast.staff)
    assert sender(lead) == bob


def test_the_signed_out_name_nobody(client, bob):
    lead = make_lead("Maria")
    client.post(page(lead), {"who": bob.pk})
    assert sender(lead) is None


def test_joining_keeps_the_sender_and_separating_gives_it_back(bob, cast):
    first = make_lead("Maria", received_at=timezone.now() - timedelta(days=2))
    second = make_lead("Maria again")
    referrals.name(second, bob, by=cast.staff)
    merging.merge(second, into=first, by=cast.staff)
    assert sender(first) == bob
    merging.unmerge(second, by=cast.staff)
    assert (sender(first), sender(second)) == (None, bob)


def test_joining_leaves_the_sender_the_survivor_has(bob, cast):
    ann = make_lead("Ann").contact
    first = make_lead("Maria", received_at=timezone.now() - timedelta(days=2))
    second = make_lead("Maria again")
    referrals.name(first, ann, by=cast.staff)
    referrals.name(second, bob, by=cast.staff)
    merging.merge(second, into=first, by=cast.staff)
    merging.unmerge(second, by=cast.staff)
    assert (sender(first), sender(second)) == (ann, bob)


def test_whom_they_sent_is_counted_without_junk(staff, bob, cast, django_assert_num_queries):
    for name in ("Maria", "Ines", "Spam"):
        referrals.name(make_lead(name), bob, by=cast.staff)
    bob.referrals.get(contact__name="Spam").disqualify("spam", by=cast.staff)
    with django_assert_num_queries(3):
        sent = referrals.sent_by(bob)
    assert ([str(lead) for lead in sent.leads], sent.count, sent.clients) == (["Ines", "Maria"], 2, 0)
    assert "Whom they sent" in staff.get(bob.leads.get().get_absolute_url()).text
