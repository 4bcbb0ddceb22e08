"""What the timeline of a lead says of mergers: who was merged with its contact, and which enquiry with it."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.formatting import when
from leads.models import Lead, Merger
from leads.timeline import Entry, person


def mergers(lead: Lead) -> list[Entry]:
    """Those into this lead, and those into its contact. One query."""
    about = Q(into_lead=lead) | Q(into_contact=lead.contact_id, lead=None) if lead.contact_id else Q(into_lead=lead)
    rows = Merger.objects.filter(about).select_related("contact", "lead__contact", "by", "undone_by")
    return [_entry(merger) for merger in rows]


def _entry(merger: Merger) -> Entry:
    titles = {"person": merger.contact or merger.lead}
    title = _("Merged with another enquiry of %(person)s") if merger.lead_id else _("Merged with %(person)s, who is the same person")
    said = [person(merger.by)]
    if merger.undone_at:
        said.append(_("undone by %(person)s, %(when)s") % {"person": person(merger.undone_by), "when": when(merger.undone_at)})
    return Entry(
        at=merger.at,
        icon="merge",
        title=title % titles,
        said=" · ".join(said),
        href=reverse("merger", args=[merger.pk]),
        struck=merger.is_undone,
    )
