from django import forms
from django.utils.translation import gettext_lazy as _

from accounts import regions
from accounts.models import Business


class PlaceForm(forms.ModelForm):
    """Who we are and where: the country proposes the zone and the currency, and both can be chosen otherwise."""

    country = forms.ChoiceField(
        label=_("Country"), help_text=_("Phone numbers without a country code are read as numbers of this country.")
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), help_text=_("Where your days begin and end."))
    currency = forms.ChoiceField(label=_("Currency"))

    class Meta:
        model = Business
        fields = ("name", "country", "time_zone", "currency")
        labels = {"name": _("Name of the business")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        country = self["country"].value() or ""
        self.fields["country"].choices = regions.country_choices()
        self.fields["time_zone"].choices = regions.zone_choices(country)
        self.fields["currency"].choices = regions.currency_choices()
        for name in ("country", "time_zone", "currency"):
            self._keep_choice(name)

    def _keep_choice(self, name: str) -> None:
        """What is stored stays a choice, even when it is on no list (an import or an older version put it there)."""
        stored = getattr(self.instance, name)
        field = self.fields[name]
        if stored and not field.valid_value(stored):
            field.choices = [*field.choices, (stored, stored)]


class BusinessForm(PlaceForm):
    class Meta(PlaceForm.Meta):
        fields = ("name", "country", "time_zone", "currency", "within_days", "gross_margin", "everyone_saves_people")
        help_texts = {
            "within_days": _(
                "“Conversion within N days” counts a lead as won when it was won in this many days. "
                "Most of your sales should fall inside it."
            ),
            "gross_margin": _(
                "What is left of 100 of sales after goods and work are paid. The Money report counts that share of sales against what "
                "marketing cost. Empty: sales count in full."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["currency"].help_text = _(
            "Amounts are not converted: one logged as 100 stays 100. Change it only while nothing has been sold or spent yet."
        )
