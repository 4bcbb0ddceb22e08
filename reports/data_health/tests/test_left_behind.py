"""What somebody who left had is counted, and leads to where it is given on."""

import pytest
from django.urls import reverse
from django.utils import timezone

from leads.models import Activity
from leads.tests.making import make_lead
from reports.data_health import query as data_health
from sales.hand_off import transfer

pytestmark = pytest.mark.django_db


@pytest.fixture
def leaver(cast, sources, stages):
    """Tom has an opportunity and a follow-up."""
    transfer.open_opportunity(make_lead("Noor"), by=cast.sales, owner=cast.sales)
    Activity.plan(make_lead("Mia"), by=cast.staff, on=timezone.localdate(), for_user=cast.sales)
    return cast.sales


def test_what_a_leaver_had_is_counted(leaver, cast, business):
    def counts() -> dict[str, int]:
        return {row.key: row.count for row in data_health.report(business=business, keys=("nobodys", "left_behind")).rows}

    assert counts() == {"nobodys": 0, "left_behind": 0}
    leaver.deactivate(by=cast.owner)
    assert counts() == {"nobodys": 1, "left_behind": 1}


def test_each_leads_to_where_it_is_given_on(leaver, cast, client):
    leaver.deactivate(by=cast.owner)
    client.force_login(cast.admin)
    page = client.get(reverse("report_health")).text
    assert page.count(f'href="{reverse("person", args=[leaver.pk])}#belongings"') == 2
