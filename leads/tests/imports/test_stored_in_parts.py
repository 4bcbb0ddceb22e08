"""New leads of a batch are handed to PostgreSQL in parts, and are the same as in one."""

import pytest

from leads.imports.rows import batches
from leads.models import Contact, Lead
from leads.tests.imports.conftest import bring_in, counts

pytestmark = pytest.mark.django_db
COLUMNS = {"id": "external_id", "name": "name", "phone": "phone", "mail": "email"}
KNOWN = "id,name,phone\nA0,Ann,0113 496 0140\n"
FILE = "id,name,phone,mail\n" + "".join(f"A{n},Person {n},0113 496 02{n:02},p{n}@example.org\n" for n in range(1, 8))


@pytest.mark.parametrize("size", [1, 3, 7, 500])
def test_every_row_is_stored_once(business, monkeypatch, size):
    monkeypatch.setattr(batches, "AT_ONCE", size)
    bring_in(KNOWN, id="external_id", name="name", phone="phone")
    summary = bring_in(FILE + "A8,Ann,0113 496 0140,ann@example.org\nA0,Ann,0113 496 0140,\n", **COLUMNS)
    assert counts(summary) == (8, 0, 1, 0)
    assert dict(Lead.objects.values_list("external_id", "contact__name")) == {
        "A0": "Ann",
        "A8": "Ann",
        **{f"A{n}": f"Person {n}" for n in range(1, 8)},
    }
    assert sorted(Contact.objects.values_list("phones__e164", "emails__key"))[1] == ("+441134960201", "p1@example.org")
    assert Contact.objects.get(name="Ann").emails.get().key == "ann@example.org"
