"""What the address of a report asks for: which days, looked back from when, by what, of which leads. And where others are."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Business
from reports.core.as_of import parse_moment
from reports.core.filters import ALL_LEADS, FilterForm, LeadFilters
from reports.core.periods import AGAINST, BEFORE, BETWEEN, CHOICES, USUAL, YEAR, Period, PeriodError, from_request

FIELDS = ("from", "to", "as_of")


@dataclass(frozen=True)
class Choice:
    """A link of a picker or a switch."""

    label: str
    href: str
    current: bool


@dataclass(frozen=True)
class ReportRequest:
    """One question. `as_of` None: now. `typed` is what stood in the fields, `errors` says by field what is wrong with it.

    `kept` are the other parts of the address (by=channel), which a new period does not change. `filter_form`: which leads it is
    about, where the report can be narrowed; None where it cannot.
    """

    period: Period
    as_of: datetime | None
    typed: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)
    filter_form: FilterForm | None = None
    against: str = ""
    """What the period is compared with (`periods.AGAINST`); empty where the report compares nothing."""

    @property
    def only(self) -> LeadFilters:
        return self.filter_form.only if self.filter_form else ALL_LEADS

    def href(self, **changes: str) -> str:
        """This question with some parts changed, as an address on the same page."""
        return "?" + urlencode(self._address | self.only.as_query() | changes)

    @property
    def _address(self) -> dict[str, str]:
        return self.period.as_query() | self._kept_with_moment

    @property
    def _kept_with_moment(self) -> dict[str, str]:
        return self.kept | ({"as_of": self.typed["as_of"]} if self.as_of else {})

    @property
    def beside_period(self) -> dict[str, str]:
        """What a form that asks for another period sends along."""
        return self.kept | self.only.as_query()

    @property
    def period_name(self) -> str:
        """The name people gave the period, else its days."""
        return str(dict(CHOICES).get(self.period.name) or self.period.label())

    @property
    def presets(self) -> list[Choice]:
        """Every named period, "everything" last."""
        other = self._kept_with_moment | self.only.as_query()
        return [
            Choice(label, "?" + urlencode({"period": name} | other), name == self.period.name) for name, label in CHOICES if name != BETWEEN
        ]

    @property
    def comparisons(self) -> list[Choice]:
        return [Choice(str(label), self.href(against=name), name == self.against) for name, label in AGAINST] if self.against else []

    def groups(self, names: Mapping[str, str], *, current: str) -> list[Choice]:
        return [Choice(label, self.href(by=name), name == current) for name, label in names.items()]

    @property
    def csv(self) -> str:
        return self.href(format="csv")

    @property
    def xlsx(self) -> str:
        return self.href(format="xlsx")

    @property
    def json(self) -> str:
        return self.href(format="json")


def read_request(
    query: Mapping[str, str],
    *,
    business: Business,
    default: str = USUAL,
    keep: tuple[str, ...] = (),
    narrows: bool = False,
    compares: bool = False,
) -> ReportRequest:
    """Read an address. What cannot be read is told in `errors`, never raised; the period is then the default one.

    `narrows`: the report can be narrowed to some leads (`reports.core.filters`). `compares`: it holds the period against another.
    """
    today, errors = business.today(), {}
    typed = {name: query.get(name, "").strip() for name in FIELDS}
    period, as_of = Period.named(default, today=today), None
    try:
        period = from_request(query, today=today, default=default)
    except PeriodError as error:
        errors["period"] = str(error)
    try:
        as_of = _past(parse_moment(typed["as_of"], business=business), business)
    except PeriodError as error:
        errors["as_of"] = str(error)
    if not errors and not query.get("from") and not query.get("to"):
        typed |= {"from": _iso(period.first_day), "to": _iso(period.last_day)}
    against = _against(query, errors) if compares else ""
    kept = {name: query[name] for name in keep if query.get(name)} | ({"against": YEAR} if against == YEAR else {})
    report_request = ReportRequest(period, as_of, typed, errors, kept, against=against)
    if not narrows:
        return report_request
    filter_form = FilterForm(query, kept=report_request._address)
    return replace(report_request, filter_form=filter_form, errors=errors | filter_form.errors)


def _against(query: Mapping[str, str], errors: dict[str, str]) -> str:
    against = query.get("against") or BEFORE
    if against in dict(AGAINST):
        return against
    errors["against"] = _("A period is compared with the one before it, or with the same days a year before.")
    return BEFORE


def _past(moment: datetime | None, business: Business) -> datetime | None:
    """Today's end is still to come and means now; a later moment is refused: nobody can look back from it."""
    if moment is None or moment <= timezone.now():
        return moment
    if moment <= business.day_bounds(business.today())[1]:
        return None
    raise PeriodError(_("That day is still to come. Choose today or a day before, or leave it empty for now."))


def _iso(day) -> str:
    return day.isoformat() if day else ""
