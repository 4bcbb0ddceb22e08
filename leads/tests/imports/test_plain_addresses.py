import pytest
from django.core.validators import validate_email
from hypothesis import given, settings
from hypothesis.strategies import from_regex

from leads.imports.values.contact_ways import LONGEST_ADDRESS, PLAIN_ADDRESS


@settings(max_examples=300, deadline=None)
@given(from_regex(PLAIN_ADDRESS, fullmatch=True).filter(lambda text: len(text) <= LONGEST_ADDRESS))
def test_what_looks_like_a_plain_address_is_one(address):
    validate_email(address)


@pytest.mark.parametrize("text", ["ann@", "ann..b@firm.com", ".ann@firm.com", "ann@-firm.com", "ann@firm-.com", "ann@firm", "ann@firm.c"])
def test_what_is_no_address_does_not_look_like_one(text):
    assert not PLAIN_ADDRESS.fullmatch(text)
