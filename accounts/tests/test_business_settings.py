import pytest
from django.urls import reverse

from accounts import regions
from accounts.models import Business

pytestmark = pytest.mark.django_db

DATA = {"name": "Finch", "country": "DE", "time_zone": "Europe/Berlin", "currency": "EUR", "within_days": "60"}


def test_an_owner_changes_the_business(client, cast):
    client.force_login(cast.owner)

    client.post(reverse("business_settings"), DATA)

    business = Business.current()
    assert (business.name, business.country, business.time_zone, business.currency, business.within_days) == (
        "Finch",
        "DE",
        "Europe/Berlin",
        "EUR",
        60,
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("country", "XX"),
        ("time_zone", "Mars/Olympus"),
        ("currency", "XXX"),
        ("within_days", "0"),
        ("within_days", "999"),
        ("gross_margin", "0"),
        ("gross_margin", "101"),
        ("name", ""),
    ],
)
def test_what_makes_no_sense_is_refused(client, cast, field, value):
    client.force_login(cast.owner)

    answer = client.post(reverse("business_settings"), DATA | {field: value})

    assert answer.context["form"].errors.keys() == {field}
    assert Business.current().name != "Finch"


def test_what_is_stored_stays_a_choice(client, cast):
    Business.objects.update(time_zone="Etc/GMT+3")
    client.force_login(cast.owner)

    client.post(reverse("business_settings"), DATA | {"time_zone": "Etc/GMT+3"})

    assert Business.current().name == "Finch"


def test_the_settings_page_links_only_to_what_is_there(client, cast):
    client.force_login(cast.owner)

    page = client.get(reverse("settings")).text

    assert reverse("people") in page
    assert 'href=""' not in page


def test_a_country_proposes_its_zone_and_currency():
    assert (regions.main_zone("US"), regions.main_currency("US")) == ("America/New_York", "USD")
    assert (regions.main_zone("IN"), regions.main_currency("IN")) == ("Asia/Kolkata", "INR")


def test_old_names_of_zones_lead_to_the_new_ones():
    assert regions.zone_of_clock("Asia/Calcutta") == "Asia/Kolkata"
    assert regions.zone_of_clock("UTC") == regions.zone_of_clock("Mars") == ""
    assert regions.country_of_zone("Asia/Kolkata") == "IN"


def test_the_language_of_a_browser_may_name_a_country():
    assert regions.country_of_languages("en;q=0.9, de-AT;q=0.8") == "AT"
    assert regions.country_of_languages("en") == ""
    assert regions.country_of_languages("es-419,zh-Hant") == ""
