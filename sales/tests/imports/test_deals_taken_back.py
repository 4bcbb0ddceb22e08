"""A file of leads with stages, outcomes and sales is taken back whole: no report knows of it any more, and it comes back as it was."""

import pghistory
import pytest
from django.utils import timezone

from leads.imports.undo.taking_back import bring_back, survey, take_back
from leads.models import Activity, Contact, HandOff, Import, Lead
from leads.tests.imports.conftest import bring_in, bring_in_file
from sales.models import HandOffRules, Opportunity, Sale, StageChange
from sales.pipeline.closing import correct

pytestmark = pytest.mark.django_db
COLUMNS = {
    "id": "external_id", "name": "name", "mail": "email", "origin": "source", "day": "received_at",
    "won": "won_at", "lost": "lost_at", "why": "lost_reason", "stage": "stage", "sum": "amount", "out": "outcome",
}  # fmt: skip
DEALS = (
    "id,name,mail,origin,day,won,lost,sum,stage\n"
    "A1,Ann,ann@example.com,Leaflet,2026-03-01,2026-03-05,,1200,\n"
    "A2,Bob,bob@example.com,Leaflet,2026-03-01,,2026-03-06,,\n"
    "A3,Cem,cem@example.com,Leaflet,2026-03-01,,,80,Quoted\n"
    "A4,Dee,dee@example.com,Leaflet,2026-03-01,,,,\n"
)


@pytest.fixture(autouse=True)
def _business(stages, sources):
    pass


def known(text: str) -> None:
    with pghistory.context():
        bring_in(text, **_columns(text))


def bring(text: str = DEALS) -> Import:
    return bring_in_file(text, **_columns(text))


def _columns(text: str) -> dict:
    return {header: COLUMNS[header] for header in text.partition("\n")[0].split(",")}


def stored() -> list:
    """All that a report counts from, as values."""
    names = {
        Lead: ("pk", "external_id", "state", "closed_at", "received_at", "contact", "source", "notes"),
        Opportunity: ("pk", "lead", "stage", "value", "closed_at", "stage_since", "lost_reason", "made_at"),
        StageChange: ("pk", "opportunity", "from_stage", "to_stage", "at", "reason"),
        Sale: ("pk", "opportunity", "contact", "amount", "sold_at", "reversed_at"),
        Contact: ("pk", "name", "client_lead", "client_since", "withdrawn_at"),
    }
    return [sorted(map(repr, model.objects.values_list(*columns))) for model, columns in names.items()]


def test_deals_and_sales_go_with_their_leads(cast):
    file = bring()
    assert survey(file, most=9).free == 4
    assert take_back(file, by=cast.owner) == 4
    assert set(Lead.objects.values_list("state", flat=True)) == {"withdrawn"}
    counts = [rows.count() for rows in (Sale.objects, Opportunity.objects, StageChange.objects, Contact.objects.clients())]
    assert counts == [0, 0, 0, 0]


def test_all_of_it_comes_back_as_it_was(cast):
    file = bring()
    before = stored()
    take_back(file, by=cast.owner)
    assert stored() != before
    bring_back(file, by=cast.owner)
    assert stored() == before
    assert survey(file, most=9).free == 4


def test_the_same_file_again_is_the_first_import(cast):
    file = bring()
    before = stored()
    take_back(file, by=cast.owner)
    again = bring()
    assert stored() == before
    assert (again.summary["created"], again.summary["updated"], survey(again, most=9).free) == (0, 4, 4)
    assert take_back(again, by=cast.owner) == 4
    assert bring_back(file, by=cast.owner) == 0


def test_a_lead_somebody_called_stays_with_its_deal(cast):
    file = bring()
    with pghistory.context(user=cast.staff.pk):
        Activity.log(Lead.objects.get(external_id="A1"), by=cast.staff, kind="call")
    assert [(each.label, each.reason) for each in survey(file, most=9).staying] == [("Ann", "Somebody worked on it")]
    take_back(file, by=cast.owner)
    assert (Sale.objects.count(), Contact.objects.clients().count(), Opportunity.objects.count()) == (1, 1, 1)


def test_a_corrected_sale_keeps_its_lead(cast):
    file = bring()
    with pghistory.context(user=cast.sales.pk):
        correct(Sale.objects.get(), by=cast.sales, amount=1300)
    assert [(each.label, each.reason) for each in survey(file, most=9).staying] == [("Ann", "Somebody changed it")]
    take_back(file, by=cast.owner)
    assert Sale.objects.get().amount == 1300


def test_a_moved_deal_keeps_its_lead(cast, stages):
    file = bring()
    with pghistory.context(user=cast.sales.pk):
        Opportunity.objects.get(lead__external_id="A3").move_to(stages["New"], by=cast.sales, gated=False)
    assert [each.label for each in survey(file, most=9).staying] == ["Cem"]


def test_a_known_lead_that_was_won_is_open_again(cast):
    known("id,name,day\nA1,Ann,2026-03-01\n")
    before = stored()
    file = bring("id,won,sum\nA1,2026-03-05,1200\n")
    assert Contact.objects.clients().count() == 1
    assert take_back(file, by=cast.owner)
    assert stored() == before
    bring_back(file, by=cast.owner)
    assert (Sale.objects.get().amount, Lead.objects.get().state, Contact.objects.clients().count()) == (1200, "won", 1)


def test_a_known_deal_goes_back_to_its_stage(cast):
    known("id,stage,sum\nA1,Quoted,80\n")
    since = Opportunity.objects.get().stage_since
    file = bring("id,won,sum\nA1,2026-03-05,1200\n")
    take_back(file, by=cast.owner)
    deal = Opportunity.objects.get()
    assert (deal.stage.name, deal.value, deal.stage_since, deal.closed_at, deal.version) == ("Quoted", 80, since, None, 4)
    assert (deal.lead.state, Sale.objects.count()) == ("in_sales", 0)
    assert list(deal.changes.values_list("to_stage__name", flat=True)) == ["Quoted", "Won", "Quoted"]


def test_a_known_deal_that_somebody_moved_since_stays(cast, stages):
    known("id,name,stage\nA1,Ann,New\n")
    file = bring("id,stage\nA1,Quoted\n")
    with pghistory.context(user=cast.sales.pk):
        Opportunity.objects.get().lose(None, by=cast.sales)
    assert [each.label for each in survey(file, most=9).staying] == ["Ann"]
    assert take_back(file, by=cast.owner) == 0
    assert Opportunity.objects.get().is_lost


def test_a_corrected_amount_of_a_known_sale_goes_back(cast):
    known("id,name,won,sum\nA1,Ann,2026-03-05,10\n")
    file = bring("id,sum,won\nA1,20,2026-03-07\n")
    assert (Sale.objects.get().amount, Contact.objects.get().client_since.day) == (20, 7)
    take_back(file, by=cast.owner)
    sale = Sale.objects.get()
    assert (sale.amount, sale.sold_at.day, sale.contact.client_since.day, sale.opportunity.closed_at.day) == (10, 5, 5, 5)


def test_a_hand_off_by_itself_goes_with_its_lead(cast):
    HandOffRules.objects.create(automatic=True)
    day = timezone.localdate().isoformat()
    file = bring(f"id,name,mail,day\nA1,Ann,ann@example.com,{day}\n")
    waiting = HandOff.objects.waiting().count()
    assert (waiting, take_back(file, by=cast.owner), HandOff.objects.count()) == (1, 1, 0)
    bring_back(file, by=cast.owner)
    assert (HandOff.objects.waiting().count(), Lead.objects.get().state) == (1, "handed_over")
