"""Files of days only beside files of moments, and what was given back so far."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone

from leads.models import Lead, State
from leads.tests.imports.conftest import bring_in
from sales.models import Refund, Sale

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stages")]
LEADS = {"when": "received_at", "name": "name", "mail": "email", "origin": "source"}
SALES = {"day": "sold_at", "name": "name", "mail": "email", "sum": "amount", "kind": "sales"}
REFUNDS = SALES | {"number": "invoice", "back": "refunded", "on": "refunded_at"}


@pytest.fixture(autouse=True)
def _at_home(business):
    with timezone.override(business.zone):
        yield


def test_who_asked_and_bought_on_one_day_is_one_conversion():
    bring_in(
        "when,name,mail,origin\n2026-05-04 15:20,Ann One,ann@day.example,Signboard\n2026-05-04 23:40,Bob Two,bob@day.example,Signboard\n",
        **LEADS,
    )
    bring_in(
        "day,name,mail,sum\n2026-05-04,Ann One,ann@day.example,80\n2026-05-04 22:10:00 UTC,Bob Two,bob@day.example,90\n",
        **SALES,
    )
    assert list(Lead.objects.values_list("state", flat=True)) == [State.WON, State.WON]
    assert [sale.contact.client_lead.source.name for sale in Sale.objects.all()] == ["Signboard", "Signboard"]


def test_a_refund_in_parts_is_given_back_once_on_its_own_days():
    row = "day,number,name,mail,sum,back,on\n2026-04-20,R-1,Ann One,ann@ref.example,50.00,{back},{on}\n"
    first, full = row.format(back="15.00", on="2026-05-02"), row.format(back="50.00", on="2026-06-03")
    for text in (first, full, full):
        bring_in(text, **REFUNDS)
    given_back = list(Refund.objects.order_by("refunded_on").values_list("refunded_on", "amount"))
    assert given_back == [(dt.date(2026, 5, 2), Decimal(15)), (dt.date(2026, 6, 3), Decimal(35))]
    assert Sale.objects.get().refunded == 50
