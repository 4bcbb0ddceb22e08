import uuid
from datetime import datetime

from django import forms
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leads.contacts.recognition import Decision
from leads.forms.tap import WaysMixin, _lines
from leads.forms.text import DateField, TextField, TimeField
from leads.models import Campaign, Channel, HowKnown, Source


class EnquiryForm(WaysMixin, forms.Form):
    """An enquiry with all that is known about it, for now or for another time. `key` is made with the empty form."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    source = forms.ModelChoiceField(Source.objects.in_use(), label=_("Source"), empty_label=_("Choose what made them come"))
    how_known = forms.ChoiceField(label=_("How we know"), choices=HowKnown, initial=HowKnown.ASKED)
    campaign = forms.ModelChoiceField(Campaign.objects.in_use(), label=_("Campaign"), required=False, empty_label=_("None"))
    channel = forms.ChoiceField(label=_("How they reached us"), choices=Channel, initial=Channel.WALK_IN)
    received_on = DateField(label=_("Day"), initial=timezone.localdate)
    received_time = TimeField(label=_("Time"), required=False, help_text=_("Left empty, it is noon; for today, it is now."))
    name = TextField(label=_("Name"), required=False, max_length=200)
    company = TextField(label=_("Company"), required=False, max_length=200)
    phone = TextField(
        label=_("Phones"), required=False, max_length=300, help_text=_("One per line."), widget=forms.Textarea(attrs={"rows": 2})
    )
    email = TextField(
        label=_("E-mails"), required=False, max_length=600, help_text=_("One per line."), widget=forms.Textarea(attrs={"rows": 2})
    )
    interest = TextField(label=_("What they want"), required=False, max_length=500)
    notes = TextField(label=_("Notes"), required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 3}))
    follow_up_on = DateField(label=_("Follow up on"), required=False)
    decision = forms.ChoiceField(
        choices=[(each.value, each.value) for each in Decision], required=False, widget=forms.HiddenInput, label=_("Who this is")
    )

    def __init__(self, *args, country: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.country = country

    def clean_phone(self):
        if any(len(line) > 60 for line in _lines(self.cleaned_data["phone"])):
            raise forms.ValidationError(_("One of these is too long for a number. Write one per line."))
        return self.cleaned_data["phone"]

    def clean_email(self):
        for line in _lines(self.cleaned_data["email"]):
            validate_email(line)
        return self.cleaned_data["email"]

    def clean(self):
        data = super().clean()
        source, campaign = data.get("source"), data.get("campaign")
        if source and campaign and campaign.source_id != source.pk:
            self.add_error("campaign", _("That campaign belongs to %(source)s.") % {"source": campaign.source})
        if data.get("received_on") and "received_time" not in self.errors:
            self._read_moment(data)
        return data

    def _read_moment(self, data: dict) -> None:
        now, day = timezone.localtime(), data["received_on"]
        if day.year < 1970 or day > now.date():
            ahead = day > now.date()
            self.add_error("received_on", _("That day is still to come.") if ahead else _("That is too long ago. Check the year."))
            return
        clock = data.get("received_time") or (now.time() if day == now.date() else datetime(1970, 1, 1, 12).time())
        moment = datetime.combine(day, clock, tzinfo=now.tzinfo)
        if moment > timezone.now():
            self.add_error("received_time", _("That is still to come. Check the time."))
        data["received_at"] = moment

    def capture_values(self) -> dict:
        """Arguments of `capture`."""
        return {name: self.cleaned_data[name] for name in ("key", "source", "channel", "how_known", "campaign", "received_at")}

    def card(self) -> dict:
        """Arguments of `describe`."""
        data = self.cleaned_data
        words = {name: data[name].strip() for name in ("name", "company", "interest", "notes")}
        return words | {
            "phones": self.phones(),
            "emails": self.emails(),
            "follow_up_on": data["follow_up_on"],
            "decision": data["decision"],
        }
