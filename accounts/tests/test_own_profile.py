import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User

pytestmark = pytest.mark.django_db

GOOD = "three words suffice"


def test_people_change_their_own_name(client, cast):
    client.force_login(cast.staff)

    client.post(reverse("profile"), {"name": "Jo Adeyemi", "roles": ["admin"], "email": "evil@example.com"})

    jo = User.objects.get(pk=cast.staff.pk)
    assert (jo.name, jo.roles, jo.email) == ("Jo Adeyemi", ["staff"], cast.staff.email)


def test_an_empty_name_is_refused_and_the_page_still_says_who_is_here(client, cast):
    client.force_login(cast.staff)

    answer = client.post(reverse("profile"), {"name": ""})

    assert "This field is required" in answer.text
    assert User.objects.get(pk=cast.staff.pk).name == cast.staff.name


def test_signing_out_elsewhere_keeps_this_session(cast):
    here, elsewhere = Client(), Client()
    for browser in (here, elsewhere):
        browser.force_login(cast.staff)

    here.post(reverse("other_sessions"))

    assert here.get(reverse("profile")).status_code == 200
    assert elsewhere.get(reverse("profile")).status_code == 302


def test_changing_the_password_takes_the_one_of_now(client, cast):
    cast.staff.set_password(GOOD)
    cast.staff.save()
    client.force_login(cast.staff)
    new = {"password1": "another good one", "password2": "another good one"}

    client.post(reverse("account_change_password"), {"oldpassword": "wrong"} | new)
    assert User.objects.get(pk=cast.staff.pk).check_password(GOOD)

    client.post(reverse("account_change_password"), {"oldpassword": GOOD} | new)
    assert User.objects.get(pk=cast.staff.pk).check_password("another good one")
