"""What is missing or cannot be is counted, listed in the same number, and mended where it stands."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from leads.duplicates.finding import find
from leads.models import Activity, Contact, HandOff, Lead, Message
from leads.tests.making import make_lead
from reports.data_health import query as data_health
from sales.hand_off import transfer
from sales.models import Opportunity
from sales.pipeline import closing

pytestmark = pytest.mark.django_db
PATH = "/reports/data-health/"


def counts(business) -> dict[str, int]:
    return {row.key: row.count for row in data_health.report(business=business).amiss}


def ago(days: int):
    return timezone.now() - timedelta(days=days)


@pytest.fixture
def amiss(business, cast, sources, stages):
    """One of each, and beside each something that is in order."""
    leaflet = {"source": sources["Leaflet"]}
    make_lead("No source", source=None)
    make_lead("Spam", source=None).disqualify("spam", by=cast.staff)
    Activity.plan(make_lead("Left behind", **leaflet), by=cast.staff, on=business.today(), for_user=cast.stranger)
    make_lead("Assumed", how_known="assumed", **leaflet)
    make_lead("Untouched", received_at=ago(9), **leaflet | {"channel": "website"})
    make_lead("To come", received_at=ago(-2), **leaflet)
    make_lead("Mia Stone", phones=["0161 496 0123"], **leaflet)
    make_lead("Stone, Mia", phones=["+44 161 4960123"], **leaflet)
    nobodys = transfer.open_opportunity(make_lead("Nobody’s", received_at=ago(40), **leaflet), by=cast.sales)
    Opportunity.objects.filter(pk=nobodys.pk).update(stage_since=ago(40), owner=None)
    early = make_lead("Early", received_at=ago(5), **leaflet)
    closing.win(transfer.open_opportunity(early, by=cast.sales, owner=cast.sales), by=cast.sales, amount=Decimal(9), at=ago(8))
    again = make_lead(contact=early.contact, received_at=ago(3), **leaflet)
    opportunity = transfer.open_opportunity(again, by=cast.sales, owner=cast.sales, at=ago(9))
    closing.win(opportunity, by=cast.sales, amount=None, at=ago(4))
    values = {"direction": "out", "status": "failed", "address": "a@example.com", "message_id": "<1@example.com>"}
    Message.objects.create(lead=early, contact=early.contact, **values)
    find()


def test_every_check_counts_what_its_list_holds(amiss, business, look):
    result = counts(business)
    assert result == dict.fromkeys(data_health.KEYS, 1), set(data_health.KEYS) ^ set(result)
    for key in data_health.KEYS:
        section = look(reverse("report_health_list", args=[key])).context["page"].section
        assert len(section.rows) + len(section.pairs) == 1, key
        if section.elsewhere:
            assert len(look(section.elsewhere).context["page"].rows) == 1, key


def test_page_counts_faults_and_says_why(amiss, look):
    page = look(PATH).text
    assert "13 things would make your numbers better." in page
    assert "every source looks smaller than it is" in page
    assert "Looked at, and nothing found" not in page


def test_nothing_amiss_is_a_good_state(business, look):
    page = look(PATH).text
    assert "Nothing in the records bends your numbers." in page
    assert "Looked at, and nothing found" in page


def test_setting_a_source_mends_the_lead(amiss, business, client, look, sources):
    row = look(PATH).context["page"].sections[0].rows[0]
    client.post(reverse("lead_source", args=[row.lead.pk]), {"source": sources["Signboard"].pk, "next": PATH})
    assert "no_source" not in counts(business)


def touch(lead: Lead, cast):
    Activity.log(lead, by=cast.staff, kind="call")


def hand_over(lead: Lead, cast):
    HandOff.make(lead, by=cast.staff)


def keep_warm(lead: Lead, cast):
    lead.keep_warm(by=cast.staff)


def receive_mail(lead: Lead, cast):
    mail = {"direction": "in", "status": "received", "address": "a@example.com", "message_id": "<2@example.com>"}
    Message.objects.create(lead=lead, activity=Activity.log(lead, by=None, kind="message"), **mail)


@pytest.mark.parametrize(("deed", "left"), [(touch, 0), (hand_over, 0), (keep_warm, 0), (receive_mail, 1)])
def test_lead_is_untouched_until_we_act(business, cast, sources, deed, left):
    lead = make_lead("Ann", source=sources["Leaflet"], channel="website", received_at=ago(8))
    assert counts(business) == {"untouched": 1}
    deed(lead, cast)
    assert counts(business).get("untouched", 0) == left


@pytest.mark.parametrize(("channel", "days", "name"), [("phone", 9, "Ann"), ("website", 7, "Ann"), ("website", 9, "")])
def test_arrivals_and_new_leads_need_no_mending(business, sources, channel, days, name):
    make_lead(name, source=sources["Leaflet"], channel=channel, received_at=ago(days))
    assert counts(business) == {}


def test_the_counts_are_a_file_and_data(amiss, look):
    text = look(PATH, format="json").json()
    assert [row["count"] for row in text["rows"]] == [1] * 13
    assert b'"no_source","1"' in b"".join(look(PATH, format="csv").streaming_content)


def test_a_check_there_is_not_is_not_found(business, look):
    assert look(f"{PATH}weather/").status_code == 404


def test_page_takes_a_constant_number_of_queries(amiss, client, look, sources, django_assert_num_queries):
    for number in range(8):
        make_lead("No source", source=None, company="One", received_at=ago(number))
        Message.objects.update(contact=Contact.objects.first())
    look(PATH)
    with django_assert_num_queries(36):  # a count and a list a check
        client.get(PATH)
