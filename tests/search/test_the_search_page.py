"""/search/: people first, then where one may go and what one may do; the same for the palette and without script."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from leads.search import places
from leads.tests.making import make_lead

pytestmark = pytest.mark.django_db


def search(client, q: str = "", **headers):
    return client.get(reverse("search"), {"q": q}, headers=headers)


def labels(found) -> list[str]:
    return [place.label for place in found]


def test_staff_find_a_person_with_a_link(client, cast):
    client.force_login(cast.staff)
    lead = make_lead("Maria Lindqvist", phones=["0113 496 0142"])
    text = search(client, "lindqvst").text
    assert f'href="{lead.get_absolute_url()}"' in text
    assert "Maria Lindqvist" in text


def test_the_palette_gets_the_same_people_as_options(client, cast):
    client.force_login(cast.staff)
    lead = make_lead("Maria Lindqvist")
    text = search(client, "maria", hx_request="true").text
    assert "<html" not in text
    assert f'role="option" id="palette-person-1" aria-selected="false" tabindex="-1" href="{lead.get_absolute_url()}"' in text
    assert 'data-count="1 result"' in text


def test_a_report_and_a_setting_are_found_by_their_words(client, cast):
    client.force_login(cast.owner)
    assert labels(search(client, "forec").context["pages"]) == ["Forecast"]
    assert "Business" in labels(search(client, "time zone").context["pages"])
    assert labels(search(client, "import").context["actions"]) == ["Import a file"]


def test_staff_are_offered_neither_settings_nor_money(client, cast):
    client.force_login(cast.staff)
    for q in ("settings", "money", "spend", "forecast", "invite", "import"):
        context = search(client, q).context
        assert [*context["pages"], *context["actions"]] == []


@pytest.mark.parametrize("role", Role)
def test_each_place_offered_opens(client, cast, stages, role):
    user = getattr(cast, role.value)
    client.force_login(user)
    for place in [*places.pages_for(user), *places.actions_for(user)]:
        assert client.get(place.href, follow=True).status_code == 200, place


def test_no_place_is_offered_twice(cast):
    hrefs = [place.href for place in places.pages_for(cast.everything)]
    assert len(hrefs) == len(set(hrefs))


def test_nothing_typed_shows_recent_people_and_actions(client, cast):
    client.force_login(cast.staff)
    first, second = make_lead("Ann Ash"), make_lead("Bob Oak")
    response = client.get(reverse("search"), {"recent": f"{first.contact_id},x,99999999999999999999,-1"}, headers={"hx-request": "true"})
    assert [hit.contact for hit in response.context["hits"]] == [first.contact, second.contact]
    assert "Log a call or a walk-in" in labels(response.context["actions"])


def test_a_stranger_must_sign_in(client, business):
    assert search(client, "maria").status_code == 302
    assert search(client, "maria", hx_request="true").status_code == 401


def test_what_was_typed_is_text(client, cast):
    client.force_login(cast.staff)
    assert "<b>x" not in search(client, "<b>x").text
    assert search(client, "\0" + "x" * 5000).status_code == 200
