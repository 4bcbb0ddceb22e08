"""The chore that looks for duplicates and keeps the pairs. It begins anew each time: cut off anywhere, it leaves what was there."""

from collections import Counter
from datetime import timedelta

from django.core.cache import cache
from django.db import connection, transaction
from psycopg2.extras import execute_values

from accounts.models import Business
from accounts.scheduler import scheduled
from leads.duplicates.blocking import candidates, compared, counted
from leads.duplicates.scoring import Names, judge
from leads.letters import sort_key
from leads.models import Contact, ContactEmail, ContactPhone

EVERY = timedelta(minutes=15)
LOOKED_AT = "duplicates-looked-at"
HISTORIES = (Contact, ContactPhone, ContactEmail)

CHANGED = """
UPDATE leads_duplicatepair old SET score = new.score, reasons = new.reasons FROM duplicates_found new
WHERE old.earlier_id = new.earlier_id AND old.later_id = new.later_id
  AND (old.score, old.reasons) IS DISTINCT FROM (new.score::smallint, new.reasons::varchar[])
"""
GONE = """
DELETE FROM leads_duplicatepair old
WHERE NOT EXISTS (SELECT FROM duplicates_found new WHERE new.earlier_id = old.earlier_id AND new.later_id = old.later_id)
"""
NEW = """
INSERT INTO leads_duplicatepair (earlier_id, later_id, score, reasons)
SELECT earlier_id, later_id, score, reasons FROM duplicates_found new ON CONFLICT DO NOTHING
"""
FOUND = "CREATE TEMP TABLE duplicates_found (earlier_id bigint, later_id bigint, score smallint, reasons varchar(20)[]) ON COMMIT DROP"


@scheduled("look for duplicates", every=EVERY, slow=True)
def look_for_duplicates(business: Business) -> None:
    """Nothing to do while no contact was made or changed since the last time."""
    state = _state()
    if cache.get(LOOKED_AT) != state:
        find()
        cache.set(LOOKED_AT, state, timeout=None)


@transaction.atomic
def find() -> int:
    """Compare what is worth comparing and keep the pairs. Returns how many."""
    with candidates():
        names = _names()
        rows = []
        for earlier, one, later, other in compared():
            if verdict := judge(one, other, names=names):
                rows.append((earlier, later, verdict.score, [str(reason) for reason in verdict.reasons]))
        _keep(rows)
    return len(rows)


def _names() -> Names:
    words: Counter[str] = Counter()
    towns: Counter[str] = Counter()
    people = 0
    for kind, text, count in counted():
        if kind == "people":
            people = count
        elif kind == "word":
            words[text] = count
        else:
            towns[sort_key(text)] += count
    return Names(people, words, towns)


def _keep(rows: list[tuple[int, int, int, list[str]]]) -> None:
    """What is there already keeps its row."""
    with connection.cursor() as cursor:
        cursor.execute(FOUND)
        execute_values(cursor.cursor, "INSERT INTO duplicates_found VALUES %s", rows, page_size=2000) if rows else None
        for statement in (GONE, CHANGED, NEW, "DROP TABLE duplicates_found"):
            cursor.execute(statement)


def _state() -> list[int]:
    """The last lines of the histories of whatever is compared."""
    return [model.pgh_event_model.objects.order_by("-pgh_id").values_list("pgh_id", flat=True).first() or 0 for model in HISTORIES]
