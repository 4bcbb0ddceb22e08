"""The name of a person out of the columns that hold parts of it, and out of cells that hold more than a name."""

import re
from itertools import islice

from leads.imports.columns.field_words import spelled, word_set
from leads.imports.fields import FIELDS, NAME_PARTS
from leads.imports.table import Table

SAMPLE = 100
WITH_ADDRESS = re.compile(r"""^\s*["']?(?P<name>[^"<(]*?)["']?\s*[<(](?P<address>[^<>()]*)[>)]\s*$""")
"""`Ann Miller <ann@firm.example>`, `Ann Miller (ann@firm.example)`, `"Ann Miller" <01134960142>`."""
BRACKETS = (">", ")")
REACHED = re.compile(r"[^@\s]+@[^@\s]+|[+(\d][\d\s()/.-]{4,}")
COURTESY = word_set(
    "mr mrs ms miss mx sir madam herr frau herrn fraulein m mme mlle monsieur madame mademoiselle sr sra srta senor senora senorita sig"
    " signor signora signorina dhr mevr mw heer mevrouw de"
)
"""Forms of address: no part of a name, as Dr is."""


def name_of(cells: dict[str, list[str]]) -> str:
    """A name in one column, or in several: where a first and a last name are filled, they are the name, with all that belongs to it."""
    whole = bare_name(cells["name"][0]) if "name" in cells else ""
    if cells.keys().isdisjoint(NAME_PARTS):
        return whole
    parts = [part for field in NAME_PARTS for part in _part(field, cells)]
    is_split = "first_name" in cells and "last_name" in cells
    return " ".join(parts)[: FIELDS["name"].longest] if is_split or not whole else whole


def with_both_names(table: Table, columns: dict[str, str]) -> dict[str, str]:
    """`Vorname, Name` and `Nombre, Apellidos`: beside a first name alone the name is the last one, and the other way round; unless
    it is the whole name, in which the part beside it stands again.
    """
    headers = {name: header for header, name in columns.items()}
    missing = {"first_name", "last_name"} - headers.keys()
    if "name" not in headers or len(missing) != 1:
        return columns
    part = ({"first_name", "last_name"} - missing).pop()
    whole, beside = table.index(headers["name"]), table.index(headers[part])
    pairs = [(spelled(row.cells[whole]).split(), spelled(row.cells[beside]).split()) for row in islice(table.rows, SAMPLE)]
    filled = [(name, other) for name, other in pairs if name and other]
    if any(set(other) <= set(name) and len(name) > len(other) for name, other in filled) or not filled:
        return columns
    return columns | {headers["name"]: missing.pop()}


def bare_name(text: str) -> str:
    """A name without the address or the number written behind it; nothing where there is only a number."""
    match = WITH_ADDRESS.match(text) if text.rstrip().endswith(BRACKETS) else None
    if not match or not REACHED.fullmatch(match["address"]):
        return text
    return match["name"].strip() if any(c.isalpha() for c in match["name"]) else ""


def _part(field: str, cells: dict[str, list[str]]) -> list[str]:
    texts = [" ".join(text.split()) for text in cells.get(field, [])[:1]]
    if field == "name_prefix":
        return [text for text in texts if not COURTESY.issuperset(spelled(text).split())]
    return [text.lstrip(", ") for text in texts]
