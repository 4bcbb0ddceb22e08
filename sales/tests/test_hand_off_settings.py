import pytest
from django.urls import reverse

from sales.models import HandOffRules, SourceRules

DATA = {"respond_minutes": "60", "assignment": "round_robin", "automatic": "on"}


@pytest.fixture
def owner_client(client, cast):
    client.force_login(cast.owner)
    return client


def test_an_owner_sets_the_rules(owner_client, sources, django_assert_max_num_queries):
    leaflet, signboard = sources["Leaflet"].pk, sources["Signboard"].pk
    owner_client.post(reverse("hand_off_rules"), DATA | {f"respond_{leaflet}": "0", f"automatic_{signboard}": "False"})

    rules = HandOffRules.current()
    assert (rules.respond_minutes, rules.assignment, rules.automatic) == (60, "round_robin", True)
    assert rules.promise_for(sources["Leaflet"]) is None
    assert (rules.lets_go(sources["Leaflet"]), rules.lets_go(sources["Signboard"])) == (True, False)


def test_as_the_business_has_it_leaves_no_row(owner_client, sources):
    SourceRules.put(sources["Leaflet"], respond_minutes=15, automatic=True)
    owner_client.post(reverse("hand_off_rules"), DATA)
    assert not SourceRules.objects.exists()


@pytest.mark.parametrize("wrong", [{"respond_minutes": "7"}, {"respond_minutes": "x"}, {"assignment": "dice"}])
def test_what_makes_no_sense_is_refused(owner_client, sources, wrong):
    response = owner_client.post(reverse("hand_off_rules"), DATA | wrong)
    assert response.status_code == 422
    assert not HandOffRules.objects.exists()


def test_the_page_shows_what_is_set(owner_client, sources):
    HandOffRules.objects.create(respond_minutes=45, assignment="fewest_open")
    page = owner_client.get(reverse("hand_off_rules"))
    assert "45 minutes" in page.text
    assert page.context["form"]["assignment"].value() == "fewest_open"


def test_the_queries_do_not_grow_with_the_sources(owner_client, sources, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        owner_client.get(reverse("hand_off_rules"))
