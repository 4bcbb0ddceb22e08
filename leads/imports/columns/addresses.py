"""Of several postal addresses in a row one is taken as a whole: the street of the office is in no town of the home."""

import re
from typing import TYPE_CHECKING

from leads.imports.columns.field_words import spelled
from leads.imports.columns.layouts import Layout
from leads.imports.table import Table
from leads.models.contact import ADDRESS

if TYPE_CHECKING:
    from leads.imports.columns.recognition import Guess

NUMBER = re.compile(r"\d+")
KINDS = {
    "business": "business work office company organization geschaftlich dienstlich firma professionnel trabajo lavoro werk zakelijk",
    "home": "home private privat prive domicile casa particular thuis",
    "billing": "billing invoice rechnung rechnungs facturation facturacion fatturazione",
    "shipping": "shipping delivery liefer lieferung service livraison envio spedizione",
    "mailing": "mailing postal post",
    "other": "other weitere weiteres weiterer autre otro altro",
}
"""Words of a header that say which of several addresses it is of."""
UNSAID = ""
GROUPS = {word: group for group, words in KINDS.items() for word in words.split()}


def one_address(table: Table, columns: dict[str, str], guesses: list["Guess"], *, layout: Layout | None) -> dict[str, str]:
    """The columns with those of one address only: the fullest, and of those as full the one named first. Lines of a street stay
    together; of the other parts the best column is kept. Parts that do not say which address they are of go with one that does.
    """
    of_address = [guess for guess in guesses if columns.get(guess.header) == guess.field and guess.field in ADDRESS]
    if not of_address:
        return columns
    groups: dict[str, list[Guess]] = {}
    for guess in of_address:
        groups.setdefault(_group(guess.header, layout), []).append(guess)
    filled = {name: sum(len(table.sample(guess.header)) for guess in group) for name, group in groups.items()}
    order = sorted(groups, key=lambda name: -filled[name])
    kept: dict[str, str] = {}
    for name in order:
        if name == order[0] or (UNSAID in (name, order[0]) and len(groups) == 2):
            _take(groups[name], kept, layout=layout)
    return {header: name for header, name in columns.items() if name not in ADDRESS or header in kept}


def _take(group: list["Guess"], kept: dict[str, str], *, layout: Layout | None) -> None:
    """Add the parts of an address that are not there yet; all lines of its street."""
    have = set(kept.values())
    for guess in group:
        is_line = guess.field == "street" and (layout is not None or NUMBER.search(guess.header) is not None)
        if guess.field not in have and (is_line or guess.field not in kept.values()):
            kept[guess.header] = guess.field


def _group(header: str, layout: Layout | None) -> str:
    if layout and (place := layout.place(header)):
        return f"{place[1]} {_number(header)}"
    return next((GROUPS[word] for word in spelled(header).split() if word in GROUPS), UNSAID)


def _number(header: str) -> str:
    """`Address 2 - City` is of another address than `Address 1 - City`; the number at the end of `Street 2` is a line."""
    numbers = re.findall(r"\d+(?=\s*-)", header)
    return numbers[0] if numbers else ""
