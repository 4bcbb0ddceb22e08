"""What the page of data health shows: each check with a few of its rows, and the whole list of one."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import keyset
from accounts.formatting import when
from accounts.models import Business
from leads.models import Activity, Lead, Message, Source
from reports.data_health import text as health_text
from reports.data_health.query import CHECKS, DOUBLES, Finding, Report
from reports.data_health.text import WORDS, Words
from reports.metrics import duplicates
from sales.models import Opportunity, Sale

FEW = 3
ELSEWHERE = {
    "no_source": ("leads", "?new_business=1&source=blank"),
    "stuck": ("opportunities", "?outcome=open&stuck=yes"),
    "nobodys": ("opportunities", "?outcome=open&owner=none"),
}
"""Checks whose very rows are a list elsewhere too, where many are dealt with at once."""
RELATED = {
    Lead: ("contact", "source"),
    Opportunity: ("lead__contact", "stage", "owner"),
    Sale: ("contact", "opportunity__lead"),
    Message: ("lead__contact",),
    Activity: ("lead__contact", "for_user"),
}


@dataclass(frozen=True)
class Row:
    """`mend`: where what is amiss is put right."""

    title: str
    href: str
    detail: str
    mend: str
    lead: Lead | None = None


@dataclass(frozen=True)
class Section:
    """`rows` of one check, `pairs` of people who may be one; one of the two is empty."""

    finding: Finding
    words: Words
    href: str
    rows: list[Row]
    pairs: list[duplicates.Pair]
    elsewhere: str = ""


class HealthPage:
    """The context of templates/reports/health.html."""

    def __init__(self, report: Report, *, business) -> None:
        self.report, self.business = report, business

    @property
    def headline(self) -> str:
        return health_text.headline(self.report)

    @property
    def summary(self) -> str:
        return health_text.summary(self.report)

    @cached_property
    def sections(self) -> list[Section]:
        """What is amiss. One query a check, five for the pairs."""
        return [self._section(finding) for finding in self.report.amiss]

    @property
    def well(self) -> list[Words]:
        return [WORDS[row.key] for row in self.report.rows if not row.count]

    @cached_property
    def sources(self) -> list[Source]:
        """What a lead without a source may be given. One query."""
        return list(Source.objects.in_use())

    def _section(self, finding: Finding) -> Section:
        if finding.key == DOUBLES:
            return section(finding, pairs=duplicates.listed(size=FEW))
        check = CHECKS[finding.key]
        return section(
            finding, listed(finding.key, business=self.business, now=self.report.as_of).order_by(f"-{check.moment}", "-pk")[:FEW]
        )


class ListPage(HealthPage):
    """The context of templates/reports/health_list.html: one check, all of its rows a page at a time."""

    def __init__(self, report: Report, *, business, key: str, query: QueryDict) -> None:
        super().__init__(report, business=business)
        self.finding, self.key, self.query = report.rows[0], key, query

    @cached_property
    def page(self) -> keyset.Page:
        if self.key == DOUBLES:
            return keyset.Page(duplicates.listed(), "", "")
        rows = listed(self.key, business=self.business, now=self.report.as_of)
        return keyset.page(rows, self.query, moment=CHECKS[self.key].moment)

    @cached_property
    def section(self) -> Section:
        rows = {"pairs": self.page.rows} if self.key == DOUBLES else {"rows": self.page.rows}
        return section(self.finding, **rows)


def listed(key: str, *, business: Business, now: datetime) -> QuerySet:
    queryset = CHECKS[key].queryset(business, now)
    return queryset.select_related(*RELATED[queryset.model])


def section(finding: Finding, rows=(), *, pairs=()) -> Section:
    name, query = ELSEWHERE.get(finding.key, ("", ""))
    return Section(
        finding,
        WORDS[finding.key],
        reverse("report_health_list", args=[finding.key]),
        [ROWS[type(row)](row, key=finding.key) for row in rows],
        list(pairs),
        elsewhere=reverse(name) + query if name else "",
    )


def _of_lead(lead: Lead, *, key: str) -> Row:
    mend = lead.get_absolute_url() if key == "untouched" else reverse("lead_change", args=[lead.pk])
    parts = [when(lead.received_at) if lead.received_at else _("nobody knows when"), str(lead.source) if lead.source else ""]
    if key == "won_too_soon":
        parts.append(_("won %(day)s") % {"day": when(lead.contact.client_since)})
    return Row(str(lead), lead.get_absolute_url(), " · ".join(filter(None, parts)), mend, lead)


def _of_opportunity(opportunity: Opportunity, *, key: str) -> Row:
    mend = reverse("opportunity_details", args=[opportunity.pk]) if key == "nobodys" else opportunity.get_absolute_url()
    if key == "nobodys" and opportunity.owner:
        mend = reverse("person", args=[opportunity.owner_id]) + "#belongings"
    parts = [str(opportunity.stage), str(opportunity.owner) if opportunity.owner else _("nobody’s")]
    if key == "closed_too_soon":
        parts.append(_("begun %(begun)s, decided %(closed)s") % {"begun": when(opportunity.made_at), "closed": when(opportunity.closed_at)})
    else:
        parts.append(_("since %(day)s") % {"day": when(opportunity.stage_since)})
    return Row(str(opportunity), opportunity.get_absolute_url(), " · ".join(parts), mend)


def _of_sale(sale: Sale, *, key: str) -> Row:
    came = sale.opportunity.lead.received_at
    parts = [sale.what, _("sold %(day)s") % {"day": when(sale.sold_at) if sale.sold_at else "–"}]
    if key == "sold_too_soon":
        parts.append(_("asked %(day)s") % {"day": when(came)})
    href = reverse("contact", args=[sale.contact_id])
    return Row(str(sale.contact), href, " · ".join(filter(None, parts)), reverse("sale_change", args=[sale.pk]))


def _of_message(message: Message, *, key: str) -> Row:
    href = message.lead.get_absolute_url()
    return Row(str(message.lead), href, " · ".join([str(message), message.get_status_display(), when(message.at)]), href)


def _of_follow_up(activity: Activity, *, key: str) -> Row:
    """Given on where all of that person's is."""
    parts = [activity.get_kind_display(), when(activity.due_on), str(activity.for_user)]
    mend = reverse("person", args=[activity.for_user_id])
    return Row(str(activity.lead), activity.lead.get_absolute_url(), " · ".join(parts), f"{mend}#belongings")


ROWS = {Lead: _of_lead, Opportunity: _of_opportunity, Sale: _of_sale, Message: _of_message, Activity: _of_follow_up}
