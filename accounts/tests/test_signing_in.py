import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from accounts.models import Business

pytestmark = pytest.mark.django_db

GOOD = "three words suffice"


@pytest.fixture
def jo(cast):
    cast.staff.set_password(GOOD)
    cast.staff.save()
    return cast.staff


def sign_in(client, email, password, **more):
    return client.post(reverse("account_login"), {"login": email, "password": password}, **more)


def test_the_address_may_be_typed_in_capitals(client, jo):
    sign_in(client, "JO@Example.com", GOOD)

    assert client.session["_auth_user_id"] == str(jo.pk)


def test_a_wrong_password_keeps_what_was_typed(client, jo):
    answer = sign_in(client, "jo@example.com", "wrong")

    assert 'value="jo@example.com"' in answer.text
    assert "_auth_user_id" not in client.session


def test_a_stranger_and_a_wrong_password_get_the_same_answer(client, jo):
    words = [sign_in(client, email, "wrong").context["form"].errors for email in ("jo@example.com", "nobody@example.com")]

    assert words[0] == words[1]


def test_signing_in_leads_back_to_the_page_that_was_asked_for(client, jo):
    answer = client.post(f"{reverse('account_login')}?next=/profile/", {"login": jo.email, "password": GOOD, "next": "/profile/"})

    assert answer.url == "/profile/"


HOMES = {"staff": "tally", "sales": "tally", "everything": "tally", "owner": "overview", "admin": "settings"}


@pytest.mark.parametrize("who", HOMES)
def test_everybody_begins_where_their_work_is(client, cast, who):
    person = getattr(cast, who)
    person.set_password(GOOD)
    person.save()

    assert sign_in(client, person.email, GOOD).url == reverse(HOMES[who])


def test_it_never_leads_to_another_site(client, jo):
    answer = client.post(reverse("account_login"), {"login": jo.email, "password": GOOD, "next": "https://evil.example/"})

    assert answer.url == "/"


def test_eight_wrong_passwords_lock_the_address_in_any_spelling(client, jo):
    for number in range(8):
        answer = sign_in(client, "jo@example.com" if number % 2 else " JO@example.com", "wrong")

    assert answer.status_code == 429
    assert "Too many wrong passwords" in answer.text
    assert "15 minutes" in answer.text
    assert sign_in(client, jo.email, GOOD).status_code == 429
    assert "_auth_user_id" not in client.session


def test_the_lock_is_for_one_address_only(client, jo, cast):
    cast.sales.set_password(GOOD)
    cast.sales.save()
    for _ in range(8):
        sign_in(client, jo.email, "wrong")

    sign_in(client, cast.sales.email, GOOD)

    assert client.session["_auth_user_id"] == str(cast.sales.pk)


def test_somebody_shut_out_is_told_so_only_with_the_right_password(client, cast):
    cast.stranger.set_password(GOOD)
    cast.stranger.save()

    assert sign_in(client, cast.stranger.email, "wrong").status_code == 200
    assert sign_in(client, cast.stranger.email, GOOD).url == reverse("account_inactive")
    assert "_auth_user_id" not in client.session


def test_before_set_up_the_page_says_where_the_link_is(client, jo):
    Business.objects.update(set_up_at=None, setup_token="secret-token-of-the-terminal")

    page = client.get(reverse("account_login")).text

    assert "not set up yet" in page
    assert "secret-token" not in page


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_set_password", "account_reset_password_done"])
def test_what_is_not_offered_has_no_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_signing_out_takes_a_form_with_its_token(jo):
    client = Client(enforce_csrf_checks=True)
    client.force_login(jo)

    assert client.post(reverse("account_logout")).status_code == 403
    assert client.get(reverse("account_logout")).status_code == 200
    assert "_auth_user_id" in client.session
