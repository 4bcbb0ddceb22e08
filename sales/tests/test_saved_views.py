import pytest
from django.urls import reverse

from sales.models import NameTaken, SavedView


@pytest.fixture
def save(cast):
    def make(name="Stuck", *, by=cast.sales, query="stuck=yes", shared=False) -> SavedView:
        return SavedView.add(name, by=by, query=query, shared=shared)

    return make


def offered(client, **asked) -> list[str]:
    return [str(view) for view in client.get(reverse("board"), asked).context["views"]]


def test_the_filters_in_force_are_saved_under_a_name(sales_client, cast):
    form = sales_client.get(reverse("saved_views"), {"value_min": "500", "stuck": "yes", "after": "x", "whose": "mine"})
    query = form.context["form"]["query"].value()
    response = sales_client.post(reverse("saved_views"), {"name": "  Big and  stuck ", "query": query})
    view = SavedView.objects.get()
    assert (view.name, view.owner, view.query, view.shared) == ("Big and stuck", cast.sales, "stuck=yes&value_min=500&whose=mine", False)
    assert response.url == f"{reverse('board')}?{view.query}"


def test_script_is_sent_on_to_the_view(sales_client, as_htmx):
    response = sales_client.post(reverse("saved_views"), {"name": "Stuck", "query": "stuck=yes"}, **as_htmx)
    assert response["HX-Redirect"] == "/pipeline/?stuck=yes"


def test_nothing_but_filters_is_saved(sales_client):
    sales_client.post(reverse("saved_views"), {"name": "Odd", "query": "next=javascript:x&stuck=yes&evil=1&//x"})
    assert SavedView.objects.get().query == "next=javascript%3Ax&stuck=yes"


def test_the_view_on_show_is_marked_and_offered_to_change(sales_client, save):
    view = save()
    page = sales_client.get(reverse("board"), {"stuck": "yes"})
    assert page.context["view"] == view
    assert reverse("saved_view", args=[view.pk]) in page.text
    assert 'id="save-view"' not in page.text


def test_what_is_shared_is_seen_by_all_who_sell_and_the_rest_by_its_owner(client, save, cast):
    save("Mine")
    save("Ours", shared=True)
    client.force_login(cast.sales)
    assert offered(client) == ["Mine", "Ours"]
    client.force_login(cast.owner)
    assert offered(client) == ["Ours"]


def test_it_is_renamed_and_shared(sales_client, save):
    view = save()
    sales_client.post(reverse("saved_view", args=[view.pk]), {"name": "Late ones", "shared": "on"})
    view.refresh_from_db()
    assert (view.name, view.shared) == ("Late ones", True)


def test_it_is_removed_and_brought_back(sales_client, save):
    view = save()
    sales_client.post(reverse("saved_view_removal", args=[view.pk]))
    assert offered(sales_client) == []
    sales_client.post(reverse("saved_view_return", args=[view.pk]))
    assert offered(sales_client) == ["Stuck"]


@pytest.mark.parametrize("shared", [False, True])
@pytest.mark.parametrize("deed", ["saved_view", "saved_view_removal", "saved_view_return"])
def test_nobody_changes_somebody_elses(client, save, cast, deed, shared):
    view = save(shared=shared)
    client.force_login(cast.owner)
    assert client.post(reverse(deed, args=[view.pk]), {"name": "Mine now"}).status_code == 404
    view.refresh_from_db()
    assert (view.name, view.removed_at) == ("Stuck", None)


def test_the_office_clears_up_what_a_leaver_shared(client, save, cast):
    view = save(by=cast.stranger, shared=True)
    client.force_login(cast.owner)
    client.post(reverse("saved_view_removal", args=[view.pk]))
    assert not SavedView.objects.standing().exists()


def test_a_name_is_given_once_a_person(sales_client, save, cast):
    save("Stuck")
    save("Stuck", by=cast.owner)
    response = sales_client.post(reverse("saved_views"), {"name": "STUCK", "query": "stuck=yes"})
    assert (response.status_code, "You have a view of that name" in response.text) == (422, True)
    with pytest.raises(NameTaken):
        save("stuck")


def test_one_whose_name_was_given_away_does_not_come_back(sales_client, save):
    view = save()
    view.remove()
    save()
    response = sales_client.post(reverse("saved_view_return", args=[view.pk]), follow=True)
    assert "another view called “Stuck”" in response.text
    assert SavedView.objects.standing().count() == 1


def test_the_views_cost_one_query_however_many_there_are(sales_client, save, django_assert_num_queries, django_assert_max_num_queries):
    save()
    with django_assert_max_num_queries(30) as few:
        sales_client.get(reverse("board"))
    for n in range(6):
        save(f"View {n}", shared=True)
    with django_assert_num_queries(len(few)):
        sales_client.get(reverse("board"))
