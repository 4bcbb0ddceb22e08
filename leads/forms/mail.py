import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.sealing import seal
from leads.forms.sealed_password import SealedPasswordMixin
from leads.forms.text import TextField
from leads.mail.outbound.drafts import Draft
from leads.models import Mailbox, MailSettings, Message, Source
from leads.models.mail_address import address_key

WAY_THERE = ("host", "port", "security")


class WriteForm(forms.Form):
    """An e-mail to the person of a lead. `key` was made with the page, so that sending it twice sends one.

    The hidden fields refuse nothing, since nobody could see why: a mail that is no longer this lead's is not answered.
    """

    to = forms.ChoiceField(label=_("To"))
    subject = TextField(label=_("Subject"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}))
    text = TextField(label=_("Text"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 12, "dir": "auto"}))
    key = forms.UUIDField(widget=forms.HiddenInput)
    answers = forms.ModelChoiceField(queryset=Message.objects.none(), required=False, widget=forms.HiddenInput)
    begun = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, lead, addresses: list[str], answers: Message | None = None, draft: Draft | None = None):
        """An answer keeps its subject, whichever draft it begins with."""
        initial = {"key": uuid.uuid4()} | ({"subject": draft.subject, "text": draft.text, "begun": draft.key} if draft else {})
        if answers:
            initial |= {"answers": answers.pk, "to": answers.address, "subject": answered_subject(answers.subject)}
            addresses = list(dict.fromkeys([answers.address, *addresses]))
        super().__init__(data, initial=initial)
        self.fields["to"].choices = [(each, each) for each in addresses]
        self.fields["answers"].queryset = lead.messages.incoming()

    def clean(self):
        """`begun` serves the page only."""
        data = super().clean()
        data.pop("begun", None)
        for name, value in (("answers", None), ("key", uuid.uuid4())):
            if self.errors.pop(name, None):
                data[name] = value
        return data

    def refuse_second(self) -> None:
        """Another letter went out from this page: this one goes when it is sent once more."""
        self.data = self.data.copy()
        self.data["key"] = str(uuid.uuid4())
        self.add_error(None, _("Another letter has gone out from this page already. Send this one again to send it as well."))


def answered_subject(subject: str) -> str:
    return (subject if subject.lower().startswith("re:") else f"Re: {subject}")[:200]


class SenderForm(forms.ModelForm):
    """Who the business writes as."""

    class Meta:
        model = MailSettings
        fields = ("from_name", "from_address", "reply_to")
        help_texts = {
            "from_name": _("What people see as the sender. Empty: the name of the business."),
            "from_address": _("It must be one your mail server may send from."),
            "reply_to": _("Only if answers should go elsewhere. With a mailbox set up, leave it empty or name that mailbox."),
        }


class MailboxForm(SealedPasswordMixin, forms.ModelForm):
    """Where mail to the business is read. The stored password is never shown, and goes to no other server than it was typed for."""

    class Meta:
        model = Mailbox
        fields = ("host", "port", "security", "user", "password", "folder", "source", "groups", "ignored")
        widgets = {"groups": forms.Textarea(attrs={"rows": 2}), "ignored": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "host": _("Such as imap.example.com; your provider's help pages name it."),
            "source": _("Mail from somebody new becomes a lead. Left empty, it has no source until somebody asks."),
            "groups": _("One a line: addresses and groups whose mail arrives here, unless they are under your own domain."),
            "ignored": _("One a line: an address, or what stands after the @."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.was = (self.instance.host, self.instance.user, self.instance.folder) if self.instance.pk else None
        self.fields["source"].queryset = Source.objects.listed()
        self.fields["source"].empty_label = _("No source")
        self.explain_password()

    def clean(self):
        data = super().clean()
        if data.get("password"):
            return data
        if not self.instance.sealed:
            self.add_error("password", _("Type the password of the mailbox."))
        elif any(name in data and getattr(self.instance, name) != data[name] for name in WAY_THERE):
            self.add_error("password", _("Type the password again: the stored one goes to no other server."))
        return data

    def save(self, commit=True):
        """Another mailbox is begun at its end: what lies in it already is left alone."""
        if self.cleaned_data["password"]:
            self.instance.sealed = seal(self.cleaned_data["password"])
        if self.was and self.was != (self.instance.host, self.instance.user, self.instance.folder):
            self.instance.uid_validity, self.instance.last_uid = None, 0
        return super().save(commit)


class OptOutForm(forms.Form):
    """One address of a lead, and why."""

    address = forms.ChoiceField()
    note = TextField(label=_("Why"), max_length=500, required=False)

    def __init__(self, data, *, lead):
        super().__init__(data)
        emails = lead.contact.emails.all() if lead.contact else []
        self.fields["address"].choices = [(address_key(each.address), each.address) for each in emails]


class LiftForm(OptOutForm):
    note = TextField(label=_("Why"), max_length=500, error_messages={"required": _("Say how you know that they want e-mail again.")})
