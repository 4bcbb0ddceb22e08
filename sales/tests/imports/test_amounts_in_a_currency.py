"""Amounts of a file in the currency of the business, and in others."""

from decimal import Decimal

import pytest

from leads.tests.imports.conftest import bring_in
from sales.models import Opportunity, Sale

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stages")]
SALES = {"day": "sold_at", "who": "name", "sum": "amount", "kind": "sales"}


def test_sales_in_other_currencies_stay_out_each_with_its_reason(business):
    business.currency = "EUR"
    business.save()
    text = "day,who,sum\n2026-05-01,Ann,£100.00\n2026-05-02,Bob,$200.00\n2026-05-03,Cem,JPY 30000\n2026-05-04,Dee,€40\n"
    summary = bring_in(text, **SALES)
    assert [each.row for each in summary.errors] == [2, 3, 4]
    assert "“£100.00” is not in EUR" in summary.errors[0].reason
    assert list(Sale.objects.values_list("amount", flat=True)) == [40]


def test_deals_in_dinars_keep_their_thousandths(business):
    business.currency, business.country = "KWD", "KW"
    business.save()
    text = "id,won,sum\nK1,2026-05-09,12.500\nK2,2026-05-10,7.250\nK3,2026-05-11,150.000\nK4,2026-05-11,12.345\n"
    bring_in(text, id="external_id", won="won_at", sum="amount")
    amounts = list(Opportunity.objects.order_by("lead__external_id").values_list("value", flat=True))
    assert amounts == [Decimal("12.5"), Decimal("7.25"), Decimal(150), Decimal("12.345")]
