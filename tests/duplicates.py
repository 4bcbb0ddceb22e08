"""How many true duplicates are found, and how many of those found are true, on data sets whose truth is known.

    python -m tests.duplicates FOLDER      prints a table; FOLDER holds dataset1.csv and dataset2.csv (Febrl) and fake_1000.csv (splink)

Each set is put into an empty database as contacts, and the chore looks for duplicates as it does in use. The people of a set are
parted in two halves by a checksum of their number: thresholds were chosen on the first half of Febrl 1 and of splink, and are reported on
the second ones; nothing was chosen on Febrl 2. A pair counts when one person is behind both rows.
"""

import csv
import hashlib
import os
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leadtrack.settings")


@dataclass(frozen=True)
class Row:
    """`person`: the number of whoever is behind it. `name` has both names or is not whole."""

    person: str
    name: str
    is_whole: bool
    email: str = ""
    street: str = ""
    postcode: str = ""
    town: str = ""


@dataclass(frozen=True)
class Score:
    """Pairs: `true` of `listed`; `duplicates` that there are."""

    listed: int
    true: int
    duplicates: int

    def __str__(self) -> str:
        """Precision, recall."""
        return f"{self.true / self.listed:.1%}, {self.true / self.duplicates:.1%}" if self.listed else "–"


def febrl(path: Path) -> list[Row]:
    with path.open(newline="") as file:
        cells = [{key.strip(): value.strip() for key, value in row.items()} for row in csv.DictReader(file)]
    return [
        Row(
            person=row["rec_id"].split("-")[1],
            name=f"{row['given_name']} {row['surname']}".strip(),
            is_whole=bool(row["given_name"] and row["surname"]),
            street=f"{row['street_number']} {row['address_1']}".strip(),
            postcode=row["postcode"],
            town=row["suburb"],
        )
        for row in cells
    ]


def splink(path: Path) -> list[Row]:
    with path.open(newline="") as file:
        return [
            Row(
                person=row["cluster"],
                name=f"{row['first_name']} {row['surname']}".strip(),
                is_whole=bool(row["first_name"] and row["surname"]),
                email=row["email"],
                town=row["city"],
            )
            for row in csv.DictReader(file)
        ]


def half_of(row: Row) -> int:
    return int(hashlib.md5(row.person.encode(), usedforsecurity=False).hexdigest(), 16) % 2


def exact(rows: list[Row], key) -> Score:
    """Pairs of rows that have the same `key(row)`, where that is anything."""
    groups: dict[str, Counter] = {}
    for row in rows:
        if value := key(row):
            groups.setdefault(value, Counter())[row.person] += 1
    listed = sum(pairs([group.total()]) for group in groups.values())
    return Score(listed, sum(pairs(group.values()) for group in groups.values()), duplicates(rows))


def pairs(counts: Iterable[int]) -> int:
    return sum(count * (count - 1) // 2 for count in counts)


def duplicates(rows: list[Row]) -> int:
    return pairs(Counter(row.person for row in rows).values())


def listed(rows: list[Row], *, least: int) -> Score:
    """What the chore lists of these rows with that score or more."""
    from django.db import transaction

    from leads.duplicates.finding import find
    from leads.models import Contact, DuplicatePair

    with transaction.atomic():
        people = {}
        for row in rows:
            emails = [row.email] if row.email else []
            address = {"street": row.street, "postcode": row.postcode, "town": row.town}
            people[Contact.make(name=row.name, emails=emails, **address).pk] = row.person
        find()
        found = list(DuplicatePair.objects.filter(score__gte=least).values_list("earlier", "later"))
        transaction.set_rollback(True)
    return Score(len(found), sum(people[earlier] == people[later] for earlier, later in found), duplicates(rows))


def line(name: str, rows: list[Row]) -> str:
    from leads.duplicates.scoring import PROBABLE

    scores = (exact(rows, lambda row: row.email.lower()), exact(rows, lambda row: row.name.lower() if row.is_whole else ""))
    ours = (listed(rows, least=PROBABLE), listed(rows, least=0))
    return f"| {name} | {ours[0].duplicates} | {' | '.join(str(score) for score in (*scores, *ours))} |"


def main(folder: Path) -> None:
    sets = {
        "Febrl 1": febrl(folder / "dataset1.csv"),
        "splink": splink(folder / "fake_1000.csv"),
        "Febrl 2": febrl(folder / "dataset2.csv"),
    }
    print("| people | true pairs | exact e-mail | exact name | probably one | all that is listed |")
    print("|---|---|---|---|---|---|")
    for name, rows in sets.items():
        for half in (0, 1):
            chosen = "chosen on" if half == 0 and name != "Febrl 2" else "held out"
            print(line(f"{name}, half {half + 1} ({chosen})", [row for row in rows if half_of(row) == half]), flush=True)


if __name__ == "__main__":
    import django
    from django.test.utils import setup_databases, teardown_databases

    from leadtrack import postgres

    django.setup()
    with postgres.in_use():
        config = setup_databases(verbosity=0, interactive=False)
        main(Path(sys.argv[1]))
        teardown_databases(config, verbosity=0)
