"""The rows of a file of leads held against what is here, for the preview: as the run will do it, and nothing is written."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from leads.imports.plan import Plan
from leads.imports.rows.drafts import Draft
from leads.imports.rows.matching import Known, Match
from leads.imports.rows.rounds import Earlier
from leads.imports.rows.source_names import campaign_without_source
from leads.models import Campaign, Lead, Source
from leads.models.source import name_key


class Review:
    """One a preview: it remembers the rows before."""

    def __init__(self, plan: Plan):
        self.plan = plan
        self.earlier = Earlier()
        self.campaigns = {name_key(name) for name in Campaign.objects.values_list("name", flat=True)}
        self.has_referrals = Source.objects.filter(kind=Source.Kind.REFERRAL).exists()

    def __call__(self, drafts: list[Draft]) -> int:
        known, sources = Known(drafts, system=self.plan.system), _sources(drafts)
        count = 0
        for draft in drafts:
            match = known.match(draft, source=sources.get(name_key(draft.source)))
            draft.refusal, draft.about = match.refusal, _about(match, draft)
            if not self.earlier.concern(draft):
                draft.warnings += self.earlier.warnings(draft)
            self.earlier.add(draft)
            self._look_for_a_source(draft)
            count += bool((match.lead or match.open_lead) and not match.refusal)
        return count

    def _look_for_a_source(self, draft: Draft) -> None:
        """A new campaign is made under the source of its row, and not without one."""
        if not draft.campaign or draft.refusal or name_key(draft.campaign) in self.campaigns:
            return
        if draft.source or (draft.referred_by and self.has_referrals):
            self.campaigns.add(name_key(draft.campaign))
        else:
            draft.warnings.append(campaign_without_source(draft.campaign))


def _about(match: Match, draft: Draft) -> str:
    """What becomes of the row where somebody is known, in a sentence; nothing of a newcomer."""
    lead = match.lead or match.open_lead
    if match.is_same_row:
        text = _("In already, as the enquiry of %(who)s of %(day)s.")
    elif match.lead:
        text = _("Brings the enquiry of %(who)s of %(day)s up to date.")
    elif match.open_lead and _is_before(draft, match.open_lead):
        text = _("Earlier than the open enquiry of %(who)s of %(day)s: this becomes the enquiry, and that one a touch.")
    elif match.open_lead:
        text = _("%(who)s again: noted on the open enquiry of %(day)s.")
    elif match.contact:
        return _("A new enquiry of %(who)s, who is here already.") % {"who": match.contact}
    else:
        return ""
    day = date_format(localtime(lead.received_at), "j F Y") if lead.received_at else _("an unknown day")
    return text % {"who": lead.contact or _("somebody unnamed"), "day": day}


def _is_before(draft: Draft, lead: Lead) -> bool:
    return draft.received_at is not None and lead.received_at is not None and draft.received_at < lead.received_at


def _sources(drafts: list[Draft]) -> dict[str, Source]:
    """Those that are here, by the key of the name in the file. One query."""
    keys = {name_key(draft.source) for draft in drafts if draft.source}
    sources = Source.objects.filter(key__in=keys).select_related("merged_into") if keys else ()
    return {source.key: source.survivor for source in sources}
