from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from leads.forms.tap import WaysMixin
from leads.forms.text import TextField
from leads.models import Contact


class ChosenForm(forms.Form):
    """One of the people we know."""

    who = forms.ModelChoiceField(
        Contact.objects.current(), error_messages={"invalid_choice": _("That person is not here any more. Search again.")}
    )


class NewPersonForm(WaysMixin, forms.Form):
    """Somebody nobody has written down yet. One whose number or address we know is refused unless `sure`."""

    name = TextField(label=_("Name"), max_length=200, required=False)
    company = TextField(label=_("Company"), max_length=200, required=False)
    phone = TextField(label=_("Phone"), max_length=60, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False, max_length=254)
    sure = forms.BooleanField(label=_("It is somebody else all the same"), required=False)

    def __init__(self, *args, country: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.country, self.known = country, []

    def clean(self):
        data = super().clean()
        if not self.errors and not any(data[name] for name in ("name", "company", "phone", "email")):
            raise ValidationError(_("Write at least one thing about them."))
        if not self.errors:
            self.known = list(Contact.objects.reached_by(phones=self.phones(), emails=self.emails())[:5])
        if self.known and not data["sure"]:
            told = ", ".join(str(contact) for contact in self.known)
            raise ValidationError(_("We know somebody with that number or address: %(people)s. Choose them above.") % {"people": told})
        return data

    def person(self) -> dict:
        """Arguments of `Contact.make`."""
        return {
            "name": self.cleaned_data["name"],
            "company": self.cleaned_data["company"],
            "phones": self.phones(),
            "emails": self.emails(),
        }
