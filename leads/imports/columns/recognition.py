"""Which column is what: by the program that wrote the file, by its header in several languages, by a likely misspelling of it, and by
what stands in it. Every pair of a column and a field gets a score, and the best are taken first.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from leads.imports.columns import fitting
from leads.imports.columns.addresses import one_address
from leads.imports.columns.field_words import shorter_spellings, spelled, word_set
from leads.imports.columns.layouts import REPEATED, Layout, layout_of
from leads.imports.columns.others import Other, other_of
from leads.imports.columns.own import own_columns
from leads.imports.columns.people import with_both_names
from leads.imports.fields import FIELDS
from leads.imports.kinds import LEADS, OWN, kinds
from leads.imports.table import Table
from leads.models.contact import ADDRESS

OF_THE_PROGRAM, EXACT, SHORTER, MISSPELT, BY_VALUES = 100.0, 80.0, 60.0, 40.0, 20.0
STEP = 0.05
"""What a phrase loses to the one before it: less in all than lies between two of the scores above."""
EMPTY = 15.0
"""What an empty column loses: a filled one of the same kind is the better."""
SHORTEST_MISSPELT = 4
OTHER_HEADERS = word_set(
    "state status statut title type website industry birthday gender age language rating score tags labels category position department"
    " town city form male made page rate time none null nan nil game same code mode node vote gate late main mall fall call bail paid place"
    " date data sale sales line lines size side site users dates stages areas budget priority device keyword job duration"
)
"""Headers in their own right: what is as near to one of them as to a word of ours is no misspelling of ours."""
WEAK = {"contact", "caller", "caller name", "client", "customer", "referente", "nominativo", "interlocuteur"}
"""Names of columns that may as well hold a kind of contact, or an id: what stands in them decides."""
NO_PERSON = {"user name"}
ALIKE = {"name": ("email", "phone"), "email": ("phone",), "phone": ("email",)}
PHONE_HEADERS = {"contact", "phone", "mobile", "whatsapp", "tel", "telephone", "telefon", "cell", "call", "caller", "☎"}


@dataclass(frozen=True)
class Guess:
    """A field that a column may be."""

    score: float
    header: str
    field: str


@dataclass(frozen=True)
class Recognition:
    """`columns`: a field for each header that has one. `layout`: the program that wrote the file, where it is known. `guesses`: the
    best guess for each header, taken or not; of a date column without dates too.
    """

    columns: dict[str, str]
    layout: Layout | None = None
    guesses: dict[str, Guess] = field(default_factory=dict)
    others: dict[str, Other] = field(default_factory=dict)

    def of_layout(self, header: str) -> tuple[Other, ...]:
        """What the program that wrote the file says of a column that is none of our fields."""
        other = self.layout.other(header) if self.layout else None
        return (other,) if other else ()


def propose(table: Table, *, kind: str = LEADS) -> dict[str, str]:
    """A field for each header it can be told of; the others are left out. No field twice unless several columns may be it."""
    return recognise(table, kind=kind).columns


def recognise(table: Table, *, kind: str = LEADS) -> Recognition:
    """Costs a look at the first hundred filled cells of each column."""
    if kind == OWN:
        return Recognition(own_columns(table.headers, fields=kinds[kind].fields))
    reader = _Reader(table, kind)
    guesses = sorted(reader.guesses(), key=lambda guess: -guess.score)
    columns = _assign([guess for guess in guesses if not reader.is_contradicted(guess)], wanted=kinds[kind].fields)
    columns = with_both_names(table, one_address(table, columns, guesses, layout=reader.layout))
    best: dict[str, Guess] = {}
    for guess in guesses:
        best.setdefault(guess.header, guess)
    others = {header: other for header in table.headers if (other := reader.other(header))}
    return Recognition({header: columns[header] for header in table.headers if header in columns}, reader.layout, best, others)


def _assign(guesses: list[Guess], *, wanted: tuple[str, ...]) -> dict[str, str]:
    """The best first; a field that takes one column is given once, and an address is chosen as a whole later."""
    columns: dict[str, str] = {}
    for guess in guesses:
        is_free = FIELDS[guess.field].many or guess.field in ADDRESS or guess.field not in columns.values()
        if guess.field in wanted and guess.header not in columns and is_free:
            columns[guess.header] = guess.field
    return columns


class _Reader:
    """Reads the columns of one file for what they may be."""

    def __init__(self, table: Table, kind: str):
        self.table, self.phrases = table, kinds[kind].phrases
        self.layout = layout_of(table.headers)
        self.ranks = _ranks(self.phrases)
        self.samples = {header: table.sample(header, fitting.SAMPLE) for header in table.headers}

    def other(self, header: str) -> Other | None:
        return (self.layout and self.layout.other(header)) or other_of(header)

    def guesses(self) -> Iterator[Guess]:
        for header in self.table.headers:
            cells = self.samples[header]
            for score, name in self._fields(header, cells):
                told = _by_cells(name, cells)
                yield Guess(score - (0 if cells else EMPTY), header, told)

    def _fields(self, header: str, cells: list[str]) -> Iterator[tuple[float, str]]:
        if self.layout and (place := self.layout.place(header)):
            yield OF_THE_PROGRAM - STEP * place[1], place[0]
            return
        if self.layout and self.layout.other(header):
            return
        other = other_of(header)
        for score, name in (*self._by_phrase(header), *self._by_misspelling(header, cells), *self._by_values(header, cells)):
            if other is None or name not in other.bars:
                yield score, name

    def _by_phrase(self, header: str) -> Iterator[tuple[float, str]]:
        for number, phrase in enumerate(shorter_spellings(_bare(header))):
            if phrase in self.phrases and (number == 0 or spelled(_bare(header)) not in NO_PERSON):
                yield (EXACT if number == 0 else SHORTER) - self.ranks[phrase] * STEP, self.phrases[phrase]
                return

    def _by_misspelling(self, header: str, cells: list[str]) -> Iterator[tuple[float, str]]:
        """One letter wrong, missing or too many, or two swapped, in a header of four letters or more; the cells must agree."""
        said = spelled(_bare(header))
        if len(said) < SHORTEST_MISSPELT or not said.isascii() or said in self.phrases:
            return
        near = min(self.phrases, key=lambda phrase: (OSA.distance(said, phrase), phrase))
        is_another = any(OSA.distance(said, other) <= 1 for other in OTHER_HEADERS)
        if (
            OSA.distance(said, near) == 1
            and not is_another
            and len(near) >= SHORTEST_MISSPELT
            and fitting.confirm(self.phrases[near], cells)
        ):
            yield MISSPELT, self.phrases[near]

    def _by_values(self, header: str, cells: list[str]) -> Iterator[tuple[float, str]]:
        """Addresses are told by themselves. So are phones, where the header does not say that they are something else."""
        if not fitting.are_peoples_own(cells):
            return
        if fitting.are_emails(cells):
            yield BY_VALUES, "email"
        if PHONE_HEADERS.intersection(spelled(header).split()) and fitting.are_phones(cells) and not fitting.are_dates(cells):
            yield BY_VALUES, "phone"

    def is_contradicted(self, guess: Guess) -> bool:
        is_sure = guess.score > SHORTER + EMPTY and spelled(_bare(guess.header)) not in WEAK
        return fitting.contradict(guess.field, self.samples[guess.header], sure=is_sure)


def _by_cells(name: str, cells: list[str]) -> str:
    """A name that is full of addresses is an address, and so on."""
    tests = {"email": fitting.are_emails, "phone": fitting.are_phones}
    return next((kind for kind in ALIKE.get(name, ()) if tests[kind](cells) and not tests.get(name, _never)(cells)), name)


def _never(cells: list[str]) -> bool:
    return False


def _ranks(phrases: dict[str, str]) -> dict[str, int]:
    """The place of each phrase among those of its field."""
    counted: dict[str, int] = {}
    ranks = {}
    for phrase, name in phrases.items():
        ranks[phrase] = counted[name] = counted.get(name, -1) + 1
    return ranks


def _bare(header: str) -> str:
    return REPEATED.sub("", header)
