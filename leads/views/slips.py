"""The card that opens under a key, as a template needs it."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from leads.contacts.recognition import Known
from leads.forms.tap import CardForm
from leads.models import Lead, Source


@dataclass(frozen=True)
class Day:
    value: str
    label: str
    word: str
    days: int


@dataclass(frozen=True)
class Slip:
    """`lead` None: the empty card that script copies for each tap. `known`: somebody we recognised, and ask about first."""

    form: CardForm
    lead: Lead | None = None
    known: Known | None = None
    days: list[Day] = field(default_factory=lambda: follow_up_days())

    @property
    def sources(self):
        """What a wrong source can be changed to."""
        return Source.objects.in_use()

    @classmethod
    def blank(cls, business) -> "Slip":
        return cls(form=CardForm(country=business.country))


def follow_up_days() -> list[Day]:
    """The days people mean; any other is chosen on the lead's page."""
    today = timezone.localdate()
    words = (
        (0, _("Today")),
        (1, _("Tomorrow")),
        (2, _("In two days")),
        (7, _("In a week")),
        (14, _("In two weeks")),
        (30, _("In a month")),
    )
    return [_day(today + timedelta(days=days), word=word, days=days) for days, word in words]


def _day(date_: date, *, word: str, days: int) -> Day:
    return Day(value=date_.isoformat(), label=f"{word}, {formats.date_format(date_, 'D j F')}", word=word, days=days)
