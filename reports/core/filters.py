"""Which leads a report is narrowed to. The words, the fields and their errors are those of the lead list (`leads.lead_list.filters`)."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict
from psycopg2.sql import SQL, Composed

from leads.lead_list.chips import Chip, chips_of
from leads.lead_list.filters import BLANK, Narrowing
from leads.models import Lead

BLANKS = {
    "source": SQL("l.source_id IS NULL"),
    "channel": SQL("l.channel = ''"),
    "campaign": SQL("l.campaign_id IS NULL"),
    "person": SQL("NOT EXISTS (SELECT FROM sales_opportunity o WHERE o.lead_id = l.id AND o.owner_id IS NOT NULL)"),
    "client_type": SQL("coalesce(own.client_type, '') = ''"),
}
EQUALS = {
    "source": SQL("l.source_id = %(only_source)s"),
    "channel": SQL("l.channel = %(only_channel)s"),
    "campaign": SQL("l.campaign_id = %(only_campaign)s"),
    "person": SQL("EXISTS (SELECT FROM sales_opportunity o WHERE o.lead_id = l.id AND o.owner_id = %(only_person)s)"),
    "client_type": SQL("own.client_type = %(only_client_type)s"),
}


@dataclass(frozen=True)
class LeadFilters:
    """The values as an address has them: ids as text, `blank` for "none recorded", empty for "any"."""

    source: str = ""
    channel: str = ""
    campaign: str = ""
    person: str = ""
    client_type: str = ""

    def __bool__(self) -> bool:
        return bool(self.as_query())

    def as_query(self) -> dict[str, str]:
        """The part of an address that says it, of a report and of the lead list alike."""
        return {name: value for name in NAMES if (value := getattr(self, name))}

    def sql(self) -> tuple[Composed | SQL, dict[str, str]]:
        """A condition on `leads_lead l` joined with its contact `own`, and its parameters. TRUE where nothing is narrowed."""
        query = self.as_query()
        parts = [BLANKS[name] if value == BLANK else EQUALS[name] for name, value in query.items()]
        return SQL(" AND ").join([SQL("TRUE"), *parts]), {f"only_{name}": value for name, value in query.items() if value != BLANK}

    def q(self, prefix: str = "") -> Q:
        """The same for the ORM: `prefix` leads from the model to its lead, as in "lead__"."""
        return Q(**{f"{prefix}pk__in": self.leads().values("pk")}) if self else Q()

    def leads(self):
        """All leads that this narrows to, whatever became of them."""
        return Narrowing(self.as_query(), queryset=Lead.objects.all()).qs

    @property
    def spares_spend(self) -> bool:
        """Whether spend can be told for what is left: it is entered by source and campaign, and by nothing else."""
        return not (self.channel or self.person or self.client_type)


NAMES = tuple(field.name for field in fields(LeadFilters))
ALL_LEADS = LeadFilters()


class FilterForm:
    """What an address narrows a report to: `only`, the form that changes it, and by field what is wrong with what was typed.

    `kept`: the other parts of the address, which a narrower question does not change.
    """

    def __init__(self, query: Mapping[str, str], *, kept: dict[str, str]) -> None:
        typed = {name: query[name] for name in NAMES if query.get(name)}
        data = QueryDict(mutable=True)
        data.update(kept | typed)
        self.filters, self.kept = Narrowing(data, queryset=Lead.objects.none()), kept
        self.errors = {name: " ".join(messages) for name, messages in self.filters.form.errors.items()} if typed else {}
        self.only = (
            ALL_LEADS if self.errors or not typed else LeadFilters(**{name: _plain(self.filters.form.cleaned_data[name]) for name in typed})
        )

    @property
    def chips(self) -> list[Chip]:
        """What it is narrowed to, in words, each with the address without it."""
        return chips_of(self.filters) if self.only else []

    @property
    def cleared(self) -> str:
        return f"?{urlencode(self.kept)}"


def _plain(value) -> str:
    """As `LeadFilters` has it. What was typed may be an id in other digits (１２), which the form reads and PostgreSQL does not."""
    return str(getattr(value, "pk", value))
