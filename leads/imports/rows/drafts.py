"""One row of the file as a lead, or a sale, will be made of it, with everything that is wrong with it said at once."""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, partial

from django.utils.translation import gettext as _

from accounts.regions import country_of_name
from leads.contacts.matching import Stated, Way, ways_of
from leads.export.columns import BLANK
from leads.imports.columns.headers import label_column, note_label
from leads.imports.columns.others import other_of
from leads.imports.columns.people import name_of
from leads.imports.fields import EMAIL, FIELDS, NAME_PARTS, PHONE
from leads.imports.kinds import LEADS
from leads.imports.plan import BadPlan, Plan
from leads.imports.questions.choices import LOST, WON
from leads.imports.questions.new_names import NAMED
from leads.imports.rows.missing import day_of_undated
from leads.imports.rows.outcomes import settle_outcome
from leads.imports.rows.repeats import Repeats
from leads.imports.table import Row, Table
from leads.imports.values.cells import READ, Values
from leads.imports.values.contact_ways import read_ways
from leads.imports.values.error_values import is_error
from leads.imports.values.typed_cells import stripped
from leads.models.contact import ADDRESS
from leads.phones import Phone

ROWS = uuid.UUID("6f0d1ad4-3e1a-5b67-9f63-5a1f0c4a9d10")


class BadRow(Exception):
    """The row cannot go in; the message has every reason."""


@dataclass(init=False)
class Draft:
    """`given` names the fields this row fills itself: the others, defaults included, change nothing of a known lead.

    `refusal`: why it cannot go in after all, once it was held against what is here, and `about`: whom or what it is about, in a
    sentence. `called`: a name that stood beside an address, for a row without one of its own.
    """

    row: int
    key: uuid.UUID | None
    """Only of a row that is known by nothing else."""
    external_id: str = ""
    received_at: dt.datetime | None = None
    source: str = ""
    channel: str = ""
    campaign: str = ""
    name: str = ""
    company: str = ""
    phones: list[Phone] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    interest: str = ""
    notes: str = ""
    owner: str = ""
    stage: str = ""
    stage_text: str = ""
    outcome: str = ""
    won_at: dt.datetime | None = None
    lost_at: dt.datetime | None = None
    lost_reason: str = ""
    amount: Decimal | None = None
    closed_at: dt.datetime | None = None
    expected_on: dt.date | None = None
    currency: str = ""
    client_type: str = ""
    street: str = ""
    postcode: str = ""
    town: str = ""
    region: str = ""
    country: str = ""
    how_known: str = ""
    referred_by: str = ""
    sold_at: dt.datetime | None = None
    what: str = ""
    product: str = ""
    invoice: str = ""
    line: str = ""
    refunded: Decimal | None = None
    refunded_at: dt.datetime | None = None
    refusal: str = ""
    about: str = ""
    called: str = ""
    given: set[str] = field(default_factory=set)
    warnings: list[str] = field(default_factory=list)

    def __init__(self, row: int, *, key: uuid.UUID | None = None):
        """Most fields of most rows stay as the class has them, so only what is a row's own is set."""
        self.row, self.key = row, key
        self.phones, self.emails, self.given, self.warnings = [], [], set(), []

    @cached_property
    def ways(self) -> frozenset[Way]:
        """What tells that two rows are of one person: numbers that can be dialled, and addresses. For a draft that is ready."""
        return ways_of(phones=self.phones, emails=self.emails)

    @cached_property
    def stated(self) -> Stated:
        """Who the row says it is. For a draft that is ready."""
        return Stated(name=self.name, company=self.company, ways=self.ways)

    @property
    def is_closed(self) -> bool:
        return self.outcome in (WON, LOST)

    @property
    def about_them(self) -> dict[str, str]:
        """What is kept of a contact beside names and ways to reach them."""
        return {name: getattr(self, name) for name in ("client_type", *ADDRESS)}

    @property
    def is_somebody(self) -> bool:
        return bool(self.name or self.company or self.phones or self.emails or any(self.about_them.values()))

    def flag_won_before(self, received_at: dt.datetime | None) -> None:
        """It is kept and counted: days to win may be negative, and say so."""
        if self.won_at and received_at and self.won_at < received_at:
            self.warnings.append(_("Won before it was received."))


class Drafts:
    """Reads rows by a plan. What depends on a whole column (order of dates, decimal mark) is settled once, here."""

    makes: type[Draft] = Draft

    def __init__(self, table: Table, plan: Plan):
        self.plan, self.known_by = plan, set(plan.holds.known_by)
        self.values = Values(table, plan)
        self.places = [(at, plan.columns[header]) for at, header in enumerate(table.headers) if header in plan.columns]
        self.labels = {at: note_label(header) for at, header in enumerate(table.headers) if plan.columns.get(header) == "notes"}
        self.kinds_of_number = _kinds_of_number(table, plan)
        self.fillers: dict[str, Callable[[Draft, list[str]], None]] = {}
        self.seen = Repeats()
        self.day = day_of_undated(plan)
        self._check_defaults()

    def _check_defaults(self) -> None:
        """Raises BadPlan: a default that no cell could have would fail every row."""
        for name, default in self.plan.defaults.items():
            try:
                self._fill(Draft(row=0), name, [default])
            except ValueError as error:
                raise BadPlan(str(error)) from error

    def draft(self, row: Row) -> Draft:
        """Raises BadRow."""
        cells, reasons = self._cells(row), []
        draft = self.makes(row=row.number, key=self._key(cells))
        if "notes" in cells:
            cells["notes"] = self._notes(row)
        draft.given = {"name" if name in NAME_PARTS else name for name in cells}
        if self.kinds_of_number:
            self._set_apart(cells, row)
        for name, default in self.plan.defaults.items():
            cells.setdefault(name, [default])
        for name, texts in cells.items():
            try:
                self._fill(draft, name, texts)
            except ValueError as error:
                reasons.append(str(error))
        reasons += self.values.objections(draft)
        if reasons:
            raise BadRow(" ".join(reasons))
        draft.name = name_of(cells) or draft.called[: FIELDS["name"].longest]
        if draft.received_at is None and self.plan.kind == LEADS:
            draft.received_at = self.day
        if refused := (self._outcome(draft, cells) or self.plan.holds.refuses(draft)):
            raise BadRow(refused)
        return draft

    def _outcome(self, draft: Draft, cells: dict[str, list[str]]) -> str:
        """Why the row contradicts itself. Our own list says it by its state."""
        return settle_outcome(draft) if "state" not in cells else ""

    def _cells(self, row: Row) -> dict[str, list[str]]:
        """Raises BadRow where there are none, or one has the error of a formula."""
        cells: dict[str, list[str]] = {}
        errors = []
        for at, name in self.places:
            text = row.cells[at] and stripped(row.cells[at])
            if not text or (text == BLANK and name == "source"):
                continue
            if name in cells:
                cells[name].append(text)
            else:
                cells[name] = [text]
            if is_error(text):
                errors.append(_error_in(name, text))
        if errors or not cells:
            raise BadRow(" ".join(errors) or _("Nothing in the columns that were chosen."))
        return cells

    def _notes(self, row: Row) -> list[str]:
        """Each under the name of its column, where that says more than that it is a note."""
        texts = [(self.labels[at], row.cells[at].strip()) for at, name in self.places if name == "notes"]
        return [f"{label}: {text}" if label else text for label, text in texts if text]

    def _set_apart(self, cells: dict[str, list[str]], row: Row) -> None:
        """What the cell beside a number calls a fax, a pager or somebody else's is a note and no phone."""
        for at, kind in self.kinds_of_number.items():
            text, label = stripped(row.cells[at]), row.cells[kind].strip()
            if text and other_of(label):
                cells["phone"].remove(text)
                cells.setdefault("notes", []).append(f"{label}: {text}")
        if not cells.get("phone", True):
            del cells["phone"]

    def _key(self, cells: dict[str, list[str]]) -> uuid.UUID | None:
        """The same for the same row of the same file, so that one imported twice is still one lead; a second row like it
        is the second of its kind. None for a row that is known by an id of its own."""
        if not self.known_by.isdisjoint(cells):
            return None
        same = uuid.uuid5(ROWS, repr(sorted(cells.items())))
        return uuid.uuid5(same, str(self.seen.count(same.int)))

    def _fill(self, draft: Draft, name: str, texts: list[str]) -> None:
        """Raises ValueError with a sentence for whoever imports."""
        if "\x00" in (texts[0] if len(texts) == 1 else "".join(texts)):
            raise ValueError(_("%(field)s: has a character that cannot be stored.") % {"field": FIELDS[name].label})
        fill = self.fillers.get(name) or self.fillers.setdefault(name, self._filler(name))
        fill(draft, texts)

    def _filler(self, name: str) -> Callable[[Draft, list[str]], None]:
        """What puts the texts of a field into a draft."""
        kind = FIELDS[name].kind
        if kind in (PHONE, EMAIL):
            return partial(read_ways, country=self.plan.country)
        if kind in READ:
            return partial(self._read, name)
        if name in NAME_PARTS:
            return lambda draft, texts: None
        special = {"street": _street, "country": _country, "notes": _joined_notes}
        return special.get(name) or partial(self._named if name in NAMED else _text, name)

    def _read(self, name: str, draft: Draft, texts: list[str]) -> None:
        setattr(draft, name, self.values.read(draft, name, texts[0]))
        if name == "stage":
            draft.stage_text = texts[0]

    def _named(self, name: str, draft: Draft, texts: list[str]) -> None:
        setattr(draft, name, _short_enough(name, self.plan.answered(name, texts[0]) or texts[0]))


def _error_in(name: str, text: str) -> str:
    words = {"field": FIELDS[name].label, "text": text}
    return _("%(field)s: “%(text)s” is the error of a formula and no value. Mend it in the spreadsheet, or empty the cell.") % words


def drafts_of(table: Table, plan: Plan) -> Drafts:
    """What reads the rows of a file of this kind."""
    return (plan.holds.drafts or Drafts)(table, plan)


def _text(name: str, draft: Draft, texts: list[str]) -> None:
    setattr(draft, name, _short_enough(name, texts[0] if len(texts) == 1 else "\n".join(texts)))


def _joined_notes(draft: Draft, texts: list[str]) -> None:
    """Before what the columns read so far left in the notes."""
    draft.notes = _short_enough("notes", "\n".join([*texts, draft.notes] if draft.notes else texts))


def _street(draft: Draft, texts: list[str]) -> None:
    draft.street = _short_enough("street", ", ".join(" ".join(text.split()) for text in texts))


def _country(draft: Draft, texts: list[str]) -> None:
    draft.country = country_of_name(_short_enough("country", texts[0]))


def _kinds_of_number(table: Table, plan: Plan) -> dict[int, int]:
    """The place of the cell that says what a number is, for the place of each number that has one."""
    labels = {header: label_column(header, table.headers) for header in plan.headers_of("phone")}
    return {table.index(header): table.index(label) for header, label in labels.items() if label}


def _short_enough(name: str, text: str) -> str:
    longest = FIELDS[name].longest
    if longest and len(text) > longest:
        told = {"field": FIELDS[name].label, "most": longest}
        raise ValueError(_("%(field)s: longer than %(most)s characters.") % told)
    return str(text)  # a typed cell is plain text from here on
