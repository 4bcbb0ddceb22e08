"""The benchmark's business can be made as the tables are today."""

import pytest

from bench import business
from leads.models import Contact, Lead

pytestmark = pytest.mark.django_db


def test_the_business_of_the_benchmark_is_made_of_leads_and_clients():
    business.fill(leads=70)
    assert Lead.objects.count() == 70
    assert Contact.objects.clients().count() == 10
