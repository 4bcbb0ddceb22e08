"""A report as somebody set it, under a name: kept, shared with those who may open it, and never an address of another kind."""

from urllib.parse import quote

import pytest
from django.urls import reverse

from reports.models import SavedReport
from sales.models import NameTaken

pytestmark = pytest.mark.django_db
PATH = "/reports/saved/"
NEW = "/reports/saved/new/"
SOURCES = "/reports/sources/?period=last_month&by=channel&format=csv&after=x&&evil%00=1&channel="


@pytest.fixture
def save(cast):
    def make(name="Leaflets", *, by=cast.sales, page="report_sources", query="", shared=False) -> SavedReport:
        return SavedReport.add(name, by=by, page=page, query=query, shared=shared)

    return make


def offered(client, **params) -> list[str]:
    return [report.name for report, _said in client.get(PATH, params).context["rows"]]


def test_saved_report_keeps_what_the_address_asks(business, cast, look, client):
    form = look(NEW, who="sales", of=SOURCES)
    assert form.context["form"]["name"].value() == "Sources, last month"
    response = client.post(NEW, {"name": "  Our  channels ", "of": SOURCES})
    report = SavedReport.objects.get()
    assert (report.name, report.page, report.query) == ("Our channels", "report_sources", "by=channel&period=last_month")
    assert response.url == "/reports/sources/?by=channel&period=last_month"
    assert client.get(response.url).status_code == 200
    assert "Sources · Last month" in client.get(PATH).text


@pytest.mark.parametrize(
    "of",
    [
        *(
            "",
            "/leads/",
            "https://example.com/reports/sources/",
            "//example.com/reports/sources/",
            "//[x",
            "javascript:alert(1)",
            "/reports/saved/",
        ),
        *("/reports/overview/", "/reports/sources/?from=soon", "/reports/sources/?source=x", "/reports/sources/?by=" + "x" * 1_000),
    ],
)
def test_no_other_address_is_saved(business, cast, look, client, of):
    assert look(NEW, who="sales", of=of).status_code == 400
    assert client.post(NEW, {"name": "Odd", "of": of}).status_code == 400
    assert not SavedReport.objects.exists()


def test_shared_report_is_listed_to_those_allowed(business, save, client, cast):
    save("Mine")
    save("Ours", shared=True)
    save("For the office", by=cast.owner, page="overview", shared=True)
    seen = {}
    for who in ("sales", "staff", "admin"):
        client.force_login(getattr(cast, who))
        seen[who] = offered(client)
    assert seen == {"sales": ["Mine", "Ours"], "staff": ["Ours"], "admin": ["For the office", "Ours"]}


def test_menu_offers_saved_reports_of_its_page(business, save, client, cast):
    save("Sources", query="period=last_month")
    save("Hand-off", page="report_handoffs")
    client.force_login(cast.sales)
    menu = client.get(PATH, {"page": "report_sources"}, HTTP_HX_REQUEST="true").text
    assert 'href="/reports/sources/?period=last_month"' in menu
    assert "Hand-off" not in menu
    assert "<html" not in menu
    assert f"{NEW}?of={quote('/reports/sources/?by=channel', safe='')}" in client.get("/reports/sources/?by=channel").text


def test_opened_report_shows_its_saved_name(business, save, client, cast):
    named = '<a href="/reports/saved/">Saved</a>: <b class="saved-as" dir="auto">%s</b>'
    save("Theirs", by=cast.owner, query="by=channel&period=last_month", shared=True)
    save("Not yours", by=cast.owner, query="period=last_year")
    client.force_login(cast.sales)
    assert named % "Theirs" in client.get("/reports/sources/?period=last_month&by=channel").text
    save("Mine", query="by=channel&period=last_month")
    assert named % "Mine" in client.get("/reports/sources/?period=last_month&by=channel").text
    for other in ("?period=last_year", "?period=last_month", ""):
        assert "saved-as" not in client.get(f"/reports/sources/{other}").text


def test_owner_renames_shares_and_removes_a_report(business, save, client, cast):
    report = save()
    client.force_login(cast.sales)
    client.post(reverse("saved_report", args=[report.pk]), {"name": "Paper", "shared": "on"})
    report.refresh_from_db()
    assert (report.name, report.shared) == ("Paper", True)
    response = client.post(reverse("saved_report_removal", args=[report.pk]), follow=True)
    assert reverse("saved_report_return", args=[report.pk]) in response.text
    assert offered(client) == []
    client.post(reverse("saved_report_return", args=[report.pk]))
    assert offered(client) == ["Paper"]


@pytest.mark.parametrize("deed", ["saved_report", "saved_report_removal", "saved_report_return"])
def test_nobody_changes_what_others_saved(business, save, client, cast, deed):
    report = save(shared=True)
    client.force_login(cast.owner)
    assert client.post(reverse(deed, args=[report.pk]), {"name": "x"}).status_code == 404


def test_a_name_is_taken_once(business, save, client, cast):
    save()
    client.force_login(cast.sales)
    response = client.post(NEW, {"name": "LEAFLETS", "of": SOURCES})
    assert response.status_code == 422
    assert "You have a report of that name." in response.text
    with pytest.raises(NameTaken):
        save("leaflets")


def test_list_takes_a_constant_number_of_queries(business, save, client, cast, django_assert_num_queries):
    for number in range(9):
        save(f"Number {number}", query=f"source={number}", shared=True)
    client.force_login(cast.sales)
    client.get(PATH)
    with django_assert_num_queries(5):
        client.get(PATH)
