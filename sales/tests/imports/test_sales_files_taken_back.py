"""A file of sales taken back leaves every row as it was before: known sales, refunds, people and what was planned with them."""

from datetime import timedelta

import pghistory
import pytest
from django.utils import timezone

from leads.imports.kinds import kinds
from leads.models import Activity, Contact, Lead
from leads.tests.imports.conftest import bring_in_file
from sales.imports.sales_file.undo import bring_back, survey, take_back
from sales.models import Opportunity, Refund, Sale, StageChange
from sales.pipeline.closing import correct
from sales.tests.imports.conftest import FIELDS

COUNTED = {Contact: (), Lead: (), Opportunity: ("version",), Sale: (), Refund: (), StageChange: (), Activity: ("changed_at",)}
"""With columns that count or date the changes themselves."""


@pytest.fixture
def bring(here, stages, sources, cast):
    def file(text: str):
        columns = {header: FIELDS.get(header, header) for header in text.partition("\n")[0].split(",")}
        return bring_in_file(text, by=cast.admin, kind="sales", **columns)

    return file


def rows(model) -> list[dict]:
    columns = [field.attname for field in model._meta.concrete_fields if field.attname not in COUNTED[model]]
    return list(model.objects.order_by("pk").values(*columns))


def stored(*models) -> dict:
    return {model.__name__: rows(model) for model in models or COUNTED}


def test_the_kind_takes_back_by_history():
    assert kinds["sales"].back.take_back is take_back


def test_changes_of_known_sales_go_back_and_come_again(sell, bring, cast):
    with pghistory.context():
        sell("date,sum,name,no,what\n2026-03-05,100,Ann,1,Bench\n2026-03-06,50,Bob,2,Chair\n")
    before = stored()
    file = bring("date,sum,name,no,what,inv,back\n2026-03-01,120,Ann,1,Oak bench,7,20\n")
    after = stored()
    assert before != after
    assert survey(file, most=9).free == 0
    take_back(file, by=cast.owner)
    assert stored() == before
    bring_back(file, by=cast.owner)
    assert stored() == after


def test_people_and_enquiries_of_a_file_go(bring, cast):
    file = bring("date,sum,name,no\n2026-03-05,100,Ann,1\n2026-03-06,50,Ann,2\n")
    before = stored()
    assert survey(file, most=9).free == 2
    take_back(file, by=cast.owner)
    assert (stored(Sale, Opportunity, Refund), Contact.objects.current().count()) == ({"Sale": [], "Opportunity": [], "Refund": []}, 0)
    assert set(Lead.objects.values_list("state", flat=True)) == {"withdrawn"}
    bring_back(file, by=cast.owner)
    assert stored() == before


def test_an_enquiry_is_open_again_with_what_was_planned(bring, make_opportunity, cast):
    with pghistory.context():
        deal = make_opportunity("Ann Lee", days=40, email="ann@example.com")
        Activity.objects.create(lead=deal.lead, kind="call", due_on=timezone.localdate(), by=cast.sales)
    before, day = stored(*COUNTED.keys() - {StageChange}), timezone.localdate() - timedelta(days=1)
    file = bring(f"date,sum,email\n{day},100,ann@example.com\n")
    assert Activity.objects.get().dropped_at
    take_back(file, by=cast.owner)
    assert stored(*COUNTED.keys() - {StageChange}) == before
    bring_back(file, by=cast.owner)
    assert (Activity.objects.planned().count(), Sale.objects.get().amount) == (0, 100)


def test_a_corrected_sale_stays_with_the_reason(bring, cast):
    file = bring("date,sum,name,no\n2026-03-05,100,Ann,1\n2026-03-06,50,Bob,2\n")
    with pghistory.context(user=cast.sales.pk):
        correct(Sale.objects.get(amount=100), by=cast.sales, amount=90)
    assert [(each.label, each.reason) for each in survey(file, most=9).staying] == [("Ann", "Somebody changed it")]
    take_back(file, by=cast.owner)
    assert list(Sale.objects.values_list("amount", flat=True)) == [90]


def test_another_file_brings_the_same_sales_again(bring, cast):
    text = "date,sum,name,no,id\n2026-03-05,100,Ann,1,C7\n"
    first = bring(text)
    before = stored(Sale, Opportunity)
    take_back(first, by=cast.owner)
    again = bring(text)
    assert (again.summary["created"], again.summary["updated"], stored(Sale, Opportunity)) == (0, 1, before)
    assert take_back(again, by=cast.owner) == 1


def test_another_sale_to_somebody_taken_back_goes_in(bring, cast):
    take_back(bring("date,sum,name,no,id\n2026-03-05,100,Ann,1,C7\n"), by=cast.owner)
    file = bring("date,sum,name,no,id\n2026-04-05,30,Ann,2,C7\n")
    assert (file.summary["created"], Sale.objects.get().amount, Contact.objects.current().clients().count()) == (1, 30, 1)
