"""The list of likely duplicates of a hundred thousand contacts, made anew, against equal numbers and addresses counted in plain SQL.

A tenth of the contacts get a double: half with the same number and a letter of the name swapped, half with another number and the same
address. What it takes of memory, PostgreSQL included, is said.
"""

import time

import psutil

from bench import floor
from bench.measuring import spent, watched

DOUBLES = """
WITH doubled AS (
    INSERT INTO leads_contact (name, sort_name, company, company_key, client_type, created_at)
    SELECT overlay(name PLACING reverse(substr(name, 3, 2)) FROM 3), overlay(sort_name PLACING reverse(substr(sort_name, 3, 2)) FROM 3),
           company, company_key, client_type, now()
    FROM leads_contact WHERE id % 10 = 0 ORDER BY id RETURNING id
), pairs AS (
    SELECT a.id AS original, b.id FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM leads_contact WHERE id % 10 = 0) a
    JOIN (SELECT id, row_number() OVER (ORDER BY id) AS n FROM doubled) b USING (n)
), phones AS (
    INSERT INTO leads_contactphone (contact_id, e164, extension, as_typed, digits)
    SELECT pairs.id, e164, extension, as_typed, digits FROM pairs JOIN leads_contactphone ON contact_id = original
    WHERE original % 20 = 0
)
INSERT INTO leads_contactemail (contact_id, address, key)
SELECT pairs.id, address, key FROM pairs JOIN leads_contactemail e ON e.contact_id = original WHERE original % 20 <> 0
"""
EQUAL = """
SELECT count(*) FROM (SELECT e164 FROM leads_contactphone GROUP BY e164 HAVING count(DISTINCT contact_id) > 1
                      UNION ALL SELECT key FROM leads_contactemail GROUP BY key HAVING count(DISTINCT contact_id) > 1) shared
"""


def cases(compare) -> list[dict]:
    """`compare` is not used: it is too long to take turns fifteen times."""
    from django.db import connection

    from leads.duplicates.finding import find
    from leads.models import Contact

    with connection.cursor() as cursor:
        cursor.execute(DOUBLES)
        cursor.execute("ANALYZE leads_contact, leads_contactphone, leads_contactemail")
        cursor.execute("SELECT pg_backend_pid()")
        backend = psutil.Process(cursor.fetchone()[0])
    own, before = psutil.Process(), (spent(psutil.Process()), spent(backend))
    idle = own.memory_info().rss / 2**20
    with watched(own, postmaster=backend.parent()) as sizes:
        took, pairs = _timed(find)
    busy = f"processors {spent(own) - before[0]:.1f} + {spent(backend) - before[1]:.1f} s (Python + PostgreSQL)"
    print(f"  {pairs} pairs; {busy}; at most {max(sizes, default=idle) - idle:.0f} MB more than before")
    least, _rows = _timed(lambda: floor.rows(EQUAL))
    case = f"Likely duplicates of {Contact.objects.count()} contacts, against equal numbers and addresses in SQL"
    return [{"case": case, "ms": round(took * 1000), "floor_ms": round(least * 1000), "ratio": round(took / least, 2)}]


def _timed(work):
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result
