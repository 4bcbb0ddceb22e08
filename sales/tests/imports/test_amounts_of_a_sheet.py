"""Revenue out of a spreadsheet is what its number cells hold."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone

from accounts.models import Business
from leads.imports.plan import Plan
from leads.imports.reading import read
from leads.imports.runs.batch_loop import run
from leads.tests.imports.sheets import xlsx
from sales.models import Sale

pytestmark = pytest.mark.django_db
DATA = xlsx(["Day", "Total", "Name"], [dt.datetime(2026, 3, 4), 10.5 * 1.19, "Ann Miller"], [46086, 1500, "Bob Stone"])


@pytest.mark.parametrize(("kind", "day"), [("leads", "won_at"), ("sales", "sold_at")])
def test_three_decimals_are_no_thousands(here, stages, sources, cast, kind, day):
    plan = Plan.for_business(Business.current(), columns={"Day": day, "Total": "amount", "Name": "name"}, kind=kind)
    summary = run(read(DATA), plan, by=cast.admin)
    assert (summary.created, [each.reason for each in summary.errors]) == (2, [])
    assert sorted(Sale.objects.values_list("amount", flat=True)) == [Decimal("12.50"), Decimal("1500.00")]
    assert [timezone.localdate(sale.sold_at).day for sale in Sale.objects.order_by("sold_at")] == [4, 5]
