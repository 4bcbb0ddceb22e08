"""Every URL × every person × every method × everybody's objects. The table is matrix.py."""

import pytest
from django.db import transaction
from django.urls import get_resolver, reverse

from accounts.roles import Role
from tests.access.fingerprint import fingerprint
from tests.access.matrix import ROWS, Row
from tests.access.sending import send

pytestmark = pytest.mark.django_db

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE")
LET_IN = {200, 204, 302, 400, 409, 410, 422}
NOBODY_HERE = ("anonymous", "deactivated")


def patterns(resolver):
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from patterns(pattern)
        else:
            yield pattern


def let_in(row: Row) -> set[str]:
    if row.is_public:
        return {*NOBODY_HERE, "everything", *Role.values}
    return {"everything", *(role.value for role in row.roles)}


def is_refusal(response) -> bool:
    return response.status_code in (401, 403) or (response.status_code == 302 and response.url.startswith(reverse("account_login")))


def test_every_url_has_one_row_and_every_row_a_url():
    urls = [pattern.name for pattern in patterns(get_resolver())]
    rows = [row.name for row in ROWS]

    assert None not in urls, "a URL without a name"
    assert sorted(urls) == sorted(set(urls)), "two URLs of one name"
    assert sorted(rows) == sorted(set(rows)), "two rows of one name"
    assert set(urls) - set(rows) == set(), "URLs without a row in matrix.py"
    assert set(rows) - set(urls) == set(), "rows without a URL"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_the_view_declares_the_roles_of_the_table(row):
    found = [pattern.callback for pattern in patterns(get_resolver()) if pattern.name == row.name]
    access = getattr(found[0], "access", None) if found else None

    assert access, f"{row.name} carries no @allow and no @public from accounts.access as its outermost decorator"
    assert access.public == row.is_public
    assert row.is_public or set(access.roles) == set(row.roles)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_whoever_is_let_in_gets_an_answer_to_the_methods_it_takes(row, world, browsers):
    for number, args in enumerate(row.objects(world)):
        url = reverse(row.name, args=args)
        # The first object is the salesperson's own and somebody else's to all the others; the next ones are nobody's of these two.
        for person in let_in(row) if number == 0 else let_in(row) & {"sales", "owner"}:
            for method in METHODS:
                status = (answer := send(browsers[person], method, url)).status_code
                taken = method in row.methods or (method == "HEAD" and "GET" in row.methods)
                expected = LET_IN | set(row.also) if taken else {405, *row.also}
                if row.own and taken and (person == Role.STAFF or (number and person == Role.SALES)):
                    expected = {403}
                assert status in expected, f"{person} {method} {url}: {status}"
                assert row.is_public or status != 302 or not is_refusal(answer), f"{person} {method} {url}: sent to sign in"


@pytest.mark.parametrize("row", [row for row in ROWS if not row.is_public], ids=lambda row: row.name)
def test_nobody_else_gets_in_and_nothing_is_changed(row, world, browsers):
    before = fingerprint()
    for args in row.objects(world):
        url = reverse(row.name, args=args)
        for person in browsers.keys() - let_in(row):
            for method in METHODS:
                answer = browsers[person].generic(method, url)
                assert is_refusal(answer), f"{person} {method} {url}: {answer.status_code}"
                assert person in NOBODY_HERE or answer.status_code == 403, f"{person} {method} {url}: {answer.status_code}"
    assert fingerprint() == before


def test_the_fingerprint_sees_a_change_of_one_letter(world):
    before = fingerprint()
    with transaction.atomic():
        world.business.__class__.objects.update(name="Alder & Finck")
        assert fingerprint() != before
        transaction.set_rollback(True)
    assert fingerprint() == before
