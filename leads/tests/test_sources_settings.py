"""Sources are added, renamed, ordered, retired and merged by the office, and by nobody else."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from leads.models import Campaign, Lead, Source, Spend
from leads.tests.making import make_lead


@pytest.fixture(autouse=True)
def signed_in(client, cast):
    client.force_login(cast.admin)


def names() -> list[str]:
    return [source.name for source in Source.objects.in_use()]


def post(client, address, source, /, **data):
    return client.post(reverse(address, args=[source.pk]), data)


def test_a_source_is_added_at_the_end(client, sources):
    client.post(reverse("sources_settings"), {"name": "  Our   van "})
    assert names()[-1] == "Our van"


@pytest.mark.parametrize("name", ["", "leaflet", " LEAFLET ", "\u200b", "x" * 81])
def test_a_name_that_cannot_be_is_refused(client, sources, name):
    before = names()
    response = client.post(reverse("sources_settings"), {"name": name})
    assert response.status_code == 422
    assert names() == before


def test_the_name_of_a_merged_source_says_where_it_went(client, sources):
    sources["Leaflet"].merge_into(sources["Signboard"])
    response = client.post(reverse("sources_settings"), {"name": "Leaflet"})
    assert "Signboard" in response.context["form"].errors["name"][0]


def test_a_source_is_renamed_and_keeps_its_leads(client, sources):
    make_lead("Maria", source=sources["Leaflet"])
    post(client, "source", sources["Leaflet"], name="Flyer")
    assert Lead.objects.get().source.name == "Flyer"


def test_it_cannot_be_given_the_name_of_another(client, sources):
    response = post(client, "source", sources["Leaflet"], name="signboard")
    assert response.status_code == 422
    assert "Leaflet" in names()


def test_a_built_in_one_can_be_renamed(client, sources):
    unknown = Source.objects.get(kind=Source.Kind.UNKNOWN)
    post(client, "source", unknown, name="Could not say")
    unknown.refresh_from_db()
    assert (unknown.name, unknown.kind) == ("Could not say", "unknown")


def test_it_moves_one_place_at_a_time_and_stops_at_the_ends(client, sources):
    order = names()
    last = Source.objects.named(order[-1]).get()
    post(client, "source_place", last, to="down")
    assert names() == order
    post(client, "source_place", last, to="up")
    assert names() == [*order[:-2], order[-1], order[-2]]


def test_a_retired_one_leaves_the_tally_and_comes_back(client, sources):
    post(client, "source_retirement", sources["Leaflet"])
    assert "Leaflet" not in names()
    post(client, "source_return", sources["Leaflet"])
    assert "Leaflet" in names()


def test_the_page_of_a_merger_counts_what_would_move_and_moves_nothing(client, sources):
    make_lead("Maria", source=sources["Leaflet"])
    Campaign.objects.create(name="Spring", source=sources["Leaflet"])
    Spend.put(sources["Leaflet"], month="2026-05-01", amount=10)
    moves = client.get(reverse("source_merger", args=[sources["Leaflet"].pk])).context["moves"]
    assert moves == {"leads": 1, "touches": 0, "campaigns": 1, "spend": 1}
    assert Lead.objects.get().source == sources["Leaflet"]


def test_a_merger_gives_everything_to_the_other(client, sources):
    make_lead("Maria", source=sources["Leaflet"])
    Spend.put(sources["Leaflet"], month="2026-05-01", amount=10)
    Spend.put(sources["Signboard"], month="2026-05-01", amount=5)
    response = post(client, "source_merger", sources["Leaflet"], into=sources["Signboard"].pk)
    assert "1 lead" in str(next(iter(get_messages(response.wsgi_request))))
    assert Lead.objects.get().source == sources["Signboard"]
    assert Spend.objects.get().amount == 15
    assert Source.add("Leaflet") == sources["Signboard"]


def test_a_built_in_one_is_not_merged_away(client, sources):
    unknown = Source.objects.get(kind=Source.Kind.UNKNOWN)
    post(client, "source_merger", unknown, into=sources["Leaflet"].pk)
    unknown.refresh_from_db()
    assert unknown.merged_into is None


def test_a_source_is_not_merged_into_itself_or_into_nothing(client, sources):
    for into in (sources["Leaflet"].pk, "", "999999"):
        assert post(client, "source_merger", sources["Leaflet"], into=into).status_code == 422
    assert "Leaflet" in names()


@pytest.mark.parametrize("name", ["source", "source_place", "source_retirement", "source_return", "source_merger"])
@pytest.mark.parametrize("role", ["staff", "sales"])
def test_the_desk_and_sales_change_no_source(client, cast, sources, name, role):
    client.force_login(getattr(cast, role))
    order = names()
    data = {"name": "Mine", "to": "up", "into": sources["Signboard"].pk}
    assert post(client, name, sources["Leaflet"], **data).status_code == 403
    assert client.post(reverse("sources_settings"), {"name": "Mine"}).status_code == 403
    assert names() == order


def test_leads_are_counted_in_one_query_however_many_there_are(client, sources, cast, django_assert_max_num_queries):
    def queries() -> int:
        with django_assert_max_num_queries(12) as counted:
            response = client.get(reverse("sources_settings"))
        counts = {source.name: source.lead_count for source in response.context["used"]}
        assert counts["Leaflet"] == Lead.objects.standing().filter(source=sources["Leaflet"]).count()
        return len(counted)

    queries()
    before = queries()
    for n in range(5):
        make_lead(source=sources["Leaflet"])
        Source.add(f"Source {n}")
    make_lead(source=sources["Leaflet"]).withdraw(by=cast.staff)
    assert queries() == before
