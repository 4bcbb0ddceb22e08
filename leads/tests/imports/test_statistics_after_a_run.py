"""PostgreSQL knows how large its tables are once a file is in, so that the next page is planned for what is there."""

import pytest
from django.db import connection

from leads.imports.runs import table_statistics
from leads.imports.undo.taking_back import take_back
from leads.tests.imports.conftest import bring_in, bring_in_file

COLUMNS = {"id": "external_id", "name": "name", "mail": "email"}
ROWS = "id,name,mail\n" + "".join(f"A{n},Person {n},person{n}@example.com\n" for n in range(90))


def known_rows(table: str) -> int:
    """0 or less: nothing is known."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [table])
        return int(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_a_run_tells_sizes_of_tables(business):
    bring_in(ROWS, **COLUMNS)
    sizes = [known_rows(f"leads_{name}") for name in ("lead", "leadevent", "contact", "contactemail")]
    assert sizes == [90, 90, 90, 90]


@pytest.mark.django_db(transaction=True)
def test_a_file_taken_back_tells_them_too(business, cast):
    file = bring_in_file(ROWS, **COLUMNS)
    take_back(file, by=cast.owner)
    assert known_rows("leads_leadevent") == 180


@pytest.mark.django_db(transaction=True)
def test_a_small_file_looks_at_no_large_table(business):
    bring_in(ROWS, **COLUMNS)
    bring_in("id,name,mail\nB1,Ann,ann@example.com\n", **COLUMNS)
    assert (known_rows("leads_lead"), table_statistics.refresh()) == (90, [])


@pytest.mark.django_db
def test_nothing_is_asked_inside_a_transaction(business):
    bring_in(ROWS, **COLUMNS)
    assert table_statistics.refresh() == []
