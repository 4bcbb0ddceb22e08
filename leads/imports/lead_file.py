"""Files of leads, as a kind of file."""

from django.utils.translation import gettext_lazy as _

from leads.imports.columns.field_words import PHRASES
from leads.imports.fields import OF_LEADS
from leads.imports.kinds import LEADS, Kind
from leads.imports.questions.review import Review
from leads.imports.rows.batches import Writer
from leads.imports.rows.missing import DAY, PERSON, SOURCE
from leads.imports.undo import taking_back

BATCH = 2000
"""Rows that are matched and stored at once: each batch costs the same dozens of statements, and has its rows in memory."""


def begin(table, plan, *, by, file) -> Writer:
    return Writer(by=by, file=file, system=plan.system)


def lacks(draft) -> tuple[str, ...]:
    has = {DAY: draft.received_at, PERSON: draft.is_somebody, SOURCE: draft.source or draft.referred_by}
    return tuple(name for name, value in has.items() if not value)


KIND = Kind(
    name=LEADS,
    label=_("Leads"),
    fields=OF_LEADS,
    phrases=PHRASES,
    begin=begin,
    review=Review,
    back=taking_back,
    lacks=lacks,
    batch=BATCH,
    joins=True,
)
