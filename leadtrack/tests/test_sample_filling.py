"""The sample business is made, repeated and taken away whole, and never touches a real one."""

from datetime import date, time

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Business, User
from accounts.testing import make_business
from leads.models import Contact, Lead
from leadtrack import sample
from sales.models import Sale

pytestmark = pytest.mark.django_db
DAY, NOON = date(2026, 6, 15), time(12)


def fingerprint() -> tuple:
    return (
        list(Lead.objects.order_by("pk").values_list("pk", "contact__name", "source__name", "state", "received_at")),
        list(Sale.objects.order_by("pk").values_list("pk", "amount", "sold_at")),
    )


def test_the_same_seed_makes_the_same_business(db):
    sample.fill(seed=3, today=DAY, now=NOON)
    first = fingerprint()
    sample.wipe()
    sample.fill(seed=3, today=DAY, now=NOON)
    assert fingerprint() == first


def test_wiping_leaves_nothing_and_lets_set_up_begin(db):
    sample.fill(seed=3, today=DAY, now=NOON)
    sample.wipe()
    assert not any(model.objects.exists() for model in (Lead, Contact, User, Sale, Business))


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
