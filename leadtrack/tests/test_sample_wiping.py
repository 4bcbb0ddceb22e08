"""Whoever may end the sample is asked first, and everybody else is not offered it."""

import pytest
from django.urls import reverse

from accounts.models import User
from accounts.setup import setup_path
from leads.models import Lead
from leadtrack import sample
from tests.roles import empty_database

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker):
    """One sample for all: what a test does to it is taken back with its transaction."""
    with django_db_blocker.unblock():
        sample.fill()
        yield
        empty_database()


def test_wiping_asks_first_and_says_what_goes(client, filled):
    client.force_login(User.objects.get(email="ruth@alder.example"))
    page = client.get(reverse("sample_wipe"))
    assert page.context["goes"]["leads"] == Lead.objects.count()
    assert "cannot be brought back" in page.text
    assert Lead.objects.exists()


@pytest.mark.parametrize(("email", "offered"), [("ruth@alder.example", True), ("ada@alder.example", True), ("jo@alder.example", False)])
def test_every_page_says_that_it_is_a_sample_to_those_who_may_end_it(client, filled, email, offered):
    client.force_login(User.objects.get(email=email))
    for name in ("tally", "leads", "report_sources"):
        assert (reverse("sample_wipe") in client.get(reverse(name)).text) is offered


def test_the_owner_wipes_the_sample_with_one_button_and_lands_in_set_up(client, filled):
    client.force_login(User.objects.get(email="ruth@alder.example"))
    answer = client.post(reverse("sample_wipe"))
    assert answer.url == setup_path()
    assert not Lead.objects.exists()
    assert not User.objects.exists()


def test_sales_cannot_wipe_the_sample(client, filled):
    client.force_login(User.objects.get(email="tom@alder.example"))
    assert client.post(reverse("sample_wipe")).status_code == 403
    assert Lead.objects.exists()
