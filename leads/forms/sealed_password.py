from django import forms
from django.utils.translation import gettext_lazy as _


class SealedPasswordMixin(forms.Form):
    """The password of a server, for a form of a model with a field `sealed`. It is never shown again, neither stored nor typed."""

    password = forms.CharField(
        label=_("Password"), required=False, strip=False, max_length=500, widget=forms.PasswordInput(attrs={"autocomplete": "off"})
    )

    def explain_password(self) -> None:
        if self.data.get("password"):
            self.fields["password"].help_text = _("Type it again: for safety a password is never sent back to the page.")
        elif self.instance.sealed:
            self.fields["password"].help_text = _("One is stored. Leave this empty to keep it, unless server, port or security change.")
