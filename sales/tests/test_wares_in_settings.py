"""Settings: what we sell, client types, thanks."""

import pytest
from django.urls import reverse

from accounts.models import Business
from leads.models import ClientType, Contact
from sales.models import Product


@pytest.fixture
def office(client, cast):
    client.force_login(cast.admin)
    return client


def test_a_product_is_added_changed_and_retired(office):
    office.post(reverse("products"), {"name": "Boiler service", "renewal_months": "12"})
    product = Product.objects.get()
    office.post(reverse("product", args=[product.pk]), {"name": "Boiler check", "renewal_months": "12", "usual_months": "13"})
    product.refresh_from_db()
    assert (product.name, product.renewal_months, product.usual_months) == ("Boiler check", 12, 13)
    office.post(reverse("product_retirement", args=[product.pk]))
    assert not Product.objects.in_use().exists()


def test_two_products_cannot_have_one_name(office):
    Product.add("Bench")
    response = office.post(reverse("products"), {"name": " bench "})
    assert response.status_code == 422
    assert "one of that name" in response.text


def test_a_renamed_type_takes_its_clients_along(office):
    landlord = ClientType.add("Landlord")
    helen = Contact.make(name="Helen", client_type="Landlord")
    office.post(reverse("client_type", args=[landlord.pk]), {"name": "Lets flats"})
    helen.refresh_from_db()
    assert helen.client_type == "Lets flats"


def test_a_merged_type_gives_its_clients_away_and_its_word_goes_on_meaning_that(office):
    landlord, lets = ClientType.add("Landlord"), ClientType.add("Lets flats")
    helen = Contact.make(name="Helen", client_type="Lets flats")
    office.post(reverse("client_type_merger", args=[lets.pk]), {"into": landlord.pk})
    helen.refresh_from_db()
    assert helen.client_type == "Landlord"
    assert ClientType.spelled("LETS  flats") == "Landlord"
    assert ClientType.spelled("Café") == "Café"


def test_a_type_takes_over_the_words_in_use(db):
    helen = Contact.make(name="Helen", client_type="LANDLORD")
    ClientType.add("Landlord")
    helen.refresh_from_db()
    assert helen.client_type == "Landlord"
    assert Contact.objects.client_types() == ["Landlord"]


def test_a_retired_type_is_not_offered(db):
    ClientType.add("Landlord").retire()
    Contact.make(name="Helen", client_type="Landlord")
    assert Contact.objects.client_types() == []


def test_when_to_say_thanks_is_chosen(office):
    office.post(reverse("thanks"), {"thank_referrers": "client"})
    assert Business.current().thank_referrers == "client"
    assert office.post(reverse("thanks"), {"thank_referrers": "never ever"}).status_code == 422


def test_the_front_desk_sets_nothing_up(client, cast):
    client.force_login(cast.staff)
    assert client.post(reverse("products"), {"name": "Bench"}).status_code == 403
    assert not Product.objects.exists()
