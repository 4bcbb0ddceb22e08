"""What led to a form: the campaign in the address of its page, or what the visitor said when asked."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from leads.imports.values.near_names import near_names
from leads.mail.parsing.form_fields import FormFields
from leads.models import Campaign, HowKnown, Source


@dataclass(frozen=True)
class Origin:
    """`note`: what was said of it and names nothing that we know, for whoever reads the lead. Anybody can write anything into a form,
    so no source is made of it.
    """

    source: Source | None
    campaign: Campaign | None = None
    how_known: str = ""
    note: str = ""


def origin_of(fields: FormFields | None, *, otherwise: Source | None) -> Origin:
    """What was tracked comes before what was said. Three queries at most."""
    if fields is None:
        return Origin(otherwise)
    campaign = Campaign.objects.named(fields.utm_campaign).select_related("source").first() if fields.utm_campaign else None
    tracked = campaign.source.survivor if campaign else _source(fields.utm_source)
    named = _source(fields.heard_from)
    note = _note(fields, campaign=campaign, tracked=tracked, named=named)
    if tracked:
        return Origin(tracked, campaign, HowKnown.TRACKED, note)
    return Origin(named or otherwise, None, HowKnown.ASKED if named else "", note)


def _source(name: str) -> Source | None:
    """By its name, one it was merged away under, or one misspelt."""
    if not name:
        return None
    source = Source.objects.named(name).select_related("merged_into").first()
    if source is None:
        present = list(Source.objects.in_use().values_list("name", flat=True))
        near = near_names([name], present=present).get(name)
        source = Source.objects.named(near).first() if near else None
    return source.survivor if source else None


def _note(fields: FormFields, *, campaign: Campaign | None, tracked: Source | None, named: Source | None) -> str:
    lines = []
    if fields.utm_source and not tracked:
        lines.append(_("The form says utm_source: %(name)s.") % {"name": fields.utm_source})
    if fields.utm_campaign and not campaign:
        lines.append(_("The form says utm_campaign: %(name)s.") % {"name": fields.utm_campaign})
    if fields.heard_from and (not named or (tracked and tracked != named)):
        lines.append(_("Asked how they heard of us: %(name)s.") % {"name": fields.heard_from})
    return "\n".join(lines)
