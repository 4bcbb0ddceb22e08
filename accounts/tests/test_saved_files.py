"""Lists of people are saved by whoever may, and every file that is saved leaves a row."""

import pytest
from django.urls import reverse

from accounts.models import Business, SavedFile

LEADS = ("leads_xlsx", "leads_csv", "leads_json")


@pytest.mark.parametrize("name", LEADS)
def test_staff_cannot_save_the_leads(client, cast, name):
    client.force_login(cast.staff)
    assert client.get(reverse(name)).status_code == 403
    assert not SavedFile.objects.exists()


@pytest.mark.parametrize("name", LEADS)
def test_an_owner_who_saves_leaves_a_row(client, cast, name):
    client.force_login(cast.owner)
    assert client.get(reverse(name)).status_code == 200
    [row] = SavedFile.objects.all()
    assert (row.by, row.name.startswith("leads-"), row.name.endswith(name[-4:].strip("_")), row.count) == (cast.owner, True, True, 0)


@pytest.mark.parametrize("name", LEADS)
def test_staff_save_the_leads_where_the_business_lets_them(client, cast, everyone_saves, name):
    client.force_login(cast.staff)
    assert client.get(reverse(name)).status_code == 200
    assert SavedFile.objects.get().by == cast.staff


def test_sales_cannot_save_whom_to_sell_to_again(client, cast):
    client.force_login(cast.sales)
    assert client.get(reverse("clients_again")).status_code == 200
    assert client.get(reverse("clients_again"), {"format": "csv"}).status_code == 403


def test_only_who_may_save_is_offered_it(client, cast):
    for person, offered in ((cast.staff, False), (cast.owner, True)):
        client.force_login(person)
        assert (reverse("leads_csv") in client.get(reverse("leads")).text) == offered


@pytest.mark.parametrize("shape", ["csv", "xlsx", "json"])
def test_a_saved_report_leaves_a_row(client, cast, sources, shape):
    client.force_login(cast.staff)
    client.get(reverse("report_sources"), {"format": shape})
    row = SavedFile.objects.get()
    assert (row.by, row.name) == (cast.staff, f"sources.{shape}")


def test_looking_at_a_report_leaves_none(client, cast):
    client.force_login(cast.owner)
    client.get(reverse("report_sources"))
    client.head(reverse("leads_csv"))
    assert not SavedFile.objects.exists()


def test_the_owner_reads_who_saved_what(client, cast):
    SavedFile.objects.create(by=cast.sales, name="leads-2026-05-01.csv", count=1234)
    client.force_login(cast.owner)
    page = client.get(reverse("saved_files")).text
    assert all(text in page for text in ("leads-2026-05-01.csv", "Tom", "1,234"))


def test_the_owner_lets_everybody_save(client, cast):
    client.force_login(cast.owner)
    data = {"name": "Finch", "country": "GB", "time_zone": "Europe/London", "currency": "GBP", "within_days": "60"}
    client.post(reverse("business_settings"), data | {"everyone_saves_people": "on"})
    assert Business.current().everyone_saves_people
