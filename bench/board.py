"""The board with 5,000 open opportunities against the board with 50, in the same run: the page, one move, and what follows it.

Both boards are of one business: everybody's, and that of a person who has 50. Queries are counted too; they must be equal.
"""

import os

OPEN = int(os.environ.get("BENCH_OPEN", "5000"))
FEW = 50

FILL = """
INSERT INTO leads_contact (name, sort_name, company, company_key, client_type, created_at)
SELECT 'Client ' || i, 'client ' || i, '', '', '', now() FROM generate_series(1, %(open)s) i;

INSERT INTO leads_lead (id, key, contact_id, source_id, channel, how_known, received_at, logged_at, owner_text, interest, notes,
                        state, disqualified_for)
SELECT gen_random_uuid(), gen_random_uuid(), c.id, (SELECT min(id) FROM leads_source), 'phone', 'asked',
       now() - c.id %% 60 * interval '1 day', now(), '', 'A kitchen', '', 'in_sales', ''
FROM leads_contact c WHERE c.name LIKE 'Client %%';

INSERT INTO sales_opportunity (id, lead_id, stage_id, owner_id, owner_text, value, stage_since, made_at)
SELECT gen_random_uuid(), l.id, s.ids[1 + n %% cardinality(s.ids)], CASE WHEN n < %(few)s THEN %(seller)s ELSE %(other)s END, '', 900 + n,
       now() - n %% 60 * interval '1 day' - n * interval '1 second', l.received_at
FROM (SELECT id, received_at, row_number() OVER (ORDER BY id) - 1 AS n FROM leads_lead WHERE interest = 'A kitchen'
      AND state = 'in_sales') l,
     (SELECT array_agg(id ORDER BY position) AS ids FROM sales_stage WHERE kind = 'open' AND retired_at IS NULL) s;

INSERT INTO sales_stagechange (opportunity_id, to_stage_id, at, note, written_at)
SELECT o.id, o.stage_id, o.stage_since, '', o.stage_since FROM sales_opportunity o JOIN sales_stage s ON s.id = o.stage_id
WHERE s.kind = 'open'
"""


def fill() -> None:
    """The opportunities, `FEW` of them with the person of the bench, spread evenly over the open stages."""
    from django.db import connection

    from accounts.models import User
    from accounts.roles import Role
    from sales.models import Opportunity

    seller = User.objects.get(email="bench@example.com")
    other = User.objects.create(email="other@example.com", name="Other", roles=[Role.SALES], password="!")
    with connection.cursor() as cursor:
        for statement in FILL.strip().split(";\n"):
            cursor.execute(statement, {"open": OPEN, "few": FEW, "seller": seller.pk, "other": other.pk})
        cursor.execute("ANALYZE")
    _plan(Opportunity.objects.open().select_related("lead"), by=seller)


def _plan(found, *, by) -> None:
    """A call in three days for every third."""
    from datetime import timedelta

    from django.utils import timezone

    from leads.models import Activity

    day = timezone.localdate() + timedelta(days=3)
    rows = [Activity(lead=one.lead, kind=Activity.Kind.CALL, due_on=day, by=by) for one in found if int(one.value) % 3 == 0]
    Activity.objects.bulk_create(rows, batch_size=1000)


def cases(compare) -> list[dict]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from accounts.models import User
    from sales.models import Opportunity, Stage

    client = Client(headers={"HX-Request": "true"})
    seller = User.objects.get(email="bench@example.com")
    client.force_login(seller, backend="allauth.account.auth_backends.AuthenticationBackend")
    there, back = Stage.objects.open()[:2]
    cards = {"mine": Opportunity.objects.filter(owner=seller, stage=there).first(), "all": _of_others(seller, there)}

    def page(whose: str, *, whole: bool = True) -> None:
        answer = client.get("/pipeline/", {"whose": whose}, headers={"HX-Request": "false" if whole else "true"})
        assert answer.status_code == 200, answer.status_code

    def move(whose: str) -> None:
        """There and back, so that the next round finds the board as this one did."""
        card = cards[whose]
        for stage in (back, there):
            version = Opportunity.objects.values_list("version", flat=True).get(pk=card.pk)
            answer = client.post(f"/opportunities/{card.pk}/stage/", {"to": stage.pk, "version": version})
            assert answer.status_code == 200, answer.status_code

    def queries(work) -> int:
        with CaptureQueriesContext(connection) as seen:
            work()
        return len(seen)

    def case(name: str, work) -> dict:
        found = compare(name, lambda: work("all"), lambda: work("mine"))
        found["case"] += f" ({queries(lambda: work('all'))} and {queries(lambda: work('mine'))} queries)"
        return found

    sizes = f"{OPEN} open against {FEW}"
    return [
        case(f"Board, the page, {sizes}", page),
        case(f"Board, drawn again after a move, {sizes}", lambda whose: page(whose, whole=False)),
        case(f"Board, a card there and back, {sizes}", move),
    ]


def _of_others(seller, stage):
    from sales.models import Opportunity

    return Opportunity.objects.filter(stage=stage).exclude(owner=seller).first()
