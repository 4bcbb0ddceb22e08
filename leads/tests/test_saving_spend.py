"""Spend leaves as a file: a row an entry, of all years, for those who may see money."""

import io
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from accounts.testing import make_business
from leads.models import Campaign, Spend


@pytest.fixture
def spent(sources, client, cast):
    make_business(currency="EUR")
    client.force_login(cast.owner)
    campaign = Campaign.objects.create(source=sources["Leaflet"], name="=Spring")
    Spend.put(sources["Leaflet"], campaign=campaign, month=date(2026, 3, 1), amount=Decimal("1234.5"))
    Spend.put(sources["Leaflet"], month=date(2026, 3, 1), amount=Decimal(0))
    Spend.put(sources["Signboard"], month=date(2024, 12, 1), amount=Decimal("99.99"))


def test_csv_has_every_entry_of_every_year(spent, client):
    file = b"".join(client.get(reverse("spend_csv")).streaming_content).decode("utf-8-sig")
    assert file.splitlines() == [
        '"month","source","campaign","amount"',
        '"2024-12-01","Signboard","","99.99"',
        '"2026-03-01","Leaflet","","0.00"',
        '"2026-03-01","Leaflet","\'=Spring","1234.50"',
    ]


def test_the_spreadsheet_has_days_text_and_money(spent, client):
    row = load_workbook(io.BytesIO(client.get(reverse("spend_xlsx")).content))["Spend"][4]
    assert [cell.value for cell in row] == [datetime(2026, 3, 1), "Leaflet", "=Spring", 1234.5]
    assert [cell.number_format for cell in row] == ["yyyy-mm-dd", "@", "@", "#,##0.00"]


def test_the_spreadsheet_is_offered_before_csv(spent, client):
    page = client.get(reverse("spend")).text
    assert page.index("spend.xlsx") < page.index("spend.csv")


@pytest.mark.parametrize("name", ["spend_xlsx", "spend_csv"])
@pytest.mark.parametrize("who", ["staff", "sales"])
def test_who_sees_no_money_saves_no_spend(spent, client, cast, name, who):
    client.force_login(getattr(cast, who))
    assert client.get(reverse(name)).status_code == 403
