"""What ?period=, ?from= and ?to= mean, and that a period finds its way back from its own address."""

from datetime import date, timedelta

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from reports.core.periods import PRESETS, Period, PeriodError, from_request

TODAY = date(2026, 11, 23)


def read(address, **options):
    return from_request(QueryDict(address), today=TODAY, **options)


def test_an_address_without_a_period_means_everything():
    assert read("").is_everything


def test_a_page_may_have_its_own_default():
    assert read("period=&from=&to=", default="last_12_months").name == "last_12_months"


def test_dates_in_the_address_are_both_inside():
    assert read("from=2026-01-01&to=2026-03-31") == Period(date(2026, 1, 1), date(2026, 4, 1))


def test_single_date_leaves_the_other_side_open():
    assert read("to=2026-03-31") == Period(None, date(2026, 4, 1))


def test_name_wins_over_dates():
    assert read("period=last_month&from=2020-01-01&to=nonsense").name == "last_month"


def test_between_stands_for_the_dates():
    assert read("period=between&from=2026-01-01") == Period(date(2026, 1, 1), None)


@pytest.mark.parametrize("address", ["period=fortnight", "from=soon", "to=2026-02-30", "from=2026-02-02&to=2026-02-01", "period=%00"])
def test_senseless_address_is_refused_with_a_sentence(address):
    with pytest.raises(PeriodError) as refused:
        read(address)
    assert str(refused.value).endswith(".")


def test_refusal_is_a_value_error():
    assert issubclass(PeriodError, ValueError)


def test_a_plain_mapping_is_read_as_well():
    assert from_request({"period": "today"}, today=TODAY).start == TODAY


@pytest.mark.parametrize("name", PRESETS)
def test_named_period_keeps_its_name_in_addresses(name):
    period = Period.named(name, today=TODAY)
    assert period.as_query() == {"period": name}
    assert from_request(period.as_query(), today=TODAY) == period


@pytest.mark.parametrize("name", PRESETS)
def test_pinned_period_stays_where_it_was(name):
    period = Period.named(name, today=TODAY)
    assert from_request(period.as_dates(), today=TODAY + timedelta(days=800)) == period


@given(st.none() | st.dates(date(1900, 1, 1), date(2500, 1, 1)), st.none() | st.integers(1, 5000))
def test_period_survives_its_own_address(start, length):
    end = (start or date(2000, 1, 1)) + timedelta(days=length) if length else None
    period = Period(start, end)
    assert from_request(period.as_query(), today=TODAY) == period
