"""What would go through a growing list once a row takes minutes at a million leads: no query of ours asks NOT IN of one."""

from datetime import UTC, datetime

import pytest

from leads.models import Activity, Lead
from reports.data_health import query as data_health
from sales.models import Opportunity

pytestmark = pytest.mark.django_db
QUERYSETS = [
    lambda business: Lead.objects.new_business(),
    lambda business: Opportunity.objects.nothing_planned(),
    lambda business: Activity.objects.awaiting_next(),
    lambda business: data_health.CHECKS["untouched"].queryset(business, datetime(2026, 5, 1, 12, tzinfo=UTC)),
]


@pytest.mark.parametrize("queryset", QUERYSETS)
def test_no_list_of_rows_is_searched_for_each_lead(business, queryset):
    assert " IN (SELECT" not in str(queryset(business).query)
    assert "hashed SubPlan" not in queryset(business).explain()
