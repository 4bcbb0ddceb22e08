"""A made-up file of leads, as large as somebody wants it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

COLUMNS = {
    "Id": "external_id",
    "Created": "received_at",
    "Name": "name",
    "Company": "company",
    "Phone": "phone",
    "E-mail": "email",
    "Origin": "source",
    "Channel": "channel",
    "Wants": "interest",
    "Notes": "notes",
    "Owner": "owner",
}
OUTCOMES = {"Outcome": "outcome", "Won": "won_at", "Lost": "lost_at", "Sum": "amount"}
SOURCES = (
    "Google search",
    "Leaflet",
    "Signboard",
    "Facebook",
    "Fair",
    "Radio",
    "Newspaper",
    "Van",
    "Directory",
    "Letter",
    "Flyer",
    "Website",
)
CHANNELS = ("phone", "website", "walk-in", "email")
FIRST = ("Ann", "Ben", "Clara", "David", "Emma", "Felix", "Grace", "Hugo", "Iris", "Jörg", "Kate", "Luís", "Mary", "Noah", "Olga", "Paul")
LAST = ("Miller", "Baker", "Ojo", "Schmidt", "Kowalska", "Rossi", "Dubois", "Novák", "Smith", "Jones", "García", "Silva", "Khan")
BEGIN = datetime(2023, 1, 2, 8)


def file(rows: int, *, outcomes: bool) -> Iterator[str]:
    """A CSV file line by line: nine in ten with a number, four in five with an address, spread over three years; with outcomes, a third
    is won, a third lost, a third open.
    """
    yield ",".join([*COLUMNS, *(OUTCOMES if outcomes else ())]) + "\r\n"
    for n in range(rows):
        at = BEGIN + timedelta(minutes=n * 1_570_000 // rows)
        first, last = FIRST[n % len(FIRST)], LAST[n // 7 % len(LAST)]
        cells = [
            f"L-{n:08}",
            f"{at:%Y-%m-%d %H:%M}",
            f"{first} {last} {n}",
            f"{last} {n % 997} Ltd" if n % 3 == 0 else "",
            f"07{700_000_000 + n * 7_919 % 99_999_989:09}" if n % 10 else "",
            f"{first}.{n}@example{n % 89}.com" if n % 5 else "",
            SOURCES[n * n % len(SOURCES)],
            CHANNELS[n % len(CHANNELS)],
            f"A kitchen of {n % 40} m2",
            f"Asked twice already: house number {n % 211}" if n % 2 else "",
            "Bench" if n % 4 == 0 else "Somebody else",
        ]
        if outcomes:
            closed = f"{at + timedelta(days=20):%Y-%m-%d}"
            cells += (["won", closed, "", f"{900 + n % 5000}.50"], ["lost", "", closed, ""], ["open", "", "", f"{n % 7000}"])[n % 3]
        yield ",".join(cells) + "\r\n"
