import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import EmailTaken, Invitation, InvitationClosed, User
from accounts.roles import Role

pytestmark = pytest.mark.django_db

GOOD = "three words suffice"


def invite(client, cast, **changes) -> str:
    client.force_login(cast.owner)
    data = {"name": "Nia", "email": "Nia@Example.com", "roles": ["staff", "sales"]} | changes
    page = client.post(reverse("invitations"), data, follow=True).text
    client.logout()
    return re.search(r"http://testserver(/join/[^/]+/)", page).group(1)


def test_an_invitation_lets_somebody_in_with_the_roles_it_was_made_for(client, cast):
    link = invite(client, cast)

    client.post(link, {"name": "Nia Okafor", "email": "nia@example.com", "password": GOOD})

    nia = User.objects.get(email="nia@example.com")
    assert (nia.name, nia.roles) == ("Nia Okafor", ["staff", "sales"])
    assert client.session["_auth_user_id"] == str(nia.pk)


def test_the_page_is_filled_with_what_was_known(client, cast):
    page = client.get(invite(client, cast)).text

    assert 'value="Nia"' in page
    assert 'value="nia@example.com"' in page


def test_the_link_is_shown_only_once(client, cast):
    client.force_login(cast.owner)
    client.post(reverse("invitations"), {"name": "Nia", "roles": ["staff"]})

    assert "/join/" in client.get(reverse("people")).text
    assert "/join/" not in client.get(reverse("people")).text


def test_the_database_does_not_hold_the_token(cast):
    link = Invitation.make(by=cast.owner, name="Nia", roles=["staff"])

    assert link.token not in str(Invitation.objects.filter(pk=link.pk).values().get())


def test_a_link_works_once(client, cast):
    link = invite(client, cast)
    client.post(link, {"name": "Nia", "email": "nia@example.com", "password": GOOD})
    client.logout()

    answer = client.post(link, {"name": "Eve", "email": "eve@example.com", "password": GOOD})

    assert answer.status_code == 410
    assert "This link was used" in answer.text
    assert not User.objects.filter(email="eve@example.com").exists()


def test_a_withdrawn_link_says_so(client, cast):
    link = invite(client, cast)
    client.force_login(cast.owner)
    client.post(reverse("invitation_withdrawal", args=[Invitation.objects.get().pk]))
    client.logout()

    assert "This link was withdrawn" in client.get(link).text


def test_a_link_older_than_a_week_says_so(client, cast):
    link = invite(client, cast)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))

    assert "This link is too old" in client.get(link).text


def test_a_link_that_closed_meanwhile_is_refused_by_the_verb(cast):
    link = Invitation.make(by=cast.owner, name="Nia", roles=["staff"])
    stale = Invitation.objects.get(pk=link.pk)
    link.revoke()

    with pytest.raises(InvitationClosed):
        stale.accept(password=GOOD, name="Nia", email="nia@example.com")


def test_a_made_up_link_is_not_found(client, cast):
    assert client.get(reverse("join", args=["made-up"])).status_code == 404


def test_the_roles_come_from_the_invitation_and_never_from_the_form(client, cast):
    link = invite(client, cast, roles=["staff"])

    client.post(link, {"name": "Nia", "email": "nia@example.com", "password": GOOD, "roles": ["admin"]})

    assert User.objects.get(email="nia@example.com").roles == [Role.STAFF]


def test_an_easy_password_is_refused_and_the_rest_kept(client, cast):
    answer = client.post(invite(client, cast), {"name": "Nia O.", "email": "n@example.com", "password": "password12"})

    assert "too common" in answer.text
    assert 'value="Nia O."' in answer.text
    assert Invitation.objects.open().exists()


def test_an_address_in_use_cannot_be_invited(client, cast):
    client.force_login(cast.owner)

    answer = client.post(reverse("invitations"), {"name": "Jo", "email": "JO@example.com", "roles": ["staff"]})

    assert answer.status_code == 422
    assert "signs in with this address already" in answer.text
    assert not Invitation.objects.exists()


def test_an_address_taken_meanwhile_keeps_the_link_open(cast):
    link = Invitation.make(by=cast.owner, name="Nia", roles=["staff"])

    with pytest.raises(EmailTaken):
        link.accept(password=GOOD, name="Nia", email=cast.staff.email)
    link.refresh_from_db()
    assert link.is_open


def test_an_invitation_says_nothing_of_others(client, cast):
    link = invite(client, cast)
    for person in (cast.staff, cast.stranger):
        answer = client.post(link, {"name": "Eve", "email": person.email, "password": GOOD})
        assert "This address cannot be used" in answer.text
        assert person.name not in answer.context["form"].errors.as_text()


def test_a_link_that_tries_addresses_closes(client, cast):
    link = invite(client, cast)
    for _number in range(Invitation.MOST_REFUSALS):
        assert client.post(link, {"name": "Eve", "email": cast.staff.email, "password": GOOD}).status_code == 200
    assert client.get(link).status_code == 410


def test_somebody_signed_in_is_asked_to_sign_out_first(client, cast):
    link = invite(client, cast)
    client.force_login(cast.staff)

    answer = client.post(link, {"name": "Nia", "email": "nia@example.com", "password": GOOD})

    assert "You are signed in as" in answer.text
    assert not User.objects.filter(email="nia@example.com").exists()


def test_the_front_desk_cannot_invite(client, cast):
    client.force_login(cast.staff)

    assert client.post(reverse("invitations"), {"name": "Nia", "roles": ["admin"]}).status_code == 403
    assert not Invitation.objects.exists()
