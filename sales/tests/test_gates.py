"""What a stage wants before something enters it: a gate stays shut for everybody, advice lets it through."""

from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.urls import reverse

from leads.models import Activity, IllegalMove
from sales.imports.updates import _settle
from sales.models import GateClosed, PlaybookVersion, StageChange, StageRule, rule
from sales.pipeline import closing
from sales.playbook import editing

Want = StageRule.Want


@pytest.fixture
def deal(make_opportunity):
    return make_opportunity("Helen Marsh")


def ask(stage, *wants, gate=True):
    StageRule.put(stage, {(want, None): gate for want in wants})


def test_a_gate_says_what_is_missing_and_nothing_moves(deal, stages, cast):
    ask(stages["Quoted"], Want.VALUE, Want.REACH)
    with pytest.raises(GateClosed) as refused:
        deal.move_to(stages["Quoted"], by=cast.owner)
    assert sorted(refused.value.missing) == ["a phone number or an e-mail address", "a value"]
    assert str(refused.value).startswith("“Quoted” wants first: a")
    assert isinstance(refused.value, IllegalMove)
    deal.refresh_from_db()
    assert deal.stage == stages["New"]
    assert StageChange.objects.filter(opportunity=deal).count() == 1


def fill(deal, want, *, cast):
    contact = deal.lead.contact
    match want:
        case Want.VALUE:
            deal.edit(by=cast.sales, value=Decimal(10))
        case Want.EXPECTED_CLOSE:
            deal.edit(by=cast.sales, expected_close="2030-01-02")
        case Want.OWNER:
            deal.edit(by=cast.sales, owner=cast.sales)
        case Want.REACH:
            contact.emails.create(address="h@example.com", key="h@example.com")
        case Want.NAME | Want.COMPANY:
            setattr(contact, want, "Marsh")
            contact.save()
        case Want.INTEREST:
            deal.lead.interest = "A bench"
            deal.lead.save()
        case Want.PLANNED:
            Activity.plan(deal.lead, by=cast.sales, on="2030-01-02")
        case Want.REQUIRED_STEPS:
            for each in PlaybookVersion.objects.current(deal.stage).steps.filter(required=True):
                editing.tick(deal, each.step, by=cast.sales)


@pytest.mark.parametrize("want", [want for want in Want if want != Want.STEP])
def test_each_thing_keeps_it_shut_until_it_is_there(make_opportunity, stages, cast, want):
    deal = make_opportunity("")
    deal.edit(by=cast.sales, owner=None)
    ask(stages["Talking"], want)
    with pytest.raises(GateClosed):
        deal.move_to(stages["Talking"], by=cast.sales)
    fill(deal, want, cast=cast)
    assert deal.move_to(stages["Talking"], by=cast.sales)


def test_a_step_keeps_it_shut_until_it_is_ticked(deal, stages, cast):
    wording = PlaybookVersion.objects.current(stages["New"]).steps.first()
    StageRule.put(stages["Quoted"], {(Want.STEP, wording.step_id): True})
    with pytest.raises(GateClosed, match="the step “Ring them today”"):
        deal.move_to(stages["Quoted"], by=cast.sales)
    deal.move_to(stages["Talking"], by=cast.sales)
    assert [each.text for each in editing.to_do(deal).asked] == ["Ring them today"]
    editing.tick(deal, wording.step, by=cast.sales)
    assert deal.move_to(stages["Quoted"], by=cast.sales)


def test_a_step_that_left_the_playbook_keeps_no_gate_shut(deal, stages, cast):
    wording = PlaybookVersion.objects.current(stages["New"]).steps.first()
    StageRule.put(stages["Quoted"], {(Want.STEP, wording.step_id): True})
    page = editing.Page.of(wording.version)
    editing.publish(stages["New"], editing.Page(page.sections, page.steps[1:]), by=cast.owner, base=1)
    assert deal.move_to(stages["Quoted"], by=cast.sales)


def test_advice_lets_it_through_and_is_said(sales_client, deal, stages):
    ask(stages["Quoted"], Want.VALUE, gate=False)
    sales_client.post(reverse("opportunity_stage", args=[deal.pk]), {"to": stages["Quoted"].pk})
    deal.refresh_from_db()
    assert deal.stage == stages["Quoted"]
    assert "Usually it has by then: a value." in sales_client.get(reverse("today")).content.decode()


def test_a_gate_says_so_in_the_sheet_with_a_link_to_where_it_is_filled_in(sales_client, deal, stages, as_htmx):
    ask(stages["Quoted"], Want.VALUE, Want.REACH)
    headers = {"headers": as_htmx["headers"] | {"HX-Target": "sheet"}}
    response = sales_client.post(reverse("opportunity_stage", args=[deal.pk]), {"to": stages["Quoted"].pk}, **headers)
    assert response.status_code == 409
    page = response.content.decode()
    assert "wants first" in page
    assert f'href="{reverse("opportunity_details", args=[deal.pk])}"' in page
    assert f'href="{reverse("lead_change", args=[deal.lead_id])}"' in page


def test_the_owner_does_not_slip_through_either(client, deal, stages, cast):
    ask(stages["Quoted"], Want.VALUE)
    client.force_login(cast.everything)
    assert client.post(reverse("opportunity_stage", args=[deal.pk]), {"to": stages["Quoted"].pk}).status_code == 409


def test_the_won_stage_may_have_a_gate_and_the_amount_typed_counts(deal, stages, cast):
    ask(stages["Won"], Want.VALUE)
    with pytest.raises(GateClosed):
        closing.win(deal, by=cast.sales, amount=None)
    deal.refresh_from_db()
    assert deal.is_open
    assert not deal.sales.exists()
    assert closing.win(deal, by=cast.sales, amount=Decimal(100))


def test_the_way_back_and_undo_ask_for_nothing(deal, stages, cast):
    deal.move_to(stages["Quoted"], by=cast.sales)
    ask(stages["Talking"], Want.VALUE)
    ask(stages["Quoted"], Want.VALUE)
    assert deal.move_to(stages["Talking"], by=cast.sales)
    deal.move_back(stages["Quoted"], by=cast.sales, seen=stages["Talking"].pk)
    assert deal.stage == stages["Quoted"]


def test_a_repeat_sale_is_not_asked(deal, stages, cast):
    ask(stages["Won"], Want.COMPANY, Want.REQUIRED_STEPS)
    assert closing.sell_again(deal.lead.contact, by=cast.sales, amount=None)


def test_what_is_lost_is_lost(deal, stages, cast):
    StageRule.objects.create(stage=stages["Lost"], want=Want.VALUE, is_gate=True)
    closing.lose(deal, by=cast.sales, reason=None)
    assert deal.is_lost


def test_an_import_is_not_asked(deal, stages, cast):
    ask(stages["Quoted"], Want.VALUE)
    draft = SimpleNamespace(outcome="", warnings=[], given={"stage"})
    book = SimpleNamespace(of=lambda draft: stages["Quoted"])
    assert _settle(deal, draft, by=cast.admin, book=book)
    assert deal.stage == stages["Quoted"]


def test_a_move_to_a_stage_without_rules_costs_one_query_more(deal, stages, cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        rule.require(deal, stages["Talking"])


def test_the_rules_are_set_on_the_stages_page(client, stages, cast):
    client.force_login(cast.owner)
    step = PlaybookVersion.objects.current(stages["New"]).steps.first().step
    client.post(
        reverse("stage_rules", args=[stages["Quoted"].pk]), {"want_value": "gate", "want_reach": "advice", f"step_{step.pk}": "gate"}
    )
    found = set(StageRule.objects.values_list("want", "step", "is_gate"))
    assert found == {("value", None, True), ("reach", None, False), ("step", step.pk, True)}
    client.post(reverse("stage_rules", args=[stages["Quoted"].pk]), {"want_reach": "gate"})
    assert list(StageRule.objects.values_list("want", "is_gate")) == [("reach", True)]


def test_a_rule_that_is_none_is_refused_and_nothing_changes(client, stages, cast):
    client.force_login(cast.owner)
    ask(stages["Quoted"], Want.VALUE)
    response = client.post(reverse("stage_rules", args=[stages["Quoted"].pk]), {"want_value": "perhaps"})
    assert response.status_code == 422
    assert StageRule.objects.get().is_gate
    assert client.post(reverse("stage_rules", args=[stages["Lost"].pk]), {"want_value": "gate"}).status_code == 404


def test_whoever_sells_sets_no_rules(sales_client, stages):
    assert sales_client.post(reverse("stage_rules", args=[stages["Quoted"].pk]), {"want_value": "gate"}).status_code == 403
    assert not StageRule.objects.exists()
