"""A hundred thousand leads in a database of their own, made by PostgreSQL itself."""

import os
from contextlib import contextmanager

LEADS = int(os.environ.get("BENCH_LEADS", "100000"))

TABLES = ("leads_contact", "leads_contactphone", "leads_contactemail", "leads_lead", "leads_touch", "sales_opportunity", "sales_sale")

PEOPLE = """
INSERT INTO leads_contact (name, sort_name, company, company_key, client_type, created_at)
SELECT first || ' ' || initcap(last), lower(first) || ' ' || last, initcap(firm), firm, '', now()
FROM generate_series(1, %(people)s) i, LATERAL (
    SELECT (ARRAY['Ann', 'Ben', 'Carla', 'David', 'Emma', 'Frank', 'Grace', 'Henry', 'Irene', 'John', 'Karin', 'Lukas', 'Maria', 'Nils',
                  'Olga', 'Peter', 'Rosa', 'Simon', 'Tina', 'Victor'])[1 + i %% 20] AS first,
           translate(left(md5((i %% 20011)::text), 7), '0123456789abcdef', 'bdfgklmnprioyioy') AS last,
           CASE WHEN i %% 5 = 0 THEN translate(left(md5((i %% 9001)::text), 9), '0123456789abcdef', 'bdfgklmnprioyioy') || ' ltd'
                ELSE '' END AS firm) named;

INSERT INTO leads_contactphone (contact_id, e164, extension, as_typed, digits)
SELECT id, '+' || digits, '', '+' || digits, digits
FROM leads_contact, LATERAL (SELECT '44' || 1000000000 + id * 7919317 %% 9000000000 AS digits) n;

INSERT INTO leads_contactemail (contact_id, address, key)
SELECT id, key, key FROM leads_contact, LATERAL (SELECT replace(sort_name, ' ', '.') || id || '@mail' || id %% 50 || '.example' AS key) e;

INSERT INTO leads_lead (id, key, contact_id, source_id, channel, how_known, received_at, logged_at, owner_text, interest, notes,
                        state, disqualified_for, closed_at)
SELECT gen_random_uuid(), gen_random_uuid(), c.id, s.ids[1 + c.id %% 10], (ARRAY['walk_in', 'phone', 'website'])[1 + c.id %% 3], 'asked',
       at, at, '', 'A kitchen', '', CASE WHEN c.id %% 7 = 0 THEN 'won' ELSE 'open' END,
       CASE WHEN c.id %% 50 = 1 THEN 'spam' ELSE '' END, CASE WHEN c.id %% 7 = 0 THEN at + interval '20 days' END
FROM leads_contact c, LATERAL (SELECT now() - (c.id %% 1095) * interval '1 day' - (c.id %% 600) * interval '1 minute' AS at) m,
     (SELECT array_agg(id ORDER BY position) AS ids FROM leads_source) s;

INSERT INTO sales_opportunity (id, lead_id, stage_id, owner_text, value, stage_since, closed_at, made_at)
SELECT gen_random_uuid(), l.id, (SELECT id FROM sales_stage WHERE kind = 'won'), '', 900, l.closed_at, l.closed_at, l.received_at
FROM leads_lead l WHERE l.state = 'won';

INSERT INTO sales_sale (id, opportunity_id, contact_id, amount, sold_at, what, made_at, reversed_for)
SELECT gen_random_uuid(), o.id, l.contact_id, 900, o.closed_at, '', o.closed_at, ''
FROM sales_opportunity o JOIN leads_lead l ON l.id = o.lead_id;

UPDATE leads_contact c SET client_lead_id = l.id, client_since = l.closed_at FROM leads_lead l
WHERE l.contact_id = c.id AND l.state = 'won';
"""
REPEATS = """
INSERT INTO leads_lead (id, key, contact_id, source_id, channel, how_known, received_at, logged_at, owner_text, interest, notes,
                        state, disqualified_for)
SELECT gen_random_uuid(), gen_random_uuid(), c.id, s.ids[1 + n %% 10], 'phone', 'asked', at, at, '', 'Another kitchen', '', 'open', ''
FROM (SELECT id, client_since, row_number() OVER (ORDER BY id) AS place FROM leads_contact WHERE client_lead_id IS NOT NULL) c
JOIN generate_series(1, %(repeats)s) n ON 1 + n %% (SELECT count(*) FROM leads_contact WHERE client_lead_id IS NOT NULL) = c.place,
     LATERAL (SELECT c.client_since + n %% 90 * interval '1 day' AS at) m,
     (SELECT array_agg(id ORDER BY position) AS ids FROM leads_source) s;

UPDATE leads_lead l SET merged_into_id = c.client_lead_id FROM leads_contact c
WHERE c.id = l.contact_id AND l.interest = 'Another kitchen' AND l.id <> c.client_lead_id AND c.id %% 5 = 0;

INSERT INTO leads_touch (lead_id, from_lead_id, source_id, channel, how_known, at, text)
SELECT l.merged_into_id, l.id, l.source_id, l.channel, l.how_known, l.received_at, '' FROM leads_lead l WHERE l.merged_into_id IS NOT NULL
UNION ALL
SELECT l.id, NULL, l.source_id, 'phone', 'asked', l.received_at + interval '3 days', '' FROM leads_lead l
WHERE l.merged_into_id IS NULL AND l.contact_id %% 5 = 1;
"""
"""One lead in ten is of somebody who was a client by then; of those one in five was joined with the lead before."""


def fill(leads: int = LEADS, *, with_repeats: bool = True) -> None:
    """Ten sources, the leads spread over three years, one in seven won after twenty days, one in ten of an earlier client."""
    from django.db import connection

    from accounts.models import User
    from accounts.roles import Role
    from accounts.testing import make_business
    from leads.models import Source
    from sales.builtins import ensure_stages

    make_business()
    ensure_stages()
    for number in range(10):
        Source.add(f"Source {number}")
    User.objects.create(email="bench@example.com", name="Bench", roles=list(Role), password="!")
    repeats = leads // 10 if with_repeats else 0
    with connection.cursor() as cursor, without_history(cursor):
        for statement in statements(PEOPLE + (REPEATS if repeats else "")):
            cursor.execute(statement, {"people": leads - repeats, "repeats": repeats})
            cursor.execute("ANALYZE")  # else the next statement is planned for empty tables


def statements(text: str) -> list[str]:
    return [statement for statement in text.split(";\n") if statement.strip()]


@contextmanager
def without_history(cursor, tables=TABLES):
    """No triggers for the block: the history of each row made here would take as long as all the rest and is not measured."""
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # inside a transaction too
    for table in tables:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    yield
    for table in tables:
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def tidy() -> None:
    """What autovacuum does by and by to a table in use: without it, every row is looked up to see whether it is there."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
