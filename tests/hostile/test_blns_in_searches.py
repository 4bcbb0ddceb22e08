"""Each string in each search box and filter: an answer, nothing lost from the box, and nothing that runs."""

import re
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from tests.hostile.reading import read, runs_something
from tests.hostile.strings import share, strings

STRINGS = strings()
PARAMETERS = {
    "leads": "q source state channel campaign how_known by left_out outcome new_business converted as_of period_from period_to",
    "search": "q recent",
    "board": "whose after",
    "clients": "q client_type source since_from since_to after before again_from came_back sent_by person campaign as_of",
    "opportunities": "q outcome stage was_in owner value_min value_max came_from came_to after before",
    "report_sources": "from to as_of period by format",
    "report_clients": "from to as_of period format person channel",
    "report_money": "from to as_of period by format amount away towards source",
    "report_cohorts": "from to as_of period format",
    "report_funnel": "from to as_of period format against source channel campaign person client_type",
    "report_forecast": "as_of format person client_type",
    "overview": "from to as_of period",
    "today": "whose",
    "today_count": "whose",
    "known_contact": "phone email lead",
    "spend": "year",
    "tally": "lead",
    "leads_csv": "q source state period_from",
    "leads_xlsx": "q source state period_from",
    "leads_json": "q source state period_from",
    "account_login": "next",
}
CHOSEN = {"today": 4}
"""One word of a fixed list, read by what the board and `today_count` read it with: of its share every so manyth is enough."""
CLEAR = (200, 302, 400, 404, 422)
APART = 37


def question(names: list[str], at: int) -> dict[str, str]:
    return {name: STRINGS[(at + number * APART) % len(STRINGS)] for number, name in enumerate(names)}


@pytest.mark.parametrize("url_name", PARAMETERS)
def test_every_filter_gets_a_clear_answer_to_every_string(small, signed_in, url_name):
    names, problems = PARAMETERS[url_name].split(), []
    for at in share(STRINGS, list(PARAMETERS).index(url_name))[:: CHOSEN.get(url_name, 1)]:
        response = signed_in().get(reverse(url_name), question(names, at), headers={"hx-request": "true"})
        if response.status_code not in CLEAR:
            problems.append(f"{response.status_code} for {question(names, at)}")
    assert problems[:5] == []


MARKUP = [text for text in STRINGS if re.search("[<\"'`&]", text)]
BOXES = {"leads": [STRINGS[at] for at in share(STRINGS, 1)], "clients": MARKUP[::3], "opportunities": MARKUP[1::3]}
"""The box is one component: a share of all of them in one list, and of what looks like markup in the others."""


@pytest.mark.parametrize("url_name", BOXES)
def test_a_search_box_keeps_what_was_typed_and_shows_it_as_text(small, signed_in, url_name):
    client = signed_in()
    plain, problems = read(client.get(reverse(url_name), {"q": "nobody at all"}).content), []
    for text in BOXES[url_name]:
        response = client.get(reverse(url_name), {"q": text})
        reader = read(response.content)
        if text.strip() and text.strip() not in [typed.strip() for typed in reader.typed["q"]]:
            problems.append(f"{text!r} is lost from the box")
        problems += [f"{text!r} runs {each}" for each in runs_something(reader)]
        new = {shape for shape in reader.shape if shape not in plain.shape and shape not in ROWS}
        problems += [f"{text!r} makes {new}"] if new else []
    assert problems[:5] == []


@pytest.mark.parametrize("url_name", ["contact_merger", "lead_merger"])
def test_whom_to_merge_with_is_searched_for_by_any_string(small, signed_in, url_name):
    client, problems = signed_in(), []
    address = reverse(url_name, args=[small.open_lead.contact_id if url_name == "contact_merger" else small.open_lead.pk])
    for text in MARKUP[2::3]:
        reader = read((response := client.get(address, {"q": text})).content)
        problems += [f"{response.status_code} for {text!r}"] if response.status_code != 200 else []
        problems += [f"{text!r} is lost from the box"] if text.strip() and text.strip() not in map(str.strip, reader.typed["q"]) else []
        problems += [f"{text!r} runs {each}" for each in runs_something(reader)]
    assert problems[:5] == []


ROWS: set = set()
"""Shapes of rows, which a search that finds something shows; filled by the fixture below."""


@pytest.fixture(autouse=True)
def _rows(small, signed_in):
    for url_name in ("leads", "clients", "opportunities"):
        for query in ("", "?outcome=won", "?q=a", "?q=x&source=7", f"?q={'x' * 300}"):
            ROWS.update(read(signed_in().get(reverse(url_name) + query).content).shape)


def test_a_page_to_go_on_to_is_never_another_site(small, signed_in):
    """`next` after a deed: a string that is no address of ours is not followed."""
    client, address = signed_in(), reverse("activity_dropping", args=[small.activity.pk])
    for text in [*STRINGS, "https://example.com/", "//example.com", "\\\\example.com", "/\\example.com"]:
        response = client.post(address, {"next": text})
        assert response.status_code == 302
        assert not re.match(r"(?i)\s*([a-z]+:|//|/\\|\\)", response["Location"]), (text, response["Location"])


def test_an_address_of_any_bytes_is_answered(small, signed_in):
    for path in [
        "/leads/?q=%ff%fe",
        "/leads/?q=%00",
        "/leads/?q=%ED%A0%80",
        "/%ff%fe/",
        "/leads/%00/",
        "/leads/?" + urlencode({"q": "x" * 5000}),
    ]:
        assert signed_in().get(path).status_code in CLEAR, path
