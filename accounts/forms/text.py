"""Text fields that keep what was typed to the letter, or say why they will not."""

import unicodedata
from datetime import MAXYEAR, MINYEAR

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

INVISIBLE = ("Z", "C")
"""Unicode's separators and controls: text of nothing else would be a link nobody can see."""


def has_something_to_read(text: str) -> bool:
    return any(unicodedata.category(character)[0] not in INVISIBLE for character in text)


class TextField(forms.CharField):
    """A CharField that keeps leading and trailing spaces, and refuses text in which there is nothing to see."""

    default_error_messages = {"invisible": _("There is nothing to read in this. Write something, or leave it empty.")}

    def __init__(self, **kwargs):
        super().__init__(**{"strip": False} | kwargs)

    def validate(self, value):
        super().validate(value)
        if value and not has_something_to_read(value):
            raise ValidationError(self.error_messages["invisible"], code="invisible")


class DateField(forms.DateField):
    """A day, with the browser's own picker. The first and the last year there are have days without a day beside them."""

    def __init__(self, **kwargs):
        super().__init__(**{"widget": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})} | kwargs)

    def to_python(self, value):
        day = super().to_python(value)
        if day and not MINYEAR < day.year < MAXYEAR:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day


class TimeField(forms.TimeField):
    def __init__(self, **kwargs):
        super().__init__(**{"widget": forms.TimeInput(format="%H:%M", attrs={"type": "time"})} | kwargs)
