"""What every report says of itself: of which days, as things stood when, and of which leads."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from reports.core.as_of import clock_text, iso_text
from reports.core.filters import ALL_LEADS, LeadFilters
from reports.core.periods import Period


@dataclass(frozen=True, kw_only=True)
class BaseReport:
    """`only`: the leads it is narrowed to. Each report adds its rows, `table()` and `as_dict()` (see `reports.core.export`)."""

    name: ClassVar[str]
    """What the command and its JSON call it."""

    period: Period
    as_of: datetime
    zone: str
    only: LeadFilters = ALL_LEADS

    @property
    def note(self) -> str:
        """What else stands below the table of the command."""
        return ""

    @property
    def footer(self) -> str:
        return f"{self.period.label()}, as of {clock_text(self.as_of, zone=self.zone)}. {self.note}".rstrip()

    def head(self) -> dict:
        """What the JSON of every report begins with."""
        return {
            "report": self.name,
            "from": iso_day(self.period.first_day),
            "to": iso_day(self.period.last_day),
            "as_of": iso_text(self.as_of, zone=self.zone),
            "zone": self.zone,
            "only": self.only.as_query(),
        }


@dataclass(frozen=True, kw_only=True)
class CountedReport(BaseReport):
    """An answer that says what it does not count: how many, by reason."""

    left_out: dict[str, int]

    @property
    def note(self) -> str:
        text = ", ".join(f"{count} {reason}" for reason, count in self.left_out.items() if count)
        return f"Left out: {text or 'none'}."


def iso_day(day: date | None) -> str | None:
    return day and day.isoformat()
