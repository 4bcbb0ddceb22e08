import re
from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from leads.models import Source, Spend

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_november")]
PATH = "/reports/sources/"


@pytest.mark.parametrize("who", ["staff", "sales", "owner", "admin"])
def test_everybody_who_works_here_reads_it(come, business, look, who):
    come("Leaflet", "2026-01-10")
    assert look(PATH, who=who).status_code == 200


@pytest.mark.parametrize("who", ["stranger", None])
def test_nobody_else_does(business, cast, client, who):
    if who:
        client.force_login(getattr(cast, who))
    assert client.get(PATH).status_code == 302


@pytest.mark.parametrize("who", ["staff", "sales"])
@pytest.mark.parametrize("shape", ["", "csv", "json"])
def test_desk_and_sales_cannot_see_money(come, business, sources, look, who, shape):
    come("Leaflet", "2026-01-10")
    Spend.put(sources["Leaflet"], month=date(2026, 1, 1), amount=Decimal("987"))
    Spend.put(sources["Signboard"], month=date(2026, 1, 1), amount=Decimal("654"))
    response = look(PATH, who=who, format=shape)
    text = body(response)
    assert response.status_code == 200
    assert "Leaflet" in text
    assert "987" not in text
    assert "cost" not in text.lower()
    offered = re.sub(r"<option.*?</option>", "", text)  # the filters offer every source
    assert "Signboard" not in offered  # it brought no lead: only its spend would tell of it


def test_the_owner_sees_spend_and_cost_per_lead(come, business, sources, look):
    come("Leaflet", "2026-01-10")
    Spend.put(sources["Leaflet"], month=date(2026, 1, 1), amount=Decimal("987"))
    assert "£987" in body(look(PATH))


def test_page_says_that_spend_counts_by_days(come, business, sources, look):
    come("Leaflet", "2026-01-10")
    Spend.put(sources["Leaflet"], month=date(2026, 1, 1), amount=Decimal("31"))
    cut = body(look(PATH, **{"from": "2026-01-01", "to": "2026-01-15"}))
    whole = body(look(PATH, **{"from": "2026-01-01", "to": "2026-01-31"}))
    assert "£15" in cut
    assert ("share of days." in cut, "share of days.</footer>" in whole) == (True, False)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ({"from": "2026-02-30"}, "is not a date"),
        ({"from": "2026-05-01", "to": "2026-04-01"}, "The first day comes after the last day"),
        ({"period": "yesteryear"}, "There is no period called"),
        ({"as_of": "soon"}, "is neither a day"),
        ({"as_of": "2999-01-01"}, "still to come"),
    ],
)
def test_page_keeps_an_unreadable_period_in_its_field(business, look, query, text):
    response = look(PATH, **query)
    assert response.status_code == 400
    assert text in body(response)
    for typed in set(query.values()) - {"yesteryear"}:
        assert f'value="{typed}"' in body(response)


@pytest.mark.parametrize("shape", ["csv", "json"])
def test_json_refuses_an_unreadable_period(business, look, shape):
    response = look(PATH, format=shape, **{"from": "soon"})
    assert response.status_code == 400
    assert "is not a date" in body(response)


def test_a_grouping_that_is_none_is_not_found(business, look):
    assert look(PATH, by="moon").status_code == 404


def test_page_says_how_to_begin(business, look):
    text = body(look(PATH))
    assert "Nothing to measure yet" in text
    assert "%" not in re.sub(r"<[^>]*>", " ", text.split("<main", 1)[1].split("</main>")[0])


def test_young_lead_is_too_early_to_say(come, business, look):
    come("Leaflet", timezone.localdate().isoformat())
    text = body(look(PATH))
    assert "It is too early to say: the one lead is not more than 90 days old." in text
    assert "Nothing to draw yet" in text


def test_leads_without_a_source_have_a_row(come, business, look):
    come("", "2026-01-10")
    text = body(look(PATH))
    assert "No source recorded" in text
    assert "(blank)" not in text


def test_page_marks_leads_won_before_they_came(come, business, look):
    come("Leaflet", "2026-01-10", won_after=-1)
    assert "1 won before it was received" in body(look(PATH))


def test_markup_in_a_source_name_stays_text(come, business, sources, look):
    sources["evil"] = Source.add("<script>alert(1)</script>=1+1")
    come("evil", "2026-01-10")
    assert "<script>alert" not in body(look(PATH))
    assert "&lt;script&gt;alert(1)" in body(look(PATH))


def test_csv_disarms_a_formula_in_a_name(come, business, sources, look):
    sources["evil"] = Source.add("=HYPERLINK(1)")
    come("evil", "2026-01-10")
    assert '\n"\'=HYPERLINK(1)",' in body(look(PATH, format="csv"))


def test_as_of_looks_back(come, business, look):
    come("Leaflet", "2026-01-10", won_after=60)
    assert "0 of 1" in body(look(PATH, as_of="2026-02-01"))
    assert "0 of 1" in body(look(PATH, as_of="2026-02-01T23:00:00+23:59"))  # as in no place on earth
    assert "1 of 1" in body(look(PATH))


@pytest.mark.parametrize("names", [3, 12])
def test_the_page_asks_fifteen_questions_however_many_sources(come, business, sources, look, client, django_assert_num_queries, names):
    for number in range(names):
        sources[str(number)] = Source.add(f"Source {number}")
        come(str(number), "2026-01-10", won_after=3)
    look(PATH)
    # Four are the report’s, four the filters’, one the switch’s, one asks for its saved name, three are the session’s, the user’s and
    # the business’s.
    with django_assert_num_queries(15):
        client.get(PATH)


def body(response) -> str:
    return b"".join(response.streaming_content).decode() if response.streaming else response.content.decode()
