from datetime import datetime, time

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q
from django.forms.utils import from_current_timezone
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.regions import country_choices
from leads.forms.text import DateField, TextField, TimeField
from leads.models import Campaign, Channel, ClientType, Contact, Disqualified, HowKnown, Source
from leads.models.contact import ADDRESS
from leads.phones import Phone, digits_of, parse_phones

MOST_WAYS = 20
NOON = time(12)


class LinesField(TextField):
    """Several values, one a line, as a list. `check(line)` raises ValidationError for one that will not do."""

    def __init__(self, *, check, **kwargs):
        self.check = check
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false", "dir": "ltr"}), **kwargs)

    def clean(self, value) -> list[str]:
        lines = [line.strip() for line in (super().clean(value) or "").splitlines() if line.strip()]
        if len(lines) > MOST_WAYS:
            raise ValidationError(_("That is more than %(most)d. Keep the ones you use.") % {"most": MOST_WAYS})
        for line in lines:
            self.check(line)
        return list(dict.fromkeys(lines))


def check_phone(line: str) -> None:
    if len(line) > 60:
        raise ValidationError(_("“%(line)s…” is too long for a number. Write one per line.") % {"line": line[:20]})
    if not digits_of(line):
        raise ValidationError(_("“%(line)s” has no digits in it. Put it in the notes instead.") % {"line": line})


def check_email(line: str) -> None:
    try:
        validate_email(line)
    except ValidationError as error:
        message = _("“%(line)s” is no e-mail address. It looks like name@example.com.") % {"line": line[:60]}
        raise ValidationError(message) from error
    if len(line) > 254:
        raise ValidationError(_("“%(line)s…” is too long for an e-mail address.") % {"line": line[:20]})


class LeadForm(forms.Form):
    """Everything about one enquiry and the person behind it that can be put right later."""

    source = forms.ModelChoiceField(label=_("Source"), queryset=Source.objects.none(), required=False, empty_label=_("Not recorded"))
    how_known = forms.ChoiceField(label=_("How we know"), choices=[("", _("Not recorded")), *HowKnown.choices], required=False)
    campaign = forms.ModelChoiceField(label=_("Campaign"), queryset=Campaign.objects.none(), required=False, empty_label=_("None"))
    channel = forms.ChoiceField(label=_("How they reached us"), choices=[("", _("Not recorded")), *Channel.choices], required=False)
    received_on = DateField(label=_("Received on"), required=False)
    received_time = TimeField(label=_("At"), required=False, help_text=_("Left empty, it is noon."))
    interest = TextField(label=_("What they want"), max_length=500, required=False)
    notes = TextField(label=_("Notes"), max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 4}))
    name = TextField(label=_("Name"), max_length=200, required=False)
    company = TextField(label=_("Company"), max_length=200, required=False)
    client_type = TextField(
        label=_("Client type"), max_length=80, required=False, widget=forms.TextInput(attrs={"list": "client-types", "autocomplete": "off"})
    )
    street = TextField(label=_("Street"), max_length=200, required=False)
    postcode = TextField(label=_("Postcode"), max_length=20, required=False)
    town = TextField(label=_("Town"), max_length=120, required=False)
    region = TextField(label=_("State or region"), max_length=80, required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    phones = LinesField(label=_("Phones"), check=check_phone, help_text=_("One per line."))
    emails = LinesField(label=_("E-mails"), check=check_email, help_text=_("One per line."))

    def __init__(self, data=None, *, lead, country: str):
        self.lead, self.country, self.known = lead, country, []
        super().__init__(data, initial=_initial(lead))
        present = Q(retired_at=None, merged_into=None) | Q(pk=lead.source_id)
        self.fields["source"].queryset = Source.objects.filter(present).order_by("position", "pk")
        self.fields["campaign"].queryset = Campaign.objects.filter(Q(retired_at=None) | Q(pk=lead.campaign_id)).select_related("source")

        self.fields["country"].choices = [("", _("Not recorded")), *_countries(lead)]

    def clean_client_type(self) -> str:
        """As the list of types spells it."""
        return ClientType.spelled(self.cleaned_data["client_type"])

    def clean_campaign(self):
        campaign, source = self.cleaned_data["campaign"], self.cleaned_data.get("source")
        if campaign and source and campaign.source_id != source.pk:
            raise ValidationError(
                _("That campaign belongs to “%(source)s”. Choose that source, or no campaign.") % {"source": campaign.source}
            )
        return campaign

    def clean(self):
        data = super().clean()
        if data.get("campaign") and not data.get("source"):
            data["source"] = data["campaign"].source
        if not {"received_on", "received_time"} & self.errors.keys():
            data["received_at"] = self._received()
        if not self.errors and self.lead.contact is None:
            self._ask_who(data)
        return data

    def _received(self):
        """The moment typed; the present one, seconds and all, when the minute is the same."""
        day, at, now = self.cleaned_data["received_on"], self.cleaned_data["received_time"], self.lead.received_at
        if day is None:
            if at is not None:
                self.add_error("received_on", _("Choose the day too."))
            return None
        if not 1900 <= day.year <= timezone.localdate().year:
            self.add_error("received_on", _("Check the year."))
            return None
        if now and timezone.localtime(now).replace(second=0, microsecond=0, tzinfo=None) == datetime.combine(day, at or NOON):
            return now
        try:
            moment = from_current_timezone(datetime.combine(day, at or NOON))
        except ValidationError as error:
            self.add_error("received_time", error)
            return None
        if moment > timezone.now() and at:
            self.add_error("received_on", _("That is still to come. When did they get in touch?"))
        return min(moment, timezone.now())

    def _ask_who(self, data) -> None:
        """A nameless enquiry gets a number somebody we know has: ask whether it is them, do not guess."""
        self.known = list(Contact.objects.reached_by(phones=self._phones(), emails=data["emails"]).prefetch_related("phones", "emails")[:5])
        answer = self.data.get("who", "")
        data["contact"] = next((contact for contact in self.known if str(contact.pk) == answer), None)
        if self.known and answer != "new" and data["contact"] is None:
            self.add_error(None, _("We know somebody with that number or address. Say who it is, at the top."))

    def _phones(self) -> list[Phone]:
        """A number nobody changed stays as it was read: in a file of another country that may have been otherwise than here."""
        stored = self.lead.contact.phones.all() if self.lead.contact else ()
        known = {phone.as_typed: [Phone(phone.as_typed, phone.e164, phone.extension)] for phone in stored}
        return [phone for line in self.cleaned_data["phones"] for phone in known.get(line) or parse_phones(line, country=self.country)]

    def fields_of_the_lead(self) -> dict:
        return {
            name: self.cleaned_data[name] for name in ("source", "how_known", "campaign", "channel", "received_at", "interest", "notes")
        }

    def person(self) -> dict:
        told = {name: self.cleaned_data[name] for name in ("name", "company", "client_type", *ADDRESS, "emails")}
        return told | {"phones": self._phones()}


def _countries(lead) -> list[tuple[str, str]]:
    """All countries, and what stands there where it is none of them."""
    present, choices = lead.contact.country if lead.contact else "", country_choices()
    return choices if not present or present in dict(choices) else [(present, present), *choices]


def _initial(lead) -> dict:
    received = timezone.localtime(lead.received_at) if lead.received_at else None
    values = {name: getattr(lead, name) for name in ("source", "how_known", "campaign", "channel", "interest", "notes")}
    values |= {"received_on": received and received.date(), "received_time": received and received.time()}
    if contact := lead.contact:
        values |= {name: getattr(contact, name) for name in ("name", "company", "client_type", *ADDRESS)}
        values["phones"] = "\n".join(phone.as_typed for phone in contact.phones.all())
        values["emails"] = "\n".join(email.address for email in contact.emails.all())
    return values


class DisqualifyForm(forms.Form):
    reason = forms.ChoiceField(label=_("Why?"), choices=[("", _("Choose a reason")), *Disqualified.choices])
    note = TextField(label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
