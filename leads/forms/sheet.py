import uuid
from dataclasses import dataclass

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from leads.capture.paper_sheets import usual_day
from leads.forms.text import DateField
from leads.models import Channel, Source

CHANNELS = (Channel.WALK_IN, Channel.PHONE)
MOST_IN_A_CELL = 500
MOST_IN_A_SHEET = 3000


@dataclass(frozen=True)
class Row:
    source: Source
    cells: list[forms.BoundField]


class SheetForm(forms.Form):
    """A day, and how many strokes each source has by each channel. An empty cell is none."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    day = DateField(label=_("Day"))

    def __init__(self, *args, sources: list[Source], **kwargs):
        super().__init__(*args, **kwargs)
        self.sources = sources
        self.fields["key"].initial = uuid.uuid4
        self.fields["day"].initial = usual_day
        for source in sources:
            for channel in CHANNELS:
                self.fields[_cell(source, channel)] = self._count(source, channel)

    def _count(self, source: Source, channel: Channel) -> forms.IntegerField:
        return forms.IntegerField(
            label=f"{source}, {channel.label}",
            required=False,
            min_value=0,
            max_value=MOST_IN_A_CELL,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 4}),
            error_messages={
                "invalid": _("A whole number, please."),
                "min_value": _("A count cannot be below zero."),
                "max_value": ngettext("At most %(limit)d here.", "At most %(limit)d here. For more, import a file.", MOST_IN_A_CELL)
                % {"limit": MOST_IN_A_CELL},
            },
        )

    def rows(self) -> list[Row]:
        return [Row(source, [self[_cell(source, channel)] for channel in CHANNELS]) for source in self.sources]

    def clean_day(self):
        day, today = self.cleaned_data["day"], timezone.localdate()
        if day > today:
            raise forms.ValidationError(_("That day is still to come."))
        if (today - day).days > 3660:
            raise forms.ValidationError(_("That is more than ten years ago. Check the year."))
        return day

    def clean(self):
        data = super().clean()
        total = sum(count for _source, _channel, count in self.counts())
        if not self.errors and total == 0:
            raise forms.ValidationError(_("Write at least one count."))
        if total > MOST_IN_A_SHEET:
            raise forms.ValidationError(_("At most %(limit)d on one sheet. For more, import a file.") % {"limit": MOST_IN_A_SHEET})
        return data

    def counts(self) -> list[tuple[int, str, int]]:
        """(source id, channel, count) of the cells that hold something."""
        cells = [(source, channel) for source in self.sources for channel in CHANNELS]
        found = [(source.pk, channel.value, self.cleaned_data.get(_cell(source, channel)) or 0) for source, channel in cells]
        return [row for row in found if row[2]]


def _cell(source: Source, channel: Channel) -> str:
    return f"count-{source.pk}-{channel.value}"
