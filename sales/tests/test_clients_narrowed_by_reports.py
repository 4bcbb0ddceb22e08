"""What reports ask the list of clients: the very clients behind a figure."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from leads.contacts import referrals
from leads.models import Contact
from leads.tests.making import make_lead
from sales.hand_off.transfer import open_opportunity
from sales.pipeline import closing

pytestmark = pytest.mark.django_db


@pytest.fixture
def buyer(cast, sources, stages):
    def make(name: str, *days: str, channel: str = "phone") -> Contact:
        first, *others = [datetime.fromisoformat(day).replace(hour=12, tzinfo=UTC) for day in days]
        lead = make_lead(name, source=sources["Leaflet"], received_at=first, channel=channel)
        closing.win(open_opportunity(lead, by=cast.sales), by=cast.sales, amount=Decimal(5), at=first)
        for day in others:
            closing.sell_again(lead.contact, by=cast.sales, amount=Decimal(5), at=day)
        return lead.contact

    return make


@pytest.fixture
def listed(client, cast):
    def look(**query) -> list[str]:
        client.force_login(cast.sales)
        answer = client.get(reverse("clients"), query)
        assert not answer.context["filter"].form.errors
        return sorted(str(row) for row in answer.context["page"].rows)

    return look


def test_those_who_bought_in_one_time_and_again_in_another(buyer, listed, business):
    buyer("Ada", "2025-01-10", "2026-01-10")
    buyer("Bea", "2025-01-10", "2025-02-10")
    assert listed(bought_from="2025-01-01", bought_to="2025-12-31", again_from="2026-01-01", again_to="2026-12-31") == ["Ada"]
    assert listed(bought_from="2025-01-01", bought_to="2025-12-31") == ["Ada", "Bea"]


def test_those_who_came_back_in_a_year_after_their_first_sale(buyer, listed, business):
    buyer("Ada", "2024-01-10", "2025-01-10")
    buyer("Bea", "2024-01-10", "2025-01-11")
    buyer("Cleo", "2024-01-10", "2024-01-10")
    assert (listed(came_back="1"), listed(came_back="2"), listed(repeat="1")) == (["Ada"], ["Bea"], ["Ada", "Bea"])


def test_those_of_the_leads_that_won_them_and_of_a_moment(buyer, listed, business):
    buyer("Ada", "2024-01-10")
    buyer("Bea", "2026-01-10", channel="website")
    assert (listed(channel="website"), listed(as_of="2025-01-01T00:00:00Z"), listed(person="blank")) == (["Bea"], ["Ada"], ["Ada", "Bea"])


def test_those_whom_somebody_sent_and_those_who_told_what_they_spend(buyer, listed, business, cast):
    sender, sent = buyer("Ada", "2024-01-10"), buyer("Bea", "2024-02-10")
    referrals.name(sent.leads.get(), sender, by=cast.staff)
    Contact.objects.filter(pk=sender.pk).update(yearly_spend=100)
    assert (listed(sent_by=sender.pk), listed(spend_known="1")) == (["Bea"], ["Ada"])


def test_what_a_report_asked_stays_when_the_list_is_narrowed_and_can_be_taken_away(buyer, client, cast, business):
    buyer("Ada", "2024-01-10", timezone.now().date().isoformat())
    client.force_login(cast.sales)
    told = client.get(reverse("clients"), {"repeat": "1", "q": "ada"}).text
    assert '<input type="hidden" name="repeat" value="1"' in told
    assert "Bought more than once" in told
    assert 'href="?q=ada"' in told


@pytest.mark.parametrize("query", [{"came_back": "0"}, {"came_back": "many"}, {"sent_by": "nobody"}, {"as_of": "soon"}, {"channel": "x"}])
def test_what_cannot_be_read_shows_nobody_and_says_so(buyer, client, cast, business, query):
    buyer("Ada", "2024-01-10")
    client.force_login(cast.sales)
    assert "could not be understood" in client.get(reverse("clients"), query).text
