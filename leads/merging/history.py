"""What the timeline of a lead says of mergers: who was merged with its contact, and which enquiry with it."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.formatting import when
from leads.models import Merger
from leads.timeline import Entry, Leads, person


def mergers(leads: Leads) -> list[Entry]:
    """Those into these leads, and those into their contacts. One query."""
    contacts = {lead.contact_id for lead in leads} - {None}
    about = Q(into_lead__in=leads) | Q(into_contact__in=contacts, lead=None) if contacts else Q(into_lead__in=leads)
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
        lead_id=merger.into_lead_id,
    )
