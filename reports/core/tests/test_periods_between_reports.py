"""The strip between reports hands on the days that somebody chose, and nothing else of the address."""

import pytest

pytestmark = pytest.mark.django_db


def test_chosen_days_go_along_to_other_reports(business, look):
    page = look("/reports/sources/?by=channel&from=2026-03-01&to=2026-03-31&as_of=2026-06-01").text
    assert 'href="/reports/flow/?from=2026-03-01&amp;to=2026-03-31&amp;as_of=2026-06-01"' in page
    page = look("/reports/funnel/?period=last_year").text
    assert 'href="/reports/team/?period=last_year"' in page
    assert 'href="/reports/forecast/"' in page, "it looks ahead, and takes no days"


def test_nothing_chosen_or_nothing_readable_goes_along(business, look):
    assert 'href="/reports/flow/"' in look("/reports/sources/").text
    refused = look("/reports/sources/?from=soon")
    assert refused.status_code == 400
    assert 'href="/reports/flow/"' in refused.text
