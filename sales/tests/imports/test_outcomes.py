from decimal import Decimal

import pytest

from leads.models import Lead, State
from leads.tests.imports.conftest import bring_in, counts
from sales.models import LostReason, Opportunity, Sale, Stage
from sales.pipeline.closing import lose, win

pytestmark = pytest.mark.django_db

ID = {"id": "external_id"}


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("won", State.WON),
        ("1", State.WON),
        ("Yes", State.WON),
        ("lost", State.LOST),
        ("open", State.IN_SALES),
        ("", State.OPEN),
    ],
)
def test_an_outcome_puts_the_lead_where_it_is(stages, said, state):
    bring_in(f"id,out\nA1,{said}\n", **ID, out="outcome")
    assert Lead.objects.get().state == state
    assert Opportunity.objects.count() == (0 if state == State.OPEN else 1)


@pytest.mark.parametrize("said", ["0", "no", "false", "nein"])
def test_what_only_says_that_it_is_not_won_is_asked_about(stages, said):
    assert counts(bring_in(f"id,out\nA1,{said}\n", **ID, out="outcome")) == (0, 0, 0, 1)
    answer = {"outcome": {said: "lost"}}
    bring_in(f"id,out\nA1,{said}\n", **ID, out="outcome", values=answer)
    assert Lead.objects.get().state == State.LOST


def test_a_won_row_makes_a_client_with_its_sale(stages):
    bring_in('id,name,won,sum\nA1,Ann,2026-03-05,"1,200.50"\n', **ID, name="name", won="won_at", sum="amount")
    lead, sale = Lead.objects.get(), Sale.objects.get()
    assert (sale.amount, sale.sold_at, lead.closed_at) == (Decimal("1200.50"), lead.contact.client_since, sale.sold_at)
    assert lead.contact.client_lead == lead
    assert [change.to_stage.kind for change in lead.opportunities.get().changes.all()] == ["open", "won"]


def test_a_win_nobody_knows_the_day_of_leaves_the_day_unknown(stages):
    bring_in("id,out\nA1,won\n", **ID, out="outcome")
    lead = Lead.objects.get()
    assert lead.contact.is_client
    assert (lead.contact.client_since, lead.closed_at, Sale.objects.get().sold_at, Sale.objects.get().amount) == (None, None, None, None)


def test_a_later_file_fills_in_the_day_and_the_amount(stages):
    bring_in("id,out\nA1,won\n", **ID, out="outcome")
    bring_in("id,won,sum\nA1,2026-03-05,10\n", **ID, won="won_at", sum="amount")
    sale = Sale.objects.get()
    assert (sale.amount, sale.sold_at.day, sale.contact.client_since) == (10, 5, sale.sold_at)


def test_an_anonymous_win_gets_a_contact(stages):
    bring_in("id,won\nA1,2026-03-05\n", **ID, won="won_at")
    assert Lead.objects.get().contact.is_client


def test_a_loss_keeps_their_reason_without_offering_it(stages):
    bring_in("id,lost,why\nA1,2026-03-05,Moved away\nA2,2026-03-05,Too expensive\n", **ID, lost="lost_at", why="lost_reason")
    assert {each.lost_reason.name for each in Opportunity.objects.all()} == {"Moved away", "Too expensive"}
    assert not LostReason.objects.in_use().filter(name="Moved away").exists()


@pytest.mark.parametrize(
    ("stage", "won", "lost", "reason"),
    [
        ("Lost", "2026-03-05", "", "It was lost, and has a day it was won on (5 Mar 2026)."),
        ("Won", "", "2026-03-05", "It was won, and has a day it was lost on (5 Mar 2026)."),
        ("", "2026-03-05", "2026-03-09", "It was won on 5 Mar 2026 and lost on 9 Mar 2026."),
    ],
)
def test_a_row_that_contradicts_itself_stays_out(stages, stage, won, lost, reason):
    text = f"id,stage,won,lost\nA1,{stage},{won},{lost}\n"
    summary = bring_in(text, **ID, stage="stage", won="won_at", lost="lost_at")
    assert counts(summary) == (0, 0, 0, 1)
    assert reason in summary.errors[0].reason


def test_a_day_it_was_won_on_beats_an_open_stage(stages):
    summary = bring_in("id,stage,won\nA1,Quoted,2026-03-05\n", **ID, stage="stage", won="won_at")
    assert Lead.objects.get().state == State.WON
    assert "counts as won" in summary.warnings[0].reason


def test_a_closed_day_is_of_what_the_stage_says(stages):
    text = "id,stage,closed\nA1,Won,2026-03-05\nA2,Lost,2026-03-06\nA3,Quoted,2026-03-07\n"
    bring_in(text, **ID, stage="stage", closed="closed_at")
    won, lost, open_one = Opportunity.objects.order_by("lead__external_id")
    assert (won.closed_at.day, won.sales.get().sold_at.day, lost.closed_at.day) == (5, 5, 6)
    assert (open_one.closed_at, open_one.expected_close.day) == (None, 7)


def test_a_closed_day_without_an_outcome_is_left_out_with_a_warning(stages):
    summary = bring_in("id,closed\nA1,2026-03-05\n", **ID, closed="closed_at")
    assert not Opportunity.objects.exists()
    assert "nothing says whether it was won or lost" in summary.warnings[0].reason


def test_an_amount_without_an_outcome_is_what_an_open_opportunity_is_worth(stages):
    text = "id,sum\nA1,1200\nA2,0\nA3,\n"
    bring_in(text, **ID, sum="amount")
    opportunity = Opportunity.objects.get()
    assert (opportunity.lead.external_id, opportunity.value, opportunity.is_open) == ("A1", 1200, True)
    assert counts(bring_in(text, **ID, sum="amount")) == (0, 0, 3, 0)


def test_an_amount_that_comes_later_opens_an_opportunity(stages):
    bring_in("id,name\nA1,Ann\n", **ID, name="name")
    bring_in("id,sum\nA1,1200\n", **ID, sum="amount")
    assert Opportunity.objects.get().value == 1200


def test_an_open_stage_of_ours_is_used_and_one_of_theirs_is_made_when_they_say_so(stages):
    values = {"stage": {"negotiation": "open", "proposal sent": "Quoted", "gone": "lost"}}
    text = "id,stage\nA1,quoted\nA2,Negotiation\nA3,Proposal sent\nA4,Gone\n"
    assert counts(bring_in(text, **ID, stage="stage", values=values)) == (4, 0, 0, 0)
    names = list(Lead.objects.order_by("external_id").values_list("opportunities__stage__name", flat=True))
    assert names == ["Quoted", "Negotiation", "Quoted", "Lost"]
    assert [stage.kind for stage in Stage.objects.in_use()] == ["open"] * 5 + ["won", "lost"]


def test_a_stage_nobody_explained_is_refused(stages):
    assert counts(bring_in("id,stage\nA1,Limbo\n", **ID, stage="stage")) == (0, 0, 0, 1)


def test_a_known_owner_has_the_opportunity_and_an_unknown_one_stays_text(stages, cast):
    bring_in("id,out,who\nA1,open,tom\nA2,open,Priya Sharma\n", **ID, out="outcome", who="owner")
    mine, theirs = Opportunity.objects.order_by("lead__external_id")
    assert (mine.owner, mine.owner_text) == (cast.sales, "")
    assert (theirs.owner, theirs.owner_text) == (None, "Priya Sharma")


def test_what_was_won_here_is_not_taken_back_by_a_file(stages, cast):
    bring_in("id,out\nA1,open\n", **ID, out="outcome")
    win(Opportunity.objects.get(), by=cast.sales, amount=None)
    summary = bring_in("id,out\nA1,lost\n", **ID, out="outcome")
    assert Lead.objects.get().state == State.WON
    assert len(summary.warnings) == 1


def test_what_was_lost_here_is_won_when_the_file_says_so(stages, cast):
    bring_in("id,out\nA1,open\n", **ID, out="outcome")
    lose(Opportunity.objects.get(), by=cast.sales, reason=None)
    bring_in("id,won\nA1,2026-03-05\n", **ID, won="won_at")
    assert Lead.objects.get().state == State.WON
    assert Sale.objects.standing().count() == 1


def test_a_row_whose_stage_moved_on_moves_its_opportunity(stages):
    bring_in("id,stage\nA1,New\n", **ID, stage="stage")
    assert counts(bring_in("id,stage\nA1,Talking\n", **ID, stage="stage")) == (0, 1, 0, 0)
    assert Opportunity.objects.get().stage == stages["Talking"]
    assert counts(bring_in("id,stage\nA1,Talking\n", **ID, stage="stage")) == (0, 0, 1, 0)


def test_a_lead_waiting_to_be_accepted_is_taken_on(stages, cast):
    bring_in("id\nA1\n", **ID)
    lead = Lead.objects.get()
    lead.hand_offs.model.make(lead, by=cast.staff)
    bring_in("id,won\nA1,2026-03-05\n", **ID, won="won_at")
    assert not lead.hand_offs.waiting().exists()
    assert Lead.objects.get().state == State.WON
