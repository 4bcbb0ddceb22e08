"""Looking round in the sample from the set-up link, and nothing left of it afterwards."""

import io

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from accounts.models import Business, User
from accounts.setup import UNNAMED, setup_path
from leads.models import Import, Lead
from leadtrack import sample
from leadtrack.database import roles

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


def test_nothing_is_left_of_the_sample_but_what_a_new_installation_has(client):
    fresh = rows()
    sample.fill()
    owner = User.objects.get(email="ruth@alder.example")
    Import.objects.store(io.BytesIO(b"Name"), name="leads.csv", rows=1, plan={}, by=owner)
    client.force_login(owner)
    client.post(reverse("sample_wipe"))
    business = Business.objects.get()
    assert (business.is_set_up, business.is_sample, business.name) == (False, False, UNNAMED)
    Business.objects.all().delete()
    left = {name: n for name, n in rows().items() if n != fresh[name]}
    assert left == {}


def rows() -> dict[str, int]:
    """Rows of every table that a model has, without those of history."""
    tables = set(connection.introspection.table_names()) - set(roles.history_tables())
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.db_table in tables]
    return {model._meta.label: model._base_manager.count() for model in models}


def test_a_real_business_cannot_be_wiped_by_anybody(client, cast):
    client.force_login(cast.everything)
    assert client.post(reverse("sample_wipe")).status_code == 403
    assert User.objects.exists()
