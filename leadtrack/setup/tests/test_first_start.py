"""The three steps, from the link in the terminal to the first person signed in."""

import pytest
from django.urls import reverse

from accounts.models import Business, Invitation, User
from accounts.roles import Role
from leads.models import Source
from sales.models import Stage

PLACE = {"name": "Alder & Finch", "country": "GB", "time_zone": "Europe/London", "currency": "GBP"}
ME = {"name": "Ruth Finch", "email": "Ruth@Example.com", "password": "three words suffice"}
NOBODY = {"guest-TOTAL_FORMS": "3", "guest-INITIAL_FORMS": "0"} | {f"guest-{n}-roles": "staff" for n in range(3)}


def finish(client, link, **changes):
    return client.post(f"{link}people/", ME | NOBODY | changes)


def test_three_steps_lead_to_a_business_its_sources_and_its_first_person(client, link):
    assert client.post(link, PLACE).url == f"{link}sources/"
    proposal = client.get(f"{link}sources/?trade=home").context["form"]
    ticked = {field.html_name: "on" for field in proposal if field.html_name.startswith("tick_") and field.value()}
    names = {field.html_name: field.value() for field in proposal if field.html_name.startswith("name_")}
    chosen = ticked | names | {"name_0": "Googled us", "more": "The van\nthe  VAN\n\nRadio"}
    assert client.post(f"{link}sources/?trade=home", chosen).url == f"{link}people/"
    assert finish(client, link).url == reverse("setup_ready")

    business = Business.current()
    assert (business.name, business.is_set_up) == ("Alder & Finch", True)
    sources = list(Source.objects.in_use().values_list("name", flat=True))
    assert sources[0] == "Googled us"
    assert sources.count("The van") == 1
    assert {"Radio", "Recommendation", "Our own clients", "Unknown"} < set(sources)
    assert Stage.objects.exists()
    ruth = User.objects.get()
    assert (ruth.email, ruth.roles) == ("ruth@example.com", [role.value for role in Role])
    assert client.session["_auth_user_id"] == str(ruth.pk)


def test_an_unticked_source_is_not_made(client, link):
    client.post(link, PLACE)

    client.post(f"{link}sources/?trade=home", {"name_0": "Google search", "name_1": "Google Maps", "tick_1": "on"})

    assert set(Source.objects.filter(kind="").values_list("name", flat=True)) == {"Google Maps"}


def test_colleagues_invited_on_the_way_get_links_that_are_shown_once(client, link):
    client.post(link, PLACE)

    finish(client, link, **{"guest-1-name": "Tom", "guest-1-roles": ["sales"]})

    page = client.get(reverse("setup_ready")).text
    assert page.count("/join/") == 1
    assert Invitation.objects.get().roles == ["sales"]
    assert "/join/" not in client.get(reverse("setup_ready")).text


def test_nothing_about_a_colleague_looks_compulsory(client, link):
    client.post(link, PLACE)

    page = client.get(f"{link}people/").text

    assert 'id="div_id_guest-0-name"' in page
    for field in ("name", "roles"):
        assert "asteriskField" not in page.partition(f'id="div_id_guest-0-{field}"')[2].partition("</label>")[0].partition("</legend>")[0]


@pytest.mark.parametrize("row", [{"guest-0-email": "tom@example.com"}, {"guest-0-roles": ["sales"]}])
def test_a_colleague_begun_without_a_name_is_asked_for_one(client, link, row):
    client.post(link, PLACE)

    answer = finish(client, link, **row)

    assert answer.context["guests"].forms[0].errors.keys() == {"name"}
    assert not Invitation.objects.exists()


def test_an_easy_password_stops_the_last_step_and_keeps_what_was_typed(client, link):
    client.post(link, PLACE)

    answer = finish(client, link, password="password12")

    assert 'value="Ruth Finch"' in answer.text
    assert not User.objects.exists()
    assert not Business.current().is_set_up


@pytest.mark.parametrize("step", ["", "sources/", "people/"])
def test_a_wrong_link_is_not_found(client, link, step):
    assert client.get(f"/setup/not-the-token/{step}").status_code == 404
    assert client.post(f"/setup/not-the-token/{step}", PLACE | ME | NOBODY).status_code == 404
    assert not User.objects.exists()


@pytest.mark.parametrize("step", ["", "sources/", "people/"])
def test_after_set_up_the_link_says_it_is_done_and_changes_nothing(client, link, step):
    client.post(link, PLACE)
    finish(client, link)
    client.logout()

    answer = client.post(f"{link}{step}", PLACE | ME | NOBODY | {"name": "Evil", "email": "evil@example.com", "more": "Evil"})

    assert answer.status_code == 410
    assert reverse("account_login") in answer.text
    assert User.objects.count() == 1
    assert Business.current().name == "Alder & Finch"
    assert not Source.objects.named("Evil").exists()


def test_whoever_is_second_at_the_last_step_comes_too_late(link):
    from leadtrack.setup import deeds

    business = Business.current()
    assert deeds.finish(business, **ME)

    assert deeds.finish(business, **(ME | {"email": "second@example.com"})) is None
    assert User.objects.count() == 1


def test_without_the_link_there_is_only_the_sign_in_page(client, link):
    answer = client.get(reverse("profile"), follow=True)

    assert link not in answer.text
    assert "printed in the terminal" in answer.text


def test_a_step_sent_twice_changes_nothing_more(client, link):
    client.post(link, PLACE)
    for _ in range(2):
        client.post(f"{link}sources/?trade=home", {"more": "The van"})

    assert Source.objects.named("the van").count() == 1
