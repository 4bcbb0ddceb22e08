"""A row of our own list about a lead that is here: what its cells say otherwise than the list would say now is changed, and no more."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain

from django.db import connection
from django.utils.translation import gettext as _

from accounts.models import Business, User
from leads.contacts import editing
from leads.export.columns import BLANK, columns
from leads.export.reading import chunks
from leads.imports.fields import FIELDS
from leads.imports.own.rows import YES, OwnDraft, field_of
from leads.imports.values.typed_cells import MomentCell, NumberCell
from leads.models import Contact, Lead
from leads.models.contact import ADDRESS
from leads.phones import Phone

OF_THE_LEAD = ("received_at", "channel", "how_known", "interest", "notes")
IN_WORDS = ("name", "company", "client_type", *ADDRESS)
OF_THE_PERSON = (*IN_WORDS, "phone", "other_phones", "email", "other_emails")
ELSEWHERE = ("stage", "value", "owner")
"""What a higher app brings up to date."""
DIGITS = re.compile(r"\+?\d{4,}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d)?")
WORKED_OUT = {"id", "is_client", "referred_by", "contact_id"}
"""What follows from something else: another value there means nothing."""


def texts_now(leads: Iterable[Lead]) -> dict[str, dict[str, str]]:
    """What our list would say of these leads: by id, the text of each column. A statement for any number of leads."""
    names = [column.name for column in columns(sells=True)]
    listed = Lead.objects.filter(pk__in=[lead.pk for lead in leads])
    with by_index():
        rows = chain.from_iterable(chunks(listed, columns=columns(sells=True), business=Business.current()))
        now = (dict(zip(names, row, strict=True)) for row in rows)
        return {cells["id"]: cells for cells in now}


@contextmanager
def by_index() -> Iterator[None]:
    """Inside a transaction: a table that was filled a moment ago has no statistics yet, and PostgreSQL would read all of it for
    each lead."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        yield
        cursor.execute("SET LOCAL enable_seqscan = on")


def changed_columns(draft: OwnDraft, now: dict[str, str]) -> set[str]:
    """Columns with a filled cell that says something else. `(blank)` empties what there is."""
    return {name for name, cell in draft.cells.items() if name in now and not _says(cell, now[name])}


def _says(cell: str, text: str) -> bool:
    """Whether a cell says what the list says now: a spreadsheet may have made a number, a moment or a yes of it."""
    if isinstance(cell, MomentCell):
        moment = cell.moment.isoformat(" ", "seconds")
        return text in (moment, moment[:10]) or text[:16] == moment[:16]
    if isinstance(cell, NumberCell):
        return str(cell) == text or _same_number(cell, text)
    if text in ("True", "False"):
        return (cell.casefold() in YES) == (text == "True")
    return cell.split() == text.split() or (cell == BLANK and not text) or cell in _as_rewritten(text)


def _as_rewritten(text: str) -> tuple[str, ...]:
    """What programs that open CSV by guessing write back: numbers without their plus or zeros, and their own dates (Gnumeric)."""
    if DIGITS.fullmatch(text):
        return (text.lstrip("+0"),)
    return (text.replace("-", "/"),) if MOMENT.fullmatch(text) else ()


def _same_number(cell: NumberCell, text: str) -> bool:
    try:
        return float(text) == float(cell.number)
    except ValueError:
        return False


def bring_up_to_date(lead: Lead, draft: OwnDraft, changed: set[str], *, by: User | None, source, campaign) -> bool:
    """Through the verbs. What a file cannot change is said in a warning. Returns whether anything changed here."""
    fields = {name: None if draft.cells[name] == BLANK else getattr(draft, name) for name in OF_THE_LEAD if name in changed}
    fields |= {name: "" for name, value in fields.items() if value is None and name != "received_at"}
    if "source" in changed:
        fields["source"] = source
    if "campaign" in changed:
        fields["campaign"] = campaign
    _warn_of_the_rest(draft, changed)
    person = _person(lead.contact, draft, changed)
    return editing.correct(lead, by=by, person=person, **fields)


def _person(contact: Contact | None, draft: OwnDraft, changed: set[str]) -> dict:
    """The whole person, as they are here but for what was changed."""
    person = {name: _now(contact, name) for name in IN_WORDS}
    person |= {name: "" if draft.cells[name] == BLANK else getattr(draft, name) for name in IN_WORDS if name in changed}
    phones = [Phone(as_typed=row.as_typed, e164=row.e164, extension=row.extension) for row in contact.phones.all()] if contact else []
    emails = [row.address for row in contact.emails.all()] if contact else []
    person["phones"] = draft.phones if changed & {"phone", "other_phones"} else phones
    person["emails"] = draft.emails if changed & {"email", "other_emails"} else emails
    return person


def _now(contact: Contact | None, name: str) -> str:
    return getattr(contact, name) if contact else ""


def _warn_of_the_rest(draft: OwnDraft, changed: set[str]) -> None:
    rest = changed - {*OF_THE_LEAD, *OF_THE_PERSON, *ELSEWHERE, *WORKED_OUT, "source", "campaign"}
    labels = [str(FIELDS[field_of(name)].label) for name in sorted(rest) if field_of(name) in FIELDS]
    if labels:
        told = {"columns": ", ".join(labels)}
        draft.warnings.append(_("Not changed by a file, only on the lead's page: %(columns)s.") % told)
