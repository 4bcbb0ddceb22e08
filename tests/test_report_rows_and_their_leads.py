"""The list behind a figure of the Sources report holds as many leads as the report counted."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from leads.models import Lead
from leads.tests.making import make_lead
from reports.core.drilldown import group, leads_href, left_out_href
from reports.core.periods import Period
from reports.metrics import counting
from sales.hand_off.transfer import open_opportunity
from sales.pipeline.closing import sell_again, win

MAY = Period(date(2026, 5, 1), date(2026, 6, 1))
EVERYTHING = Period()


@pytest.fixture
def mixed(cast, sources, stages):
    """Leads at the edges of May, of every kind that is left out, and one client who came back."""
    for moment in ("2026-04-30T22:59", "2026-04-30T23:00", "2026-05-31T22:59", "2026-05-31T23:00"):
        make_lead("Edge", source=sources["Leaflet"], received_at=datetime.fromisoformat(moment).replace(tzinfo=UTC))
    may = datetime(2026, 5, 10, 12, tzinfo=UTC)
    leads = {name: make_lead(name, source=None, received_at=may) for name in ("Spam", "Test", "Withdrawn", "Merged", "No budget", "Won")}
    leads["Spam"].disqualify("spam", by=cast.staff)
    leads["Test"].disqualify("test", by=cast.staff)
    leads["No budget"].disqualify("no_budget", by=cast.staff)
    leads["Withdrawn"].withdraw(by=cast.staff)
    Lead.objects.filter(pk=leads["Merged"].pk).update(merged_into=leads["Won"])
    win(open_opportunity(leads["Won"], by=cast.sales, owner=cast.sales), by=cast.sales, amount=None, at=may + timedelta(days=2))
    make_lead(contact=leads["Won"].contact, source=sources["Leaflet"], received_at=may + timedelta(days=5))
    sell_again(leads["Won"].contact, by=cast.sales, amount=None, at=may + timedelta(days=9))
    make_lead("Undated", source=sources["Signboard"], received_at=None)


@pytest.mark.parametrize("period", [MAY, EVERYTHING])
def test_every_row_opens_as_many_leads_as_it_counts(client, cast, business, mixed, period):
    client.force_login(cast.owner)
    found = counting.tally(period, business=business, by="source", as_of=timezone.now())
    listed = {key: client.get(leads_href(period, **group("source", key))).context["count"] for key in found.rows}
    assert listed == {key: row.leads for key, row in found.rows.items()}
    assert client.get(leads_href(period)).context["count"] == found.total.leads


@pytest.mark.parametrize("period", [MAY, EVERYTHING])
def test_every_reason_opens_as_many_leads_as_were_left_out(client, cast, business, mixed, period):
    client.force_login(cast.owner)
    counted = counting.left_out(period, business=business, as_of=timezone.now())
    total = counting.tally(period, business=business, by="source", as_of=timezone.now()).total
    counted |= {"date_unknown": total.date_unknown}
    assert {reason: client.get(left_out_href(period, reason)).context["count"] for reason in counted} == counted
