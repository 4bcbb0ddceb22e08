"""A stored file is read from the database once, before its rows go in; while they do, PostgreSQL has them alone."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Business
from leads.imports.files.source import Bytes, local_copy
from leads.imports.plan import Plan
from leads.imports.runs.file_run import bring_in
from leads.models import Import, Lead

DATA = b"id,name\n" + b"".join(b"A%d,Person %d\n" % (n, n) for n in range(40))


@pytest.mark.django_db
def test_a_run_asks_for_each_piece_once(business, cast):
    plan = Plan.for_business(Business.current(), columns={"id": "external_id", "name": "name"})
    file = Import.objects.store(io.BytesIO(DATA), name="leads.csv", rows=40, plan=plan.as_json(), by=cast.owner)
    file.queue()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        bring_in(file)
    pieces = [query for query in queries if query["sql"].startswith('SELECT "leads_importchunk"."data"')]
    assert (len(pieces), Lead.objects.count()) == (1, 40)


def test_a_copy_goes_with_its_block():
    with local_copy(Bytes(DATA)) as copy:
        assert [copy.open().read() for _time in range(2)] == [DATA, DATA]
    assert not copy.path.exists()
