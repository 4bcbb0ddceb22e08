import pytest
from django.urls import reverse

from accounts.models import Invitation, LastAdmin, Yourself
from accounts.roles import Role

pytestmark = pytest.mark.django_db


def test_somebody_shut_out_is_signed_out_at_once(client, cast):
    client.force_login(cast.staff)

    cast.staff.deactivate(by=cast.admin)

    assert client.get(reverse("profile")).status_code == 302


def test_somebody_let_in_again_has_to_sign_in_again(client, cast):
    client.force_login(cast.staff)

    cast.staff.deactivate(by=cast.admin)
    cast.staff.reactivate(by=cast.admin)

    assert client.get(reverse("profile")).status_code == 302


def test_nobody_shuts_themselves_out(cast):
    with pytest.raises(Yourself):
        cast.admin.deactivate(by=cast.admin)


def test_the_last_admin_stays(cast):
    cast.everything.deactivate(by=cast.admin)

    with pytest.raises(LastAdmin):
        cast.admin.deactivate(by=cast.owner)
    cast.admin.refresh_from_db()
    assert cast.admin.is_active


def test_an_admin_who_may_not_sign_in_does_not_count(cast):
    assert Role.ADMIN in cast.stranger.roles
    cast.everything.deactivate(by=cast.admin)

    with pytest.raises(LastAdmin):
        cast.admin.change(name="Ada", roles=[Role.OWNER], by=cast.owner)


def test_the_last_admin_keeps_the_role(cast):
    cast.everything.change(name="Max", roles=[Role.STAFF], by=cast.admin)

    with pytest.raises(LastAdmin):
        cast.admin.change(name="Ada", roles=[Role.STAFF], by=cast.admin)


def test_an_open_password_link_closes_with_the_access(cast):
    link = Invitation.make(by=cast.admin, for_user=cast.staff)

    cast.staff.deactivate(by=cast.admin)

    link.refresh_from_db()
    assert not link.is_open


def test_the_page_says_who_cannot_go_and_nothing_changes(client, cast):
    client.force_login(cast.owner)
    cast.everything.deactivate(by=cast.owner)

    answer = client.post(reverse("deactivation", args=[cast.admin.pk]), follow=True)

    cast.admin.refresh_from_db()
    assert cast.admin.is_active
    assert "only admin left" in answer.text


def test_undo_in_the_toast_lets_them_in_again(client, cast):
    client.force_login(cast.owner)

    answer = client.post(reverse("deactivation", args=[cast.staff.pk]), follow=True)

    assert f'action="{reverse("reactivation", args=[cast.staff.pk])}"' in answer.text
    client.post(reverse("reactivation", args=[cast.staff.pk]))
    cast.staff.refresh_from_db()
    assert cast.staff.is_active


def test_the_history_says_who_did_it(cast):
    cast.staff.deactivate(by=cast.owner)

    event = cast.staff.events.select_related("pgh_context").latest("pgh_id")
    assert event.pgh_context.metadata["user"] == cast.owner.pk
    assert event.is_active is False


def test_links_made_by_somebody_shut_out_open_no_more(cast):
    joining = Invitation.make(by=cast.owner, name="Sock", roles=[Role.ADMIN])
    password = Invitation.make(by=cast.owner, for_user=cast.staff)

    cast.owner.deactivate(by=cast.admin)

    assert not Invitation.objects.open().filter(pk__in=[joining.pk, password.pk]).exists()


def test_links_made_by_somebody_who_leaves_the_office_open_no_more(cast):
    Invitation.make(by=cast.owner, name="Sock", roles=[Role.ADMIN])

    cast.owner.change(name="Ruth", roles=[Role.OWNER, Role.SALES], by=cast.admin)
    assert Invitation.objects.open().count() == 1

    cast.owner.change(name="Ruth", roles=[Role.SALES], by=cast.admin)
    assert not Invitation.objects.open().exists()
