"""Lines of one invoice that are alike are told apart after a kill as before it."""

import io
from dataclasses import replace

import pytest

from accounts.models import Business
from leads.imports.kinds import kinds
from leads.imports.plan import Plan
from leads.imports.runs.file_run import bring_in
from leads.models import Import
from leads.tests.imports.conftest import Killed
from sales.imports.sales_file.kind import SALES
from sales.models import Sale

pytestmark = pytest.mark.django_db
DATA = b"on,sum,no,who,mail\n" + b"2026-05-01,40,7,Ann,ann@example.com\n" * 3
COLUMNS = {"on": "sold_at", "sum": "amount", "no": "invoice", "who": "name", "mail": "email"}


def test_equal_lines_of_an_invoice_go_in_once_each(cast, stages, sources, monkeypatch, dying_after):
    monkeypatch.setitem(kinds, SALES, replace(kinds[SALES], batch=1))
    plan = Plan.for_business(Business.current(), columns=COLUMNS, kind=SALES)
    file = Import.objects.store(io.BytesIO(DATA), name="sales.csv", rows=3, plan=plan.as_json(), by=cast.owner)
    file.queue()
    with dying_after(2), pytest.raises(Killed):
        bring_in(file)
    bring_in(file)
    assert Sale.objects.count() == 3
    assert Import.objects.get().summary["created"] == 3
