from datetime import time

from django import forms
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from accounts.models import Preferences
from accounts.roles import Role


def hours() -> list[tuple[int, str]]:
    return [(hour, formats.time_format(time(hour), "H:i")) for hour in range(24)]


class PreferencesForm(forms.ModelForm):
    digest_hour = forms.TypedChoiceField(label=_("At"), choices=hours, coerce=int)

    class Meta:
        model = Preferences
        fields = ("digest", "digest_hour", "reminders", "letter")

    def __init__(self, *args, **kwargs):
        """Only owners get the letter, so only they are asked."""
        super().__init__(*args, **kwargs)
        if not self.instance.user.has_role(Role.OWNER):
            del self.fields["letter"]
