"""Where nobody chose a period the reports tell of the same leads."""

import pytest
from django.urls import reverse

from reports.core.periods import EVERYTHING, LATELY, USUAL

pytestmark = pytest.mark.django_db
THE_SAME = (
    "report_types",
    "report_money",
    "report_flows",
    "report_funnel",
    "report_clients",
    "report_playbook",
    "report_team",
)
OTHERS = {"overview": LATELY, "report_handoffs": LATELY, "report_sources": EVERYTHING, "report_cohorts": EVERYTHING}


@pytest.mark.parametrize("name", [*THE_SAME, *OTHERS])
def test_page_takes_the_usual_days(business, look, name):
    assert look(reverse(name)).context["report_request"].period.name == OTHERS.get(name, USUAL)
