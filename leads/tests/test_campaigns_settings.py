import pytest
from django.urls import reverse

from leads.models import Campaign
from leads.tests.making import make_lead


@pytest.fixture
def spring(sources, client, cast):
    client.force_login(cast.owner)
    return Campaign.objects.create(name="Spring", source=sources["Leaflet"])


def values(**changed) -> dict:
    return {"name": "", "source": "", "starts_on": "", "ends_on": ""} | changed


def test_a_campaign_is_added_with_its_days(client, spring, sources):
    client.post(reverse("campaigns"), values(name="June", source=sources["Leaflet"].pk, starts_on="2026-06-01", ends_on="2026-06-30"))
    june = Campaign.objects.get(name="June")
    assert (june.source, str(june.starts_on), str(june.ends_on)) == (sources["Leaflet"], "2026-06-01", "2026-06-30")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": "SPRING"}, "name"),
        ({"name": ""}, "name"),
        ({"source": "999999"}, "source"),
        ({"starts_on": "2026-07-01", "ends_on": "2026-06-01"}, "ends_on"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(client, spring, sources, changed, field):
    response = client.post(reverse("campaigns"), values(**({"name": "June", "source": sources["Leaflet"].pk} | changed)))
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert Campaign.objects.count() == 1


def test_it_is_renamed_and_given_another_source_while_nothing_hangs_on_it(client, spring, sources):
    client.post(reverse("campaign", args=[spring.pk]), values(name="Board", source=sources["Signboard"].pk))
    spring.refresh_from_db()
    assert (spring.name, spring.source) == ("Board", sources["Signboard"])


def test_with_leads_it_keeps_its_source(client, spring, sources):
    make_lead("Maria", source=sources["Leaflet"], campaign=spring)
    response = client.post(reverse("campaign", args=[spring.pk]), values(name="Spring", source=sources["Signboard"].pk))
    assert "source" in response.context["form"].errors
    spring.refresh_from_db()
    assert spring.source == sources["Leaflet"]


def test_a_retired_one_is_not_offered_and_comes_back(client, spring):
    client.post(reverse("campaign_retirement", args=[spring.pk]))
    assert not Campaign.objects.in_use().exists()
    client.post(reverse("campaign_return", args=[spring.pk]))
    assert Campaign.objects.in_use().get() == spring


@pytest.mark.parametrize("name", ["campaign", "campaign_retirement", "campaign_return"])
def test_the_desk_changes_no_campaign(client, cast, spring, name, sources):
    client.force_login(cast.staff)
    assert client.post(reverse(name, args=[spring.pk]), values(name="Mine", source=sources["Leaflet"].pk)).status_code == 403
    assert client.post(reverse("campaigns"), values(name="Mine", source=sources["Leaflet"].pk)).status_code == 403
    spring.refresh_from_db()
    assert (spring.name, spring.retired_at, Campaign.objects.count()) == ("Spring", None, 1)


def test_the_number_of_queries_does_not_grow(client, spring, sources, django_assert_max_num_queries):
    def queries() -> int:
        with django_assert_max_num_queries(12) as counted:
            client.get(reverse("campaigns"))
        return len(counted)

    queries()
    before = queries()
    for n in range(5):
        make_lead(campaign=Campaign.objects.create(name=f"C{n}", source=sources["Leaflet"]), source=sources["Leaflet"])
    assert queries() == before
