from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leads.forms.activity import FollowUpDay
from leads.forms.text import TextField

USUALLY = timedelta(weeks=4)


def in_four_weeks():
    return timezone.localdate() + USUALLY


class KeepWarmForm(forms.Form):
    """When to be in touch again, and about what."""

    on = FollowUpDay(label=_("Be in touch again on"), initial=in_four_weeks)
    about = TextField(label=_("About"), required=False, max_length=500)
