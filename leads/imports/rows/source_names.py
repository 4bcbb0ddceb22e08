"""Sources and campaigns by the names in the file, made where there are none."""

from django.utils.translation import gettext as _

from leads.imports.undo.sources import bring_back_named
from leads.models import Campaign, ClientType, Contact, Source
from leads.models.source import name_key, tidy_name

NOT_STORED = 0


def campaign_without_source(name: str) -> str:
    return _("A new campaign needs a source; “%(name)s” is kept in the notes.") % {"name": name}


class Names:
    """Remembers what it looked up. Thrown away with a transaction that failed, since it may remember what was undone."""

    def __init__(self):
        self.sources: dict[str, Source] = {}
        self.used_sources: dict[str, Source] = {}
        self.recommendation: Source | None = None
        self.client_types = {name_key(word): word for word in Contact.objects.client_types()} | ClientType.spellings()
        self.campaigns: dict[str, Campaign] = {name_key(campaign.name): campaign for campaign in Campaign.objects.select_related("source")}
        self.used: set[Source | Campaign] = set()

    def source(self, name: str) -> Source | None:
        if not name:
            return None
        key = name_key(name)
        if key not in self.used_sources:
            if key not in self.sources:
                self.sources[key] = Source.add(name)
            self.used_sources[key] = self._use(self.sources[key])
        return self.used_sources[key]

    def _use[N: (Source, Campaign)](self, row: N) -> N:
        if row not in self.used:
            bring_back_named(row)
            self.used.add(row)
        return row

    def source_of(self, draft) -> Source | None:
        """As the row says; whoever was sent by somebody and has none came by recommendation."""
        if draft.source or not draft.referred_by:
            return self.source(draft.source)
        if self.recommendation is None:
            self.recommendation = Source.objects.filter(kind=Source.Kind.REFERRAL).first()
        return self.recommendation

    def expected_source(self, draft) -> Source | None:
        """As `source_of`, and nothing is made: a source that is not here yet is one without a row, like no other."""
        key = name_key(draft.source)
        if not draft.source:
            return self.source_of(draft)
        if key in self.sources:
            return self.sources[key]
        source = Source.objects.filter(key=key).select_related("merged_into").first()
        if source is None:
            return Source(pk=NOT_STORED, name=draft.source)
        self.sources[key] = source.survivor
        return self.sources[key]

    def client_type(self, text: str) -> str:
        """As the list of types spells it; a word that is not on the list, as it was spelt first."""
        return self.client_types.setdefault(name_key(text), tidy_name(text)) if text else ""

    def campaign(self, draft, source: Source | None) -> Campaign | None:
        """A campaign belongs to a source: without one a new name cannot be made, and goes to the notes."""
        if not draft.campaign:
            return None
        key = name_key(draft.campaign)
        if key not in self.campaigns and source is None:
            draft.warnings.append(campaign_without_source(draft.campaign))
            draft.notes = "\n".join(dict.fromkeys(filter(None, (*draft.notes.splitlines(), draft.campaign))))
            return None
        if key not in self.campaigns:
            self.campaigns[key] = Campaign.objects.create(name=tidy_name(draft.campaign), source=source)
        return self._use(self.campaigns[key])
