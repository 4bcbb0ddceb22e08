"""Two rows of one person, the first of them mended: the other, which says what the list said, does not put it back after a kill."""

import io
from dataclasses import replace

import pytest

from accounts.models import Business
from leads.imports.columns.recognition import propose
from leads.imports.kinds import OWN, kinds
from leads.imports.plan import Plan
from leads.imports.reading import read
from leads.imports.runs.file_run import bring_in as bring_in_stored
from leads.models import Contact, Import
from leads.tests.imports.conftest import Killed, bring_in
from leads.tests.imports.test_own_list import saved

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(business) -> Import:
    bring_in("id,name,phone\nA1,Ann Miller,0113 496 0142\nA2,Ann Miller,0113 496 0142\n", id="external_id", name="name", phone="phone")
    first, second = saved()
    lines = [first, first | {"name": "Anna Miller"}, second]
    data = "\n".join(",".join(f'"{cell}"' for cell in line) for line in (first.keys(), *(line.values() for line in lines[1:])))
    table = read(data.encode())
    plan = Plan.for_business(Business.current(), columns=propose(table, kind=OWN), kind=OWN)
    file = Import.objects.store(io.BytesIO(data.encode()), name="leads.csv", rows=2, plan=plan.as_json(), by=None)
    file.queue()
    return file


def test_mended_name_stays_after_a_kill(file, monkeypatch, dying_after):
    monkeypatch.setitem(kinds, OWN, replace(kinds[OWN], batch=1))
    with dying_after(1), pytest.raises(Killed):
        bring_in_stored(file)
    bring_in_stored(file)
    assert list(Contact.objects.values_list("name", flat=True)) == ["Anna Miller"]
    assert (Import.objects.get().summary["updated"], Import.objects.get().summary["skipped"]) == (1, 1)
