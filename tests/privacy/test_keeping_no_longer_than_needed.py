"""Rules of how long people are kept who never became clients."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Business
from leads.models import Contact, Lead, RetentionRule
from leads.privacy.retention import erase_overdue

pytestmark = pytest.mark.django_db


@pytest.fixture
def ended(make_lead, cast):
    """Somebody whose only enquiry was disqualified so many days ago."""

    def make(name: str, *, days: int, reason: str = "no_budget") -> Contact:
        lead = make_lead(name)
        lead.disqualify(reason, by=cast.staff)
        Lead.objects.filter(pk=lead.pk).update(closed_at=timezone.now() - timedelta(days=days))
        return lead.contact

    return make


def names() -> list[str]:
    erase_overdue(Business.current())
    return sorted(Contact.objects.filter(erased_at=None).values_list("name", flat=True))


def test_nobody_goes_without_a_rule(ended):
    ended("Ann", days=4000)
    assert names() == ["Ann"]


def test_whose_time_is_over_goes(ended):
    ended("Ann", days=100), ended("Bob", days=80)
    RetentionRule.objects.create(end="disqualified", months=3)
    assert names() == ["Bob"]


def test_each_end_has_its_own_time(ended):
    ended("Ann", days=100), ended("Sam", days=100, reason="spam")
    RetentionRule.objects.create(end="junk", months=1)
    assert names() == ["Ann"]


def test_whoever_asked_again_stays(ended, make_lead):
    make_lead("Ann", contact=ended("Ann", days=100))
    RetentionRule.objects.create(end="disqualified", months=3)
    assert names() == ["Ann"]


def test_clients_stay(una):
    for end in RetentionRule.End:
        RetentionRule.objects.create(end=end, months=1)
    Lead.objects.update(closed_at=timezone.now() - timedelta(days=4000))
    erase_overdue(Business.current())
    una.contact.refresh_from_db()
    assert una.contact.erased_at is None


def test_the_page_saves_rules_and_says_who_goes(client, cast, ended):
    ended("Ann", days=100)
    client.force_login(cast.admin)
    client.post(reverse("privacy_settings"), {"disqualified": "3", "lost": ""})
    assert list(RetentionRule.objects.values_list("end", "months")) == [("disqualified", 3)]
    assert "1 person goes within the hour" in client.get(reverse("privacy_settings")).text


def test_a_wrong_number_of_months_is_refused(client, cast):
    client.force_login(cast.admin)
    answer = client.post(reverse("privacy_settings"), {"disqualified": "0"})
    assert answer.status_code == 422
    assert not RetentionRule.objects.exists()
