"""What the pages propose before anything was typed."""

import pytest

from leads.models.source import name_key
from leadtrack.setup.proposals import TRADES, trade


def place(client, link, query="", **headers) -> dict:
    form = client.get(f"{link}{query}", headers=headers).context["form"]
    return {name: form[name].value() for name in ("country", "time_zone", "currency")}


def test_the_clock_of_the_device_names_the_country(client, link):
    assert place(client, link, "?zone=Asia/Calcutta") == {"country": "IN", "time_zone": "Asia/Kolkata", "currency": "INR"}


def test_else_its_language_does(client, link):
    assert place(client, link, accept_language="de-AT,de;q=0.9") == {"country": "AT", "time_zone": "Europe/Vienna", "currency": "EUR"}


def test_a_country_that_was_chosen_brings_its_zone_and_currency(client, link):
    assert place(client, link, "?country=US") == {"country": "US", "time_zone": "America/New_York", "currency": "USD"}


def test_nonsense_proposes_what_is_stored(client, link):
    assert place(client, link, "?country=XX&zone=Mars")["country"] == "GB"


@pytest.mark.parametrize("each", TRADES, ids=lambda each: each.key)
def test_every_trade_proposes_distinct_sources_that_fit_on_a_key(each):
    names = [name_key(str(name)) for name in (*each.sources, *each.also)]

    assert len(names) == len(set(names)) >= 8
    assert all(len(name) <= 80 for name in names)


def test_an_unknown_trade_is_the_general_one():
    assert trade("witchcraft") is trade(None) is TRADES[-1]


def test_the_page_marks_the_trade_and_sends_the_ticks_back_to_it(client, link):
    page = client.get(f"{link}sources/?trade=food").text

    assert 'href="?trade=food" aria-current="true"' in page
    assert page.count('aria-current="true"') == 1
    assert 'action="?trade=food"' in page
