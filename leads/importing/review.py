"""The rows of a file of leads held against what is here, for the preview: as the run will do it, and nothing is written."""

from leads.importing.drafts import Draft
from leads.importing.known import Known
from leads.importing.plan import Plan
from leads.importing.rounds import Earlier
from leads.models import Source
from leads.models.source import name_key


class Review:
    """One a preview: it remembers the rows before."""

    def __init__(self, plan: Plan):
        self.plan = plan
        self.earlier = Earlier()

    def __call__(self, drafts: list[Draft]) -> int:
        known, sources = Known(drafts, system=self.plan.system), _sources(drafts)
        count = 0
        for draft in drafts:
            match = known.match(draft, source=sources.get(name_key(draft.source)))
            draft.refusal = match.refusal
            if not self.earlier.concern(draft):
                draft.warnings += self.earlier.warnings(draft)
            self.earlier.add(draft)
            count += bool(match.lead and not match.refusal)
        return count


def _sources(drafts: list[Draft]) -> dict[str, Source]:
    """Those that are here, by the key of the name in the file. One query."""
    keys = {name_key(draft.source) for draft in drafts if draft.source}
    sources = Source.objects.filter(key__in=keys).select_related("merged_into") if keys else ()
    return {source.key: source.survivor for source in sources}
