"""Whoever merges or undoes locks people before enquiries: in another order two at once would each wait for the other."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leads.merging import mergers
from leads.merging.mergers import Choice, merge_leads

pytestmark = pytest.mark.django_db


@pytest.fixture
def locked():
    """The tables of the rows that `deed` locks, in order, each once."""

    def locked(deed) -> list[str]:
        with CaptureQueriesContext(connection) as queries:
            deed()
        tables = [
            table
            for query in queries
            if "FOR UPDATE" in query["sql"]
            for table in ("leads_contact", "leads_lead")
            if f'FROM "{table}"' in query["sql"]
        ]
        return list(dict.fromkeys(tables))

    return locked


def test_people_are_locked_before_enquiries(mia, cast, locked):
    done = []
    assert locked(lambda: done.append(merge_leads(mia[1], into=mia[0], by=cast.staff, people=Choice()))) == ["leads_contact", "leads_lead"]
    assert locked(lambda: mergers.undo(done[0], by=cast.staff)) == ["leads_contact", "leads_lead"]
