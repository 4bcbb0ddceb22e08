"""How fast LeadTrack is at a hundred thousand leads, as ratios to floors measured in the same run.

    bin/bench            prints one line a case: median milliseconds, the floor's, and the ratio
    bin/bench board      only that one; the names are those of BENCHES
    bin/bench import     a file of 20,000 leads (BENCH_ROWS), against copying the same rows into the same tables
    bin/bench killed     a file of 100,000 leads (BENCH_ROWS) killed with `kill -9` three times, against one left in peace
    bin/bench undo       a file of as many taken back, against bringing it in
    bin/bench duplicates the list of likely duplicates, against equal numbers and addresses in plain SQL

Each case and its floor take turns, so that a busy machine slows both. Requests go through every middleware in this process.
"""

import json
import os
import statistics
import sys
import time
import uuid
from collections.abc import Iterator

import django

from leadtrack import database

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leadtrack.settings")
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "15"))


def timed(work) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def compare(name: str, work, floor) -> dict:
    work(), floor()
    pairs = [(timed(work), timed(floor)) for _ in range(ROUNDS)]
    took, least = (statistics.median(side) for side in zip(*pairs, strict=True))
    return {"case": name, "ms": round(took, 2), "floor_ms": round(least, 2), "ratio": round(took / least, 2)}


def leads_cases(compare) -> list[dict]:
    from django.db import connection
    from django.test import Client, override_settings

    from accounts.models import Business, User
    from bench import floor
    from leads.models import Lead, Source
    from reports.core.periods import Period
    from reports.sources import query as sources

    client = Client()
    client.force_login(User.objects.get(), backend="allauth.account.auth_backends.AuthenticationBackend")
    business, source = Business.current(), Source.objects.first()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS bench_floor (id bigserial PRIMARY KEY, key uuid UNIQUE, at timestamptz)")

    def get(address: str) -> None:
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)

    def capture() -> None:
        tap = {"key": str(uuid.uuid4()), "source": source.pk, "channel": "walk_in"}
        answer = client.post("/capture/", json.dumps(tap), content_type="application/json")
        assert answer.status_code in (200, 201), (answer.status_code, answer.content[:200])

    def bare() -> None:
        with override_settings(ROOT_URLCONF="bench.floor"):
            assert client.post("/floor/").status_code == 200

    def plain_sources() -> None:
        floor.rows(floor.SOURCES)

    return [
        compare("New business, counted, against every valid lead counted", Lead.objects.new_business().count, Lead.objects.valid().count),
        compare("Sources report, the rows, against plain SQL", lambda: sources.report(Period(), business=business), plain_sources),
        compare("Sources report, the page, against plain SQL", lambda: get("/reports/sources/?period=everything"), plain_sources),
        compare("Lead list, the page, against plain SQL", lambda: get("/leads/"), lambda: floor.rows(floor.LEADS)),
        compare("Capture, against a bare view with a session and one INSERT", capture, bare),
    ]


def board_cases(compare) -> list[dict]:
    from bench import board, business

    board.fill()
    business.tidy()
    return board.cases(compare)


def reports_cases(compare) -> list[dict]:
    from bench import business, reports

    reports.fill()
    business.tidy()
    return reports.cases(compare)


def import_cases(compare) -> list[dict]:
    from bench import importing

    return importing.cases(compare)


def killed_cases(compare) -> list[dict]:
    from bench import killed

    return killed.cases()


def save_cases(compare) -> list[dict]:
    from bench import business, reports, save
    from leads.models import HandOff

    if not HandOff.objects.exists():
        reports.fill()
        business.tidy()
    return save.cases(compare)


def slow_cases(compare) -> list[dict]:
    from bench import slow

    return slow.cases(rounds=min(ROUNDS, 5))


def search_cases(compare) -> list[dict]:
    from bench import searches

    return searches.cases(compare)


def duplicates_cases(compare) -> list[dict]:
    from bench import duplicates

    return duplicates.cases(compare)


def undo_cases(compare) -> list[dict]:
    from bench import undo

    return undo.cases(compare)


BENCHES = {
    **{"leads": leads_cases, "search": search_cases, "reports": reports_cases, "board": board_cases},
    **{"import": import_cases, "killed": killed_cases, "undo": undo_cases, "save": save_cases, "slow": slow_cases},
    "duplicates": duplicates_cases,
}
BEGINS_EMPTY = {"import", "killed", "undo"}
"""Those that make all their leads themselves."""


def rows(names: list[str]) -> Iterator[dict]:
    for name in names or BENCHES:
        yield from BENCHES[name](compare)


def main(names: list[str]) -> None:
    if unknown := set(names) - set(BENCHES):
        sys.exit(f"There is no bench called {', '.join(sorted(unknown))}. There are: {', '.join(BENCHES)}.")
    database.act_as_owner()
    django.setup()
    from django.conf import settings
    from django.test.runner import DiscoverRunner
    from django.test.utils import setup_test_environment, teardown_test_environment

    from bench import business
    from leadtrack.database import roles

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    setup_test_environment(debug=False)
    runner = DiscoverRunner(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    roles.grant()  # a web server of a bench connects as the application
    try:
        started = time.perf_counter()
        leads = 0 if set(names) and set(names) <= BEGINS_EMPTY else business.LEADS
        business.fill(leads)
        business.tidy()
        print(f"{leads} leads made in {time.perf_counter() - started:.0f} s; median of {ROUNDS} rounds")
        for row in rows(names):
            unit = row.get("unit", "ms")
            print(f"{row['ratio']:>8} ×  {row['ms']:>9} {unit}  floor {row['floor_ms']:>9} {unit}  {row['case']}")
    finally:
        runner.teardown_databases(databases)
        teardown_test_environment()


if __name__ == "__main__":
    from leadtrack import postgres

    with postgres.in_use():
        main(sys.argv[1:])
