"""Our own list of leads, as a kind of file."""

from django.utils.translation import gettext_lazy as _

from leads.imports.columns.own import is_own_export
from leads.imports.fields import OF_OWN_EXPORT
from leads.imports.kinds import LEADS, OWN, Kind
from leads.imports.own.rows import OwnDrafts
from leads.imports.own.writer import OwnReview, OwnWriter
from leads.imports.table import Table
from leads.imports.undo import taking_back
from leads.models.contact import ADDRESS

OF_THE_LEAD = ("external_id", "received_at", "source", "channel", "campaign", "how_known", "interest", "notes", "closed_at")
OF_THE_PERSON = ("name", "company", "client_type", "phone", "email", *ADDRESS)

KIND = Kind(
    name=OWN,
    label=_("LeadTrack's own list of leads"),
    fields=("lead_id", *OF_THE_LEAD, *OF_THE_PERSON, "owner", "lost_reason", "referred_by", *OF_OWN_EXPORT[1:]),
    phrases={},
    begin=OwnWriter,
    review=OwnReview,
    back=taking_back,
    drafts=OwnDrafts,
    joins=True,
)


def kind_of(table: Table, chosen: str) -> str:
    """A file of leads that LeadTrack saved is known by its columns."""
    return OWN if chosen == LEADS and is_own_export(table.headers) else chosen
