import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.urls import reverse

pytestmark = pytest.mark.django_db

GOOD = "three words suffice"
SECRET = "JBSWY3DPEHPK3PXP"


def code_now() -> str:
    return format_hotp_value(hotp_value(SECRET, next(yield_hotp_counters_from_time())))


@pytest.fixture
def jo(cast):
    cast.staff.set_password(GOOD)
    cast.staff.save()
    TOTP.activate(cast.staff, SECRET)
    return cast.staff


def password(client, jo):
    return client.post(reverse("account_login"), {"login": jo.email, "password": GOOD})


def test_the_password_alone_does_not_sign_in(client, jo):
    answer = password(client, jo)

    assert answer.url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    assert "Second step" in client.get(answer.url).text


def test_the_code_does(client, jo):
    password(client, jo)

    client.post(reverse("mfa_authenticate"), {"code": code_now()})

    assert client.session["_auth_user_id"] == str(jo.pk)


def test_a_wrong_code_does_not(client, jo):
    password(client, jo)

    assert client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
    assert "_auth_user_id" not in client.session


def test_turning_it_on_asks_for_the_password_then_shows_picture_and_secret(client, cast):
    cast.staff.set_password(GOOD)
    cast.staff.save()
    client.force_login(cast.staff)

    asked = client.get(reverse("mfa_activate_totp"))
    page = client.post(asked.url, {"password": GOOD}, follow=True)

    assert asked.url.startswith(reverse("account_reauthenticate"))
    assert "data:image/svg+xml;base64," in page.text
    assert page.context["form"].secret in page.text


def test_an_admin_turns_it_off_for_whoever_lost_the_phone(client, cast, jo):
    client.force_login(cast.admin)

    client.post(reverse("two_step_removal", args=[jo.pk]))

    assert not Authenticator.objects.filter(user=jo).exists()


def test_the_front_desk_cannot_turn_it_off_for_somebody(client, cast, jo):
    client.force_login(cast.sales)

    assert client.post(reverse("two_step_removal", args=[jo.pk])).status_code == 403
    assert Authenticator.objects.filter(user=jo).exists()


def test_codes_cannot_be_tried_out(client, jo):
    password(client, jo)
    for _ in range(8):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})

    page = client.post(reverse("mfa_authenticate"), {"code": code_now()})

    assert "Too many failed" in page.text
    assert "_auth_user_id" not in client.session
