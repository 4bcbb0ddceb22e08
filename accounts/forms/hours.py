from datetime import time, timedelta

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from accounts.forms.text import DateField, TextField, TimeField
from accounts.models import Absence, Holiday
from accounts.models.hours import MIDNIGHT

SPANS = ("", "2")
"""A day may have two spans: before and after a break at midday."""
FIRST_LABELS, SECOND_LABELS = (_("from"), _("to")), (_("again from"), _("until"))
type Span = tuple[time, time]


def _end(closes: time) -> time:
    """Midnight closes a day; it does not come before its morning."""
    return time.max if closes == MIDNIGHT else closes


class WeekForm(forms.Form):
    """From when to when on each weekday, with room for a break. A day left empty is a closed day."""

    def __init__(self, data=None, *, week: dict[int, list[Span]]):
        initial = {}
        for weekday, spans in week.items():
            for span, (opens, closes) in zip(SPANS, spans, strict=False):
                initial |= {f"opens{span}_{weekday}": opens, f"closes{span}_{weekday}": closes}
        super().__init__(data, initial=initial)
        for weekday, name in WEEKDAYS.items():
            for span, labels in zip(SPANS, (FIRST_LABELS, SECOND_LABELS), strict=True):
                for end, label in zip(("opens", "closes"), labels, strict=True):
                    field = TimeField(label=_("%(day)s, %(end)s") % {"day": name, "end": label}, required=False)
                    self.fields[f"{end}{span}_{weekday}"] = field

    def days(self):
        """The rows of the page: a weekday's name, its fields, and what is wrong with them."""
        for weekday, name in WEEKDAYS.items():
            fields = [self[f"{end}{span}_{weekday}"] for span in SPANS for end in ("opens", "closes")]
            yield name, fields, [error for field in fields for error in field.errors]

    def clean(self):
        data = super().clean()
        self.week = {weekday: self._spans_of(data, weekday) for weekday in WEEKDAYS}
        if not self.errors and not any(self.week.values()):
            raise forms.ValidationError(_("Leave at least one day open: a promise to answer needs an hour to answer in."))
        return data

    def _spans_of(self, data: dict, weekday: int) -> list[Span]:
        spans: list[Span] = []
        for span in SPANS:
            opens, closes = data.get(f"opens{span}_{weekday}"), data.get(f"closes{span}_{weekday}")
            if (opens is None) != (closes is None):
                missing = "opens" if opens is None else "closes"
                self.add_error(f"{missing}{span}_{weekday}", _("Say both, from and to, or leave both empty."))
            elif opens is not None and opens >= _end(closes):
                self.add_error(f"closes{span}_{weekday}", _("It closes before it opens. For a day that ends at midnight write 00:00."))
            elif opens is not None and spans and opens <= _end(spans[-1][1]):
                self.add_error(f"opens{span}_{weekday}", _("The break ends before it begins. Swap the times or change one."))
            elif opens is not None:
                spans.append((opens, closes))
        return spans


class HolidayForm(forms.ModelForm):
    day = DateField(label=_("Day"))
    name = TextField(label=_("Name"), max_length=80, help_text=_("As in “Christmas Day” or “Stocktaking”."))

    class Meta:
        model = Holiday
        fields = ("day", "name")

    def clean_day(self):
        day = self.cleaned_data["day"]
        taken = Holiday.objects.kept().filter(day=day).first()
        if taken:
            raise forms.ValidationError(_("That day is “%(name)s” already.") % {"name": taken})
        return day


class AbsenceForm(forms.ModelForm):
    """Which days somebody is away; without a last day it is one day."""

    first_day = DateField(label=_("From"))
    last_day = DateField(label=_("To"), required=False, help_text=_("The last day away. Leave it empty for one day."))
    note = TextField(
        label=_("Note"), required=False, max_length=120, help_text=_("For colleagues. Leave it empty if it is nobody’s business.")
    )

    LONGEST = timedelta(days=366 * 2)

    class Meta:
        model = Absence
        fields = ("first_day", "last_day", "note")

    def clean(self):
        data = super().clean()
        first, last = data.get("first_day"), data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("It ends before it begins. Swap the days or change one."))
        elif first and last and last - first > self.LONGEST:
            self.add_error("last_day", _("That is more than two years. Take their access away instead, and let them in again later."))
        return data

    def _post_clean(self):
        """The row is made by `Absence.enter`, which fills an empty last day."""
