from django import forms
from django.utils.translation import gettext_lazy as _

from leads.contacts.recognition import Decision
from leads.forms.text import DateField, TextField
from leads.models import Campaign, Channel, HowKnown, Source
from leads.phones import Phone, parse_phones


class LenientMoment(forms.DateTimeField):
    """A moment from a device. One that cannot be read is no reason to lose a lead: None."""

    def clean(self, value):
        try:
            return super().clean(value)
        except forms.ValidationError:
            return None


class TapForm(forms.Form):
    """One tap on a source. A source that was retired or merged while the tap waited to be sent is still taken."""

    key = forms.UUIDField()
    source = forms.ModelChoiceField(
        Source.objects.all(), error_messages={"invalid_choice": _("That source is not there any more. Choose another one.")}
    )
    channel = forms.ChoiceField(choices=Channel)
    how_known = forms.ChoiceField(choices=HowKnown, required=False)
    campaign = forms.ModelChoiceField(Campaign.objects.all(), required=False)
    at = LenientMoment(required=False)
    sent = LenientMoment(required=False)


class SourceForm(forms.Form):
    """Another source for an enquiry. One that was retired is not chosen any more."""

    source = forms.ModelChoiceField(
        Source.objects.in_use(),
        error_messages={
            "required": _("Choose where they came from."),
            "invalid_choice": _("That source is not there any more. Choose another one."),
        },
    )


class WaysMixin:
    """Reads the numbers and addresses of a form that knows the country."""

    def phones(self) -> list[Phone]:
        typed = _lines(self.cleaned_data["phone"])
        return [phone for text in typed for phone in parse_phones(text, country=self.country)]

    def emails(self) -> list[str]:
        return _lines(self.cleaned_data["email"])


class CardForm(WaysMixin, forms.Form):
    """The card under the key. Everything may be empty; a day long gone is taken, since the card may have waited offline."""

    name = TextField(label=_("Name"), required=False, max_length=200)
    phone = TextField(label=_("Phone"), required=False, max_length=60)
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)
    interest = TextField(label=_("What they want"), required=False, max_length=500)
    follow_up_on = DateField(label=_("Follow up on"), required=False)
    decision = forms.ChoiceField(choices=[(each.value, each.value) for each in Decision], required=False)

    def __init__(self, *args, country: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.country = country

    def card(self) -> dict:
        """Arguments of `describe`."""
        data = self.cleaned_data
        return {
            "name": data["name"].strip(),
            "phones": self.phones(),
            "emails": self.emails(),
            "interest": data["interest"].strip(),
            "follow_up_on": data["follow_up_on"],
            "decision": data["decision"],
        }


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
