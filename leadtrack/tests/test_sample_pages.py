"""Looking round in the sample from the set-up link, and wiping it to begin for real."""

import pytest
from django.urls import reverse

from accounts.models import Business, User
from accounts.setup import setup_path
from leads.models import Lead
from leadtrack import sample

pytestmark = pytest.mark.django_db


@pytest.fixture
def token():
    setup_path()
    return Business.current().setup_token


def test_the_set_up_link_can_fill_a_sample_and_signs_in_its_owner(client, token):
    answer = client.post(reverse("sample_fill", args=[token]))
    assert answer.status_code == 302
    assert Lead.objects.exists()
    assert User.objects.get(pk=client.session["_auth_user_id"]).email == "ruth@alder.example"


def test_a_wrong_token_fills_nothing(client, token):
    assert client.post(reverse("sample_fill", args=["wrong"])).status_code == 404
    assert not Lead.objects.exists()


def test_a_business_that_is_set_up_is_never_filled(client, token, business):
    assert client.post(reverse("sample_fill", args=[token])).status_code == 404
    assert not Lead.objects.exists()


def test_the_owner_wipes_the_sample_with_one_button_and_lands_in_set_up(client):
    sample.fill()
    client.force_login(User.objects.get(email="ruth@alder.example"))
    answer = client.post(reverse("sample_wipe"))
    assert answer.url == setup_path()
    assert not Lead.objects.exists()
    assert not User.objects.exists()


def test_sales_cannot_wipe_the_sample(client):
    sample.fill()
    client.force_login(User.objects.get(email="tom@alder.example"))
    assert client.post(reverse("sample_wipe")).status_code == 403
    assert Lead.objects.exists()


def test_a_real_business_cannot_be_wiped_by_anybody(client, cast):
    client.force_login(cast.everything)
    assert client.post(reverse("sample_wipe")).status_code == 403
    assert User.objects.exists()
