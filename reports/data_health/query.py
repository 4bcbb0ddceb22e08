"""What is missing or cannot be in the records, counted: each of it bends a number. Of all time, as the records stand now.

Thirteen checks. A check is a queryset, so that what is counted and what is listed are the same rows; pairs of people are in
`reports.metrics.duplicates`.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Business
from leads.follow_ups.response_time import CONTACTED_ON_ARRIVAL
from leads.models import Activity, HandOff, HowKnown, Lead, Message, State
from reports.core.as_of import clock_text, iso_text
from reports.core.periods import Period, PeriodError
from reports.metrics import duplicates
from sales.models import Opportunity, Sale

PATIENCE = 7
"""Days after which somebody should have been in touch with a lead."""


@dataclass(frozen=True)
class Check:
    """`queryset` makes the rows of it for a business at a moment; `moment`: the column they are listed by, newest first."""

    key: str
    queryset: Callable[[Business, datetime], QuerySet]
    moment: str


def _no_source(business: Business, now: datetime) -> QuerySet:
    return Lead.objects.new_business().filter(source=None)


def _assumed(business: Business, now: datetime) -> QuerySet:
    return Lead.objects.new_business().filter(how_known=HowKnown.ASSUMED).exclude(source=None)


def _untouched(business: Business, now: datetime) -> QuerySet:
    """With marketing, with somebody to call, and left alone; neither kept warm nor talked to as they came."""
    before, _end = business.day_bounds(now.astimezone(business.zone).date() - timedelta(days=PATIENCE))
    own = {"lead": OuterRef("pk")}
    touched = Activity.objects.our_contacts().filter(**own)
    queryset = Lead.objects.new_business().filter(state=State.OPEN, warm_since=None, received_at__lt=before)
    queryset = queryset.exclude(contact=None).exclude(channel__in=CONTACTED_ON_ARRIVAL)
    return queryset.exclude(Exists(touched)).exclude(Exists(HandOff.objects.standing().filter(**own)))


def _stuck(business: Business, now: datetime) -> QuerySet:
    return Opportunity.objects.past_promise(business=business)


def _nobodys(business: Business, now: datetime) -> QuerySet:
    return Opportunity.objects.open().nobodys()


def _left_behind(business: Business, now: datetime) -> QuerySet:
    """Follow-ups of somebody who left."""
    queryset = Activity.objects.planned().filter(for_user__is_active=False, lead__merged_into=None)
    return queryset.exclude(lead__state=State.WITHDRAWN)


def _no_amount(business: Business, now: datetime) -> QuerySet:
    return Sale.objects.standing().filter(amount=None)


def _to_come(business: Business, now: datetime) -> QuerySet:
    return Lead.objects.new_business().filter(received_at__gt=now)


def _won_too_soon(business: Business, now: datetime) -> QuerySet:
    """A day earlier, at least: by the clock a walk-in who buys at once may be written down after the sale."""
    queryset = Lead.objects.new_business().filter(contact__client_lead=F("pk"))
    won, came = _day("contact__client_since", business), _day("received_at", business)
    return queryset.annotate(won_on=won, came_on=came).filter(won_on__lt=F("came_on"))


def _sold_too_soon(business: Business, now: datetime) -> QuerySet:
    """But for those on the lead that made their contact a client: that lead is counted as won too soon."""
    queryset = Sale.objects.standing().filter(opportunity__lead__client=None)
    sold, came = _day("sold_at", business), _day("opportunity__lead__received_at", business)
    return queryset.annotate(sold_on=sold, came_on=came).filter(sold_on__lt=F("came_on"))


def _closed_too_soon(business: Business, now: datetime) -> QuerySet:
    closed, made = _day("closed_at", business), _day("made_at", business)
    return Opportunity.objects.annotate(closed_on=closed, made_on=made).filter(closed_on__lt=F("made_on"))


def _unsent(business: Business, now: datetime) -> QuerySet:
    return Message.objects.outgoing().unsent().exclude(lead=None)


def _day(moment: str, business: Business) -> TruncDate:
    return TruncDate(moment, tzinfo=business.zone)


CHECKS = {
    check.key: check
    for check in (
        Check("no_source", _no_source, "listed_at"),
        Check("assumed", _assumed, "listed_at"),
        Check("untouched", _untouched, "listed_at"),
        Check("stuck", _stuck, "made_at"),
        Check("nobodys", _nobodys, "made_at"),
        Check("left_behind", _left_behind, "made_at"),
        Check("no_amount", _no_amount, "made_at"),
        Check("to_come", _to_come, "listed_at"),
        Check("won_too_soon", _won_too_soon, "listed_at"),
        Check("sold_too_soon", _sold_too_soon, "made_at"),
        Check("closed_too_soon", _closed_too_soon, "made_at"),
        Check("unsent", _unsent, "at"),
    )
}
DOUBLES = "doubles"
KEYS = ("no_source", "assumed", "untouched", DOUBLES, *(key for key in CHECKS if key not in ("no_source", "assumed", "untouched")))
"""Every check, in the order they are shown: the nearer to the numbers, the sooner."""
COLUMNS = ("check", "count")


@dataclass(frozen=True)
class Finding:
    key: str
    count: int


@dataclass(frozen=True)
class Report:
    as_of: datetime
    zone: str
    rows: tuple[Finding, ...]

    @property
    def amiss(self) -> tuple[Finding, ...]:
        return tuple(row for row in self.rows if row.count)

    @property
    def columns(self) -> tuple[str, ...]:
        return COLUMNS

    @property
    def footer(self) -> str:
        return f"Of all time, as the records stand at {clock_text(self.as_of, zone=self.zone)}."

    def table(self) -> list[list]:
        return [list(COLUMNS), *([row.key, row.count] for row in self.rows)]

    def as_dict(self) -> dict:
        return {
            "report": "health",
            "as_of": iso_text(self.as_of, zone=self.zone),
            "zone": self.zone,
            "rows": [asdict(row) for row in self.rows],
        }


def report(*, business: Business, keys: tuple[str, ...] = KEYS) -> Report:
    """How many rows each check finds, or those of `keys`. One query a check, one more for what the stages promise."""
    now = timezone.now()

    def count(key: str) -> int:
        return duplicates.count() if key == DOUBLES else CHECKS[key].queryset(business, now).count()

    return Report(as_of=now, zone=business.time_zone, rows=tuple(Finding(key, count(key)) for key in keys))


def for_command(period: Period, *, business: Business, as_of: datetime | None, by: str) -> Report:
    """Raises PeriodError for any days."""
    if not period.is_everything or as_of:
        raise PeriodError(_("Data health is about all records as they stand now, and takes no days."))
    return report(business=business)
