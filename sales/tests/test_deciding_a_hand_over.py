import pytest
from django.urls import reverse

from leads.models import State
from sales.hand_off.transfer import accept, hand_over


@pytest.fixture
def waiting(make_lead, stages, cast):
    return hand_over(make_lead(), by=cast.staff)


def test_accepting_makes_the_opportunity(sales_client, waiting, cast, stages):
    sales_client.post(reverse("hand_off_accept", args=[waiting.pk]))
    opportunity = waiting.lead.opportunities.get()
    assert (opportunity.owner, opportunity.stage) == (cast.sales, stages["New"])
    assert opportunity.changes.get().from_stage is None


def test_accepting_in_place_answers_with_a_toast_only(sales_client, waiting, as_htmx):
    response = sales_client.post(reverse("hand_off_accept", args=[waiting.pk]), **as_htmx)
    assert b"is yours" in response.content
    assert "counted" in response["HX-Trigger"]


def test_the_second_to_accept_is_told(sales_client, waiting, cast):
    accept(waiting, by=cast.everything)
    response = sales_client.post(reverse("hand_off_accept", args=[waiting.pk]), follow=True)
    assert "with sales" in str(next(iter(response.context["messages"])))
    assert waiting.lead.opportunities.get().owner == cast.everything


def test_returning_gives_the_lead_back_with_the_reason(sales_client, waiting):
    sales_client.post(reverse("hand_off_return", args=[waiting.pk]), {"reason": "not_ready", "note": "In autumn"})
    waiting.refresh_from_db()
    waiting.lead.refresh_from_db()
    assert (waiting.returned_for, waiting.return_note, waiting.lead.state) == ("not_ready", "In autumn", State.OPEN)
    assert not waiting.lead.opportunities.exists()


def test_returning_without_a_reason_is_refused(sales_client, waiting):
    response = sales_client.post(reverse("hand_off_return", args=[waiting.pk]), {"note": "In autumn"})
    assert response.status_code == 422
    assert b"In autumn" in response.content
    waiting.refresh_from_db()
    assert waiting.is_waiting


def test_a_returned_lead_can_be_handed_over_again(sales_client, staff_client, waiting, cast):
    staff_client.force_login(cast.sales)
    staff_client.post(reverse("hand_off_return", args=[waiting.pk]), {"reason": "no_contact"})
    waiting.lead.refresh_from_db()
    assert hand_over(waiting.lead, by=cast.staff).is_waiting


@pytest.mark.parametrize("url_name", ["hand_off_accept", "hand_off_return"])
def test_who_does_not_sell_decides_nothing(client, waiting, cast, url_name):
    for person in (cast.staff, cast.owner, cast.admin):
        client.force_login(person)
        assert client.post(reverse(url_name, args=[waiting.pk]), {"reason": "other"}).status_code == 403
    waiting.refresh_from_db()
    assert waiting.is_waiting
