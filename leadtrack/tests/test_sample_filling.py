"""The sample business never touches a real one, and lets each role in."""

from datetime import date, time

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Business, User
from accounts.testing import make_business
from leadtrack import sample

pytestmark = pytest.mark.django_db
DAY, NOON = date(2026, 6, 15), time(12)


def test_a_real_business_is_never_filled_or_wiped(db):
    make_business()
    with pytest.raises(sample.NotEmpty):
        sample.fill()
    with pytest.raises(sample.NotEmpty):
        sample.wipe()
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("sample_business")
    assert Business.current().name == "Alder & Finch"


def test_the_command_prints_a_sign_in_that_works_for_each_role(client, capsys):
    call_command("sample_business", seed=3)
    printed = capsys.readouterr().out
    for _role, email, password in sample.sign_ins():
        assert f"{email}" in printed
        assert User.objects.get(email=email).check_password(password)
