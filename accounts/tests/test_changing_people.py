import pytest
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role

pytestmark = pytest.mark.django_db


def test_an_owner_gives_somebody_another_role(client, cast):
    client.force_login(cast.owner)

    client.post(reverse("person", args=[cast.staff.pk]), {"name": "Jo Adeyemi", "roles": ["staff", "sales"]})

    jo = User.objects.get(pk=cast.staff.pk)
    assert (jo.name, jo.roles) == ("Jo Adeyemi", ["staff", "sales"])


def test_somebody_without_any_role_is_refused(client, cast):
    client.force_login(cast.owner)

    answer = client.post(reverse("person", args=[cast.staff.pk]), {"name": "Jo"})

    assert "Tick at least one" in answer.text
    assert User.objects.get(pk=cast.staff.pk).roles == ["staff"]


def test_a_role_nobody_knows_is_refused(client, cast):
    client.force_login(cast.owner)

    client.post(reverse("person", args=[cast.staff.pk]), {"name": "Jo", "roles": ["king"]})

    assert User.objects.get(pk=cast.staff.pk).roles == ["staff"]


def test_the_last_admin_is_told_so_beside_the_roles(client, cast):
    cast.everything.deactivate(by=cast.admin)
    client.force_login(cast.admin)

    answer = client.post(reverse("person", args=[cast.admin.pk]), {"name": "Ada B.", "roles": ["owner"]})

    assert "only admin left" in answer.text
    assert "Ada B." in answer.text
    assert User.objects.get(pk=cast.admin.pk).roles == ["admin"]


def test_changing_nothing_writes_nothing(cast):
    before = cast.staff.events.count()

    cast.staff.change(name=cast.staff.name, roles=[Role.STAFF], by=cast.owner)

    assert cast.staff.events.count() == before


def test_the_front_desk_cannot_change_people(client, cast):
    client.force_login(cast.staff)

    answer = client.post(reverse("person", args=[cast.staff.pk]), {"name": "Jo", "roles": ["admin"]})

    assert answer.status_code == 403
    assert User.objects.get(pk=cast.staff.pk).roles == ["staff"]


def test_the_list_asks_the_same_few_questions_however_many_work_here(client, cast, django_assert_max_num_queries):
    User.objects.bulk_create(User(email=f"p{n}@example.com", name=f"P {n}", roles=["staff"], password="!") for n in range(40))
    client.force_login(cast.owner)

    with django_assert_max_num_queries(8):
        assert "P 39" in client.get(reverse("people")).text
