"""Every report at a hundred thousand leads, against plain SQL of the same answer without our rules.

`fill` goes on from `bench.business`: half of the leads were handed over and came into stages, sold by five people; three years of spend;
a first contact with two of three; one client in four bought again. The floors leave out what makes the answers right (who counts as new
business, what was known when, ranges, verdicts), so a ratio is what all of that costs.
"""

FILL = """
UPDATE leads_contact SET client_type = (ARRAY['Household', 'Landlord', 'Builder', ''])[1 + id %% 4];

INSERT INTO leads_spend (source_id, month, amount)
SELECT s.id, m.month::date, 200 + s.id %% 7 * 30
FROM leads_source s, generate_series(date_trunc('month', now() - interval '35 months'), date_trunc('month', now()), '1 month') AS m (month);

INSERT INTO leads_handoff (lead_id, at, due_at, automatic, note, decided_at, returned_for, return_note)
SELECT l.id, l.received_at + interval '3 hours', l.received_at + interval '27 hours', false, '',
       l.received_at + l.n %% 30 * interval '1 hour', '', ''
FROM (SELECT *, row_number() OVER (ORDER BY id) AS n FROM leads_lead WHERE merged_into_id IS NULL) l WHERE l.n %% 2 = 0 OR l.state = 'won';

INSERT INTO leads_activity (lead_id, kind, text, done_at, outcome, is_last, made_at, changed_at)
SELECT l.id, 'call', '', l.received_at + l.n %% 50 * interval '1 hour', '', false, l.received_at, l.received_at
FROM (SELECT *, row_number() OVER (ORDER BY id) AS n FROM leads_lead WHERE merged_into_id IS NULL) l WHERE l.n %% 3 > 0;

INSERT INTO sales_opportunity (id, lead_id, stage_id, owner_text, value, stage_since, closed_at, made_at)
SELECT gen_random_uuid(), l.id, CASE WHEN l.n %% 4 = 0 THEN s.ids[1 + l.n %% cardinality(s.ids)] ELSE lost.id END, '', 900 + l.n %% 300,
       l.received_at + interval '5 days', CASE WHEN l.n %% 4 > 0 THEN l.received_at + interval '25 days' END,
       l.received_at + interval '1 day'
FROM (SELECT h.lead_id AS id, min(l.received_at) AS received_at, row_number() OVER (ORDER BY h.lead_id) AS n
      FROM leads_handoff h JOIN leads_lead l ON l.id = h.lead_id WHERE l.state = 'open' GROUP BY h.lead_id) l,
     (SELECT array_agg(id ORDER BY position) AS ids FROM sales_stage WHERE kind = 'open' AND retired_at IS NULL) s,
     (SELECT id FROM sales_stage WHERE kind = 'lost' LIMIT 1) lost;

UPDATE leads_lead l SET state = CASE WHEN o.closed_at IS NULL THEN 'in_sales' ELSE 'lost' END, closed_at = o.closed_at
FROM sales_opportunity o WHERE o.lead_id = l.id AND l.state = 'open';

UPDATE sales_opportunity o SET owner_id = u.ids[1 + abs(hashtext(o.id::text)) %% 5]
FROM (SELECT array_agg(id) AS ids FROM accounts_user WHERE email LIKE 'seller%%') u;

INSERT INTO sales_stagechange (opportunity_id, to_stage_id, at, note, written_at)
SELECT o.id, s.id, o.made_at + s.place * interval '2 days', '', o.made_at
FROM sales_opportunity o
JOIN (SELECT id, row_number() OVER (ORDER BY position) - 1 AS place FROM sales_stage WHERE kind = 'open' AND retired_at IS NULL) s
    ON s.place <= abs(hashtext(o.id::text)) %% 4;

INSERT INTO sales_stagechange (opportunity_id, to_stage_id, at, note, written_at)
SELECT o.id, o.stage_id, coalesce(o.closed_at, o.stage_since + interval '9 days'), '', o.made_at FROM sales_opportunity o;

INSERT INTO leads_lead (id, key, contact_id, source_id, channel, how_known, received_at, logged_at, owner_text, interest, notes, state,
                        disqualified_for, closed_at)
SELECT gen_random_uuid(), gen_random_uuid(), c.id, (SELECT id FROM leads_source WHERE kind = 'own_clients'), 'outbound', 'tracked', at, at,
       '', 'Again', '', 'won', '', at
FROM leads_contact c, LATERAL (SELECT least(now(), c.client_since + interval '200 days') AS at) m
WHERE c.client_lead_id IS NOT NULL AND c.id %% 4 = 0;

INSERT INTO sales_opportunity (id, lead_id, stage_id, owner_text, value, stage_since, closed_at, made_at)
SELECT gen_random_uuid(), l.id, (SELECT id FROM sales_stage WHERE kind = 'won'), '', 300, l.closed_at, l.closed_at, l.received_at
FROM leads_lead l WHERE l.interest = 'Again';

INSERT INTO sales_sale (id, opportunity_id, contact_id, amount, sold_at, what, made_at, reversed_for)
SELECT gen_random_uuid(), o.id, l.contact_id, 300, o.closed_at, '', o.closed_at, ''
FROM sales_opportunity o JOIN leads_lead l ON l.id = o.lead_id WHERE l.interest = 'Again'
"""
TABLES = (
    *("leads_contact", "leads_lead", "leads_spend", "leads_handoff", "leads_activity"),
    *("sales_opportunity", "sales_stagechange", "sales_sale"),
)
VALID = "l.state <> 'withdrawn' AND l.merged_into_id IS NULL AND l.disqualified_for NOT IN ('spam', 'test')"
BY_SOURCE = f"""
SELECT l.source_id, count(*), count(*) FILTER (WHERE c.id IS NOT NULL),
       count(*) FILTER (WHERE l.received_at < now() - interval '90 days' AND c.client_since <= l.received_at + interval '90 days')
FROM leads_lead l LEFT JOIN leads_contact c ON c.client_lead_id = l.id WHERE {VALID} GROUP BY 1
"""
LATELY = BY_SOURCE.replace(f"WHERE {VALID}", f"WHERE {VALID} AND l.received_at >= now() - interval '90 days'")
MONTHS = BY_SOURCE.replace("l.source_id", "date_trunc('month', l.received_at)")
SOLD = "SELECT count(*), sum(net) FROM sales_sale WHERE reversed_at IS NULL AND sold_at >= now() - interval '90 days'"
SPENT = "SELECT source_id, sum(amount) FROM leads_spend GROUP BY 1"
ENTERED = """
SELECT m.to_stage_id, count(DISTINCT m.opportunity_id), count(DISTINCT m.opportunity_id) FILTER (WHERE s.kind = 'won'),
       count(DISTINCT m.opportunity_id) FILTER (WHERE s.kind = 'lost')
FROM sales_stagechange m JOIN sales_opportunity o ON o.id = m.opportunity_id JOIN sales_stage s ON s.id = o.stage_id GROUP BY 1
"""
FARTHEST = f"""
SELECT furthest, state, count(*) FROM (
    SELECT l.id, l.state, max(s.position) AS furthest FROM leads_lead l LEFT JOIN sales_opportunity o ON o.lead_id = l.id
    LEFT JOIN sales_stagechange m ON m.opportunity_id = o.id LEFT JOIN sales_stage s ON s.id = m.to_stage_id
    WHERE {VALID} AND l.received_at >= now() - interval '12 months' GROUP BY l.id
) far GROUP BY 1, 2
"""
WON_AFTER = """
SELECT m.to_stage_id, s.kind = 'won', (extract(epoch FROM o.closed_at - m.at) / 432000)::int, count(*)
FROM sales_stagechange m JOIN sales_opportunity o ON o.id = m.opportunity_id JOIN sales_stage s ON s.id = o.stage_id GROUP BY 1, 2, 3
"""
THEIR_WAITS = f"""
SELECT o.owner_id, count(*), percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY a.first - l.received_at)
FROM leads_lead l JOIN sales_opportunity o ON o.lead_id = l.id
LEFT JOIN (SELECT lead_id, min(done_at) AS first FROM leads_activity GROUP BY 1) a ON a.lead_id = l.id
WHERE {VALID} AND l.received_at >= now() - interval '12 months' GROUP BY 1
"""
THEIR_PROMISES = """
SELECT decided_by_id, count(*), count(*) FILTER (WHERE decided_at <= due_at) FROM leads_handoff
WHERE at >= now() - interval '12 months' GROUP BY 1
"""
THEIR_STEPS = """
SELECT o.owner_id, count(*), count(d.step_id)
FROM sales_stagechange m JOIN sales_opportunity o ON o.id = m.opportunity_id
JOIN sales_playbookversion v ON v.stage_id = m.to_stage_id JOIN sales_stepwording w ON w.version_id = v.id
LEFT JOIN sales_stepdone d ON d.step_id = w.step_id AND d.opportunity_id = o.id
WHERE m.at >= now() - interval '12 months' GROUP BY 1
"""
ANY = [BY_SOURCE]
"""The floor of a report that has none of its own."""
FLOORS = {
    "sources": [BY_SOURCE, SPENT],
    "overview": [LATELY, LATELY, SOLD, SOLD, MONTHS, SPENT],
    "diagnosis": [LATELY, LATELY, LATELY, BY_SOURCE],
    "cohorts": [MONTHS, BY_SOURCE],
    "client-types": [
        """SELECT l.source_id, c.client_type, count(*), sum(s.net) FROM leads_contact c JOIN leads_lead l ON l.id = c.client_lead_id
        LEFT JOIN (SELECT contact_id, sum(net) AS net FROM sales_sale GROUP BY 1) s ON s.contact_id = c.id GROUP BY 1, 2"""
    ],
    "forecast": ["SELECT stage_id, count(*), sum(value) FROM sales_opportunity WHERE closed_at IS NULL GROUP BY 1", ENTERED, WON_AFTER],
    "funnel": [FARTHEST],
    "flows": [
        f"""SELECT l.source_id, o.lead_id IS NOT NULL, l.state, count(*) FROM leads_lead l
        LEFT JOIN (SELECT DISTINCT lead_id FROM sales_opportunity) o ON o.lead_id = l.id
        WHERE {VALID} AND l.received_at >= now() - interval '12 months' GROUP BY 1, 2, 3"""
    ],
    "handoffs": [
        """SELECT l.source_id, count(*), count(h.decided_at), percentile_cont(0.5) WITHIN GROUP (ORDER BY h.decided_at - h.at)
        FROM leads_handoff h JOIN leads_lead l ON l.id = h.lead_id GROUP BY 1""",
        f"""SELECT l.source_id, count(*), percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY a.first - l.received_at)
        FROM leads_lead l LEFT JOIN (SELECT lead_id, min(done_at) AS first FROM leads_activity GROUP BY 1) a ON a.lead_id = l.id
        WHERE {VALID} GROUP BY 1""",
    ],
    "money": [
        BY_SOURCE,
        SPENT,
        """SELECT l.source_id, sum(s.net) FROM sales_sale s JOIN leads_contact c ON c.id = s.contact_id
        JOIN leads_lead l ON l.id = c.client_lead_id WHERE s.reversed_at IS NULL GROUP BY 1""",
    ],
    "clients": [
        "SELECT count(DISTINCT contact_id), sum(net) FROM sales_sale WHERE reversed_at IS NULL",
        """SELECT l.source_id, count(*), avg(s.net) FROM leads_contact c JOIN leads_lead l ON l.id = c.client_lead_id
        JOIN (SELECT contact_id, sum(net) AS net FROM sales_sale GROUP BY 1) s ON s.contact_id = c.id GROUP BY 1""",
    ],
    "health": [
        "SELECT count(*) FILTER (WHERE source_id IS NULL), count(*) FILTER (WHERE how_known = 'assumed') FROM leads_lead",
        "SELECT count(*) FROM leads_lead l WHERE NOT EXISTS (SELECT FROM leads_activity a WHERE a.lead_id = l.id)",
        "SELECT count(*) FROM (SELECT e164 FROM leads_contactphone GROUP BY 1 HAVING count(DISTINCT contact_id) > 1) twice",
    ],
    "playbook": [ENTERED],
    "team": [
        """SELECT o.owner_id, l.source_id, count(*), count(*) FILTER (WHERE c.id IS NOT NULL) FROM sales_opportunity o
        JOIN leads_lead l ON l.id = o.lead_id LEFT JOIN leads_contact c ON c.client_lead_id = l.id
        WHERE l.received_at >= now() - interval '12 months' GROUP BY 1, 2""",
        *(THEIR_WAITS, THEIR_PROMISES, THEIR_STEPS),
    ],
}
"""Plain SQL by the name of the report."""


def fill() -> None:
    from django.db import connection

    from accounts.models import User
    from accounts.roles import Role
    from bench.business import without_history

    for number in range(5):
        User.objects.create(email=f"seller{number}@example.com", name=f"Seller {number}", roles=[Role.SALES], password="!")
    with connection.cursor() as cursor, without_history(cursor, TABLES):
        for statement in FILL.strip().split(";\n"):
            cursor.execute(statement, {})
            cursor.execute("ANALYZE")


def cases(compare) -> list[dict]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from accounts.models import Business
    from bench import floor
    from reports.core.catalogue import REPORTS
    from reports.core.periods import Period

    business = Business.current()

    def make(name: str) -> None:
        period = Period.named(REPORTS[name].default, today=business.today())
        REPORTS[name].rows(period, business=business, as_of=None, by="source").table()

    def plain(name: str) -> None:
        for query in FLOORS.get(name, ANY):
            floor.rows(query)

    found = []
    for name in REPORTS:
        with CaptureQueriesContext(connection) as seen:
            make(name)
        row = compare(f"Report {name}, the rows, against plain SQL", lambda name=name: make(name), lambda name=name: plain(name))
        found.append(row | {"case": f"{row['case']} ({len(seen)} statements)"})
    return found
