from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.amounts import typed_text
from accounts.current_business import get_current_business
from leads.imports.values.amounts import ForeignAmount, parse_amount


class AmountField(forms.CharField):
    """An amount in any local spelling, as a Decimal; nothing typed is None. More than 0: what is not known is left out.

    In the currency of the business, unless it is a number of something else (`is_money`).
    """

    default_error_messages = {
        "no_amount": _("Write an amount, such as 1,200 or 1.200,50."),
        "foreign": _("This is not in %(currency)s. Write the amount in %(currency)s."),
        "nothing": _("More than 0, please: what nobody knows is left empty."),
    }

    def __init__(self, *, is_money: bool = True, **kwargs):
        self.is_money = is_money
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**{"max_length": 40} | kwargs)

    def to_python(self, value) -> Decimal | None:
        text = super().to_python(value)
        if text in self.empty_values:
            return None
        try:
            amount = parse_amount(text, currency=self._currency)
        except ForeignAmount as error:
            raise forms.ValidationError(self.error_messages["foreign"], code="foreign", params={"currency": self._currency}) from error
        except ValueError as error:
            raise forms.ValidationError(self.error_messages["no_amount"], code="no_amount") from error
        if not amount:
            raise forms.ValidationError(self.error_messages["nothing"], code="nothing")
        return amount

    @property
    def _currency(self) -> str:
        return get_current_business().currency if self.is_money else ""

    def run_validators(self, value):
        # The length was a matter of the text; a Decimal has none.
        return

    def prepare_value(self, value):
        if isinstance(value, Decimal):
            return typed_text(value, currency=self._currency)
        return value
