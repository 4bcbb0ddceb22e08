import pytest

from accounts import setup
from accounts.models import Business
from accounts.testing import make_business

pytestmark = pytest.mark.django_db


def test_the_link_stays_the_same_until_it_was_used():
    assert setup.setup_path() == setup.setup_path()


def test_the_link_holds_a_token_that_opens():
    token = setup.setup_path().split("/")[2]

    assert setup.opens(Business.current(), token)
    assert len(token) >= 24


def test_another_token_does_not_open():
    setup.setup_path()

    assert not setup.opens(Business.current(), "x" * 32)
    assert not setup.opens(Business.current(), "")


def test_a_business_without_a_token_opens_to_nobody():
    assert not setup.opens(make_business(), "")


def test_there_is_no_link_once_set_up():
    make_business()

    assert setup.setup_path() is None


def test_the_token_is_not_in_the_history():
    setup.setup_path()

    assert "setup_token" not in {field.name for field in Business.pgh_event_model._meta.get_fields()}
