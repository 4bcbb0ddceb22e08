"""Files of leads, as a kind of file."""

from django.utils.translation import gettext_lazy as _

from leads.importing import taking_back
from leads.importing.batches import Writer
from leads.importing.fields import OF_LEADS
from leads.importing.kinds import LEADS, Kind
from leads.importing.review import Review
from leads.importing.words import PHRASES


def begin(table, plan, *, by, file) -> Writer:
    return Writer(by=by, file=file, system=plan.system)


KIND = Kind(
    name=LEADS,
    label=_("Leads"),
    fields=OF_LEADS,
    phrases=PHRASES,
    begin=begin,
    review=Review,
    back=taking_back,
    joins=True,
)
