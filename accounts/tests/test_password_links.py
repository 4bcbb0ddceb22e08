import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.models import Invitation

pytestmark = pytest.mark.django_db

GOOD = "three words suffice"


def link_for(client, cast) -> str:
    client.force_login(cast.admin)
    page = client.post(reverse("password_link", args=[cast.staff.pk]), follow=True).text
    client.logout()
    return re.search(r"http://testserver(/join/[^/]+/)", page).group(1)


def test_a_password_link_gives_a_new_password(client, cast):
    answer = client.post(link_for(client, cast), {"password": GOOD})

    cast.staff.refresh_from_db()
    assert cast.staff.check_password(GOOD)
    assert answer.url == reverse("account_login")


def test_it_signs_nobody_in_so_that_a_second_step_still_counts(client, cast):
    client.post(link_for(client, cast), {"password": GOOD})

    assert "_auth_user_id" not in client.session


def test_it_ends_the_sessions_of_that_person(client, cast, django_user_model):
    link = link_for(client, cast)
    elsewhere = client.__class__()
    elsewhere.force_login(cast.staff)

    client.post(link, {"password": GOOD})

    assert elsewhere.get(reverse("profile")).status_code == 302


def test_a_second_link_takes_the_place_of_the_first(client, cast):
    first, second = link_for(client, cast), link_for(client, cast)

    assert "This link was withdrawn" in client.get(first).text
    assert client.get(second).status_code == 200


def test_nobody_shut_out_gets_one(client, cast):
    client.force_login(cast.admin)

    client.post(reverse("password_link", args=[cast.stranger.pk]))

    assert not Invitation.objects.exists()


def test_it_forgets_the_wrong_guesses_of_before(client, cast):
    cast.staff.set_password(GOOD)
    cast.staff.save()
    for _ in range(8):
        client.post(reverse("account_login"), {"login": cast.staff.email, "password": "wrong"})
    link = link_for(client, cast)

    client.post(link, {"password": "another good one"})
    client.post(reverse("account_login"), {"login": cast.staff.email, "password": "another good one"})

    assert client.session["_auth_user_id"] == str(cast.staff.pk)


def test_the_terminal_makes_one_for_whoever_runs_the_server(client, cast):
    out = StringIO()

    call_command("password_link", cast.admin.email.upper(), stdout=out, stderr=StringIO())

    client.post(out.getvalue().strip(), {"password": GOOD})
    cast.admin.refresh_from_db()
    assert cast.admin.check_password(GOOD)


def test_the_terminal_makes_none_for_a_stranger(cast):
    with pytest.raises(CommandError):
        call_command("password_link", "nobody@example.com")
