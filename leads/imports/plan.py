"""How a file is to be read: which column is what, what their values are called here, and where their clocks stand."""

import zoneinfo
from dataclasses import dataclass, field, fields

from django.utils.translation import gettext as _

from accounts.models import Business
from accounts.regions import country_choices
from leads.imports.fields import AMOUNT, FIELDS
from leads.imports.kinds import LEADS, Kind, kinds
from leads.imports.table import Table
from leads.imports.values.amounts import foreign_sign, foreign_sign_in
from leads.models.source import name_key

TODAY, UNKNOWN = "today", "unknown"


class BadPlan(Exception):
    """The plan does not fit the file; the message says what to change."""


@dataclass
class Plan:
    """`columns`: header → field. `values`: field → {key of their value: ours}. `defaults`: field → what a new lead gets
    where the file says nothing. `orders`: field → dmy or mdy, for a column of dates that can be read both ways. `country`: where
    numbers without a country code are dialled (ISO 3166-1 alpha-2). `currency`: ours (ISO 4217); empty: amounts of any go in.
    `system`: the program whose ids the file has; an id is unique in it. `no_day`: what is done with leads
    that have no day: `today`, `unknown`, a day (ISO 8601), or nothing as long as nobody has said. `layout`: how the file lies, a
    `Layout` as JSON.
    """

    columns: dict[str, str]
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)
    orders: dict[str, str] = field(default_factory=dict)
    zone_name: str = "UTC"
    country: str = "GB"
    currency: str = ""
    kind: str = LEADS
    system: str = ""
    no_day: str = ""
    layout: dict = field(default_factory=dict)

    @classmethod
    def for_business(cls, business: Business, *, columns: dict[str, str], **rest) -> "Plan":
        zone_name, country = rest.pop("zone_name", "") or business.time_zone, rest.pop("country", "") or business.country
        currency = business.currency if business.pk else ""
        return cls(columns=columns, zone_name=zone_name, country=country, currency=currency, **rest)

    @property
    def holds(self) -> Kind:
        """What the file holds."""
        return kinds[self.kind]

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.zone_name)

    @property
    def fields(self) -> set[str]:
        return set(self.columns.values()) | set(self.defaults)

    def answer(self, name: str, theirs: str, ours: str) -> None:
        self.values.setdefault(name, {})[name_key(theirs)] = ours

    def answered(self, name: str, theirs: str) -> str | None:
        answers = self.values.get(name)
        return answers.get(name_key(theirs)) if answers else None

    def headers_of(self, name: str) -> list[str]:
        return [header for header, mapped in self.columns.items() if mapped == name]

    def check(self, table: Table) -> None:
        """Raises BadPlan: an unknown column or field, two columns for a field that takes one, an unknown zone, nothing mapped."""
        for header, name in self.columns.items():
            if header not in table.headers:
                told = {"column": header, "columns": ", ".join(table.headers)}
                raise BadPlan(_("There is no column “%(column)s”. The columns are: %(columns)s.") % told)
            self._require_field(name)
            if not FIELDS[name].many and len(self.headers_of(name)) > 1:
                told = {"field": FIELDS[name].label, "columns": ", ".join(self.headers_of(name))}
                raise BadPlan(_("“%(field)s” takes one column, and has: %(columns)s.") % told)
        if not self.columns:
            raise BadPlan(_("Say what at least one column is."))
        for header, name in self.columns.items():
            if FIELDS[name].kind == AMOUNT:
                self._require_our_currency(header, table)
        self._check_names()

    def _check_names(self) -> None:
        for name in (*self.defaults, *self.values):
            self._require_field(name)
        try:
            zoneinfo.ZoneInfo(self.zone_name)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError) as error:
            raise BadPlan(_("There is no time zone “%(zone)s”. Name one like Europe/London.") % {"zone": self.zone_name}) from error
        if self.country not in dict(country_choices()):
            raise BadPlan(_("There is no country “%(country)s”. Name it by its two letters, like GB.") % {"country": self.country})

    def _require_our_currency(self, header: str, table: Table) -> None:
        """Refuse a column of another currency once, and not row by row."""
        sign = foreign_sign_in(header, currency=self.currency) or foreign_sign(table.sample(header), currency=self.currency)
        if sign:
            words = {"column": header, "sign": sign, "currency": self.currency}
            text = _("The amounts of “%(column)s” are in %(sign)s, and yours are in %(currency)s. Convert them first, or leave it out.")
            raise BadPlan(text % words)

    def as_json(self) -> dict:
        return {each.name: getattr(self, each.name) for each in fields(self)}

    def _require_field(self, name: str) -> None:
        if name not in self.holds.fields:
            told = {"field": name, "fields": ", ".join(self.holds.fields)}
            raise BadPlan(_("There is no field “%(field)s”. The fields are: %(fields)s.") % told)
