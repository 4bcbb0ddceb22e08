from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from leads.forms.tap import WaysMixin
from leads.forms.text import TextField


class RequesterForm(WaysMixin, forms.Form):
    """Whose a mail is that a colleague passed on."""

    name = TextField(label=_("Name"), required=False, max_length=200)
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)
    phone = TextField(label=_("Phone"), required=False, max_length=60)

    def __init__(self, *args, country: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.country = country

    def clean(self) -> dict:
        data = super().clean()
        if not self.errors and not any(data.values()):
            raise ValidationError(_("Write who it is from: a name, an e-mail address or a phone number."))
        return data

    def person(self) -> dict:
        """Arguments of `forward_questions.answer`."""
        return {"name": self.cleaned_data["name"].strip(), "emails": self.emails(), "phones": self.phones()}
