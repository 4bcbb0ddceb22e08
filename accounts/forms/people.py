from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from accounts.models import Invitation, User
from accounts.roles import Role

ROLE_HINTS = {
    Role.STAFF: _("logs leads and sees all of them"),
    Role.SALES: _("the same, and pipeline and clients"),
    Role.OWNER: _("everything, money and settings included"),
    Role.ADMIN: _("the same; there is always at least one admin"),
}


def role_choices() -> list[tuple[str, str]]:
    return [(role.value, f"{role.label}: {ROLE_HINTS[role]}") for role in Role]


class RolesField(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        super().__init__(
            label=_("What they do here"),
            choices=role_choices,
            error_messages={"required": _("Tick at least one, so that they can open something.")},
            **kwargs,
        )


def clean_new_email(value: str) -> str:
    """The address as it is stored. Refuses one that somebody signs in with already."""
    email = value.strip().lower()
    person = User.objects.filter(email=email).first()
    if person and not person.is_active:
        raise forms.ValidationError(_("%(name)s has worked here before: let them in again from the list.") % {"name": person})
    if person:
        raise forms.ValidationError(_("%(name)s signs in with this address already.") % {"name": person})
    return email


class InvitationForm(forms.ModelForm):
    roles = RolesField(initial=[Role.STAFF.value])

    class Meta:
        model = Invitation
        fields = ("name", "email", "roles")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True
        self.fields["email"].help_text = _("If you know it. Otherwise they type it themselves.")
        self.fields["name"].widget.attrs["autocomplete"] = self.fields["email"].widget.attrs["autocomplete"] = "off"

    def clean_email(self):
        email = self.cleaned_data["email"]
        return clean_new_email(email) if email else ""

    def make(self, *, by: User) -> Invitation:
        return Invitation.make(by=by, **{name: self.cleaned_data[name] for name in ("name", "email", "roles")})


class PersonForm(forms.ModelForm):
    roles = RolesField()

    class Meta:
        model = User
        fields = ("name", "roles")


class NameForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ("name",)
        help_texts = {"name": _("As colleagues see it beside what you log.")}


def new_password_field() -> forms.CharField:
    return forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 10 characters, and not one that is easy to guess. Three words in a row do well."),
    )


class PasswordForm(forms.Form):
    """A new password for somebody who is here already."""

    password = new_password_field()

    def __init__(self, *args, person: User, **kwargs):
        self.person = person
        super().__init__(*args, **kwargs)

    def clean_password(self):
        validate_password(self.cleaned_data["password"], self.person)
        return self.cleaned_data["password"]


class JoinForm(forms.Form):
    """Who comes in, and with what password: an invitation, or the first person of all."""

    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("Your e-mail"),
        help_text=_("You sign in with it. Nothing is sent to it."),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    password = new_password_field()

    @staticmethod
    def taken() -> forms.ValidationError:
        """Says nothing of whoever else has the address: this is read by somebody who is not here yet."""
        return forms.ValidationError(_("This address cannot be used. Type another, or ask whoever invited you."), code="taken")

    def clean_email(self):
        email = self.cleaned_data["email"].strip().lower()
        if User.objects.filter(email=email).exists():
            raise self.taken()
        return email

    def clean(self):
        data = super().clean()
        if data.get("password"):
            try:
                validate_password(data["password"], User(name=data.get("name", ""), email=data.get("email", "")))
            except forms.ValidationError as error:
                self.add_error("password", error)
        return data
