"""Whoever acts on what somebody changed meanwhile changes nothing, is told who did what and when, and keeps what they typed."""

from decimal import Decimal

import pytest
from django.urls import reverse

from leads.models import IllegalMove
from sales.models import ChangedSince, LostReason, Opportunity
from sales.pipeline import closing
from sales.pipeline.conflict_messages import why_not

SHEET = {"headers": {"HX-Request": "true", "HX-Target": "sheet"}}
DRAGGED = {"headers": {"HX-Request": "true"}}


@pytest.fixture
def stale(make_opportunity, stages, cast):
    """One that was seen as version 1, and that Max moved on since."""
    opportunity = make_opportunity()
    Opportunity.objects.get(pk=opportunity.pk).move_to(stages["Talking"], by=cast.everything)
    return opportunity


def test_every_verb_makes_one_version_more(make_opportunity, stages, cast):
    opportunity = make_opportunity()
    opportunity.move_to(stages["Quoted"], by=cast.sales)
    opportunity.edit(by=cast.sales, value=Decimal(5))
    closing.lose(opportunity, by=cast.sales, reason=None)
    closing.reopen(opportunity, by=cast.sales)
    opportunity.move_back(stages["New"], by=cast.sales, seen=stages["Quoted"].pk)
    assert opportunity.version == 6
    opportunity.refresh_from_db()
    assert opportunity.version == 6


def test_what_changes_nothing_makes_none(make_opportunity, stages, cast):
    opportunity = make_opportunity()
    opportunity.move_to(stages["New"], by=cast.sales)
    opportunity.edit(by=cast.sales, value=None)
    assert opportunity.version == 1


@pytest.mark.parametrize("verb", ["move_to", "edit", "lose", "win"])
def test_no_verb_takes_an_older_version(stale, stages, cast, verb):
    deeds = {
        "move_to": lambda: stale.move_to(stages["Quoted"], by=cast.sales, version=1),
        "edit": lambda: stale.edit(by=cast.sales, value=Decimal(5), version=1),
        "lose": lambda: closing.lose(stale, by=cast.sales, reason=None, version=1),
        "win": lambda: closing.win(stale, by=cast.sales, amount=None, version=1),
    }
    with pytest.raises(ChangedSince):
        deeds[verb]()
    assert Opportunity.objects.get(pk=stale.pk).stage == stages["Talking"]
    assert stale.changes.count() == 2


def test_doing_again_what_one_did_is_no_conflict(stale, stages, cast):
    stale.move_to(stages["Talking"], by=cast.everything, version=1)
    assert stale.changes.count() == 2


def test_doing_what_somebody_else_did_meanwhile_is_told(stale, stages, cast):
    with pytest.raises(ChangedSince):
        stale.move_to(stages["Talking"], by=cast.sales, version=1)
    assert stale.changes.count() == 2


@pytest.mark.parametrize("way", [SHEET, DRAGGED, {}], ids=["sheet", "drag", "no script"])
def test_a_stale_move_is_a_409_that_says_who_moved_it(sales_client, stale, stages, way):
    response = sales_client.post(reverse("opportunity_stage", args=[stale.pk]), {"to": stages["Quoted"].pk, "version": 1}, **way)
    assert response.status_code == 409
    assert "Nothing was changed: Max moved Helen Marsh to “Talking”" in response.text
    assert Opportunity.objects.get(pk=stale.pk).stage == stages["Talking"]


def test_the_sheet_goes_on_from_how_things_stand(sales_client, stale, stages):
    address, typed = reverse("opportunity_stage", args=[stale.pk]), {"to": stages["Quoted"].pk, "version": 1}
    response = sales_client.post(address, typed, **SHEET)
    assert 'name="version" value="2"' in response.text
    assert "moved" in response["HX-Trigger"]
    assert sales_client.post(address, typed | {"version": 2}, **SHEET).status_code == 200


def test_a_stale_loss_keeps_what_was_typed(sales_client, stale):
    reason = LostReason.objects.first()
    typed = {"reason": reason.pk, "note": "Too dear, they said", "version": 1}
    response = sales_client.post(reverse("opportunity_loss", args=[stale.pk]), typed, **SHEET)
    assert response.status_code == 409
    assert "Too dear, they said" in response.text
    assert Opportunity.objects.get(pk=stale.pk).is_open


def test_a_stale_win_keeps_what_was_typed_and_sells_nothing(sales_client, stale):
    typed = {"amount": "1,234", "sold_on": "2026-01-02", "what": "Oak worktops", "version": 1}
    response = sales_client.post(reverse("opportunity_win", args=[stale.pk]), typed)
    assert response.status_code == 409
    assert "Oak worktops" in response.text
    assert not stale.sales.exists()


def test_stale_details_say_what_somebody_wrote_meanwhile(client, sales_client, make_opportunity, cast):
    opportunity = make_opportunity()
    address = reverse("opportunity_details", args=[opportunity.pk])
    sales_client.post(address, {"value": "900", "owner": cast.sales.pk, "version": 1})
    response = sales_client.post(address, {"value": "700", "owner": cast.sales.pk, "version": 1})
    assert response.status_code == 409
    assert "Nothing was changed: Tom changed Helen Marsh" in response.text
    assert "value £900" in response.text
    assert 'value="700"' in response.text
    assert Opportunity.objects.get(pk=opportunity.pk).value == 900


def test_a_mistake_in_the_form_does_not_make_the_page_forget_what_it_saw(sales_client, stale):
    response = sales_client.post(reverse("opportunity_loss", args=[stale.pk]), {"version": 1}, **SHEET)
    assert response.status_code == 422
    assert 'name="version" value="1"' in response.text


@pytest.mark.parametrize("version", ["", "x", "²", "-1", "9" * 40])
def test_a_mangled_version_asks_nothing(sales_client, stale, stages, version):
    response = sales_client.post(reverse("opportunity_stage", args=[stale.pk]), {"to": stages["Quoted"].pk, "version": version}, **DRAGGED)
    assert response.status_code == 200


def test_a_stage_that_asks_for_more_says_so_itself(make_opportunity):
    class Gate(IllegalMove):
        missing = ["value", "Measured on site"]

    opportunity = make_opportunity()
    told = why_not(Gate("Quoted asks first for:"), opportunity)
    assert told == "Nothing was changed. Quoted asks first for: value and Measured on site"
    assert why_not(Gate("Wanted: value, Measured on site"), opportunity) == "Nothing was changed. Wanted: value, Measured on site"
