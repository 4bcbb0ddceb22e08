from datetime import datetime, time
from functools import cached_property

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.formatting import money
from leads.forms.text import DateField, TextField
from leads.models import ClientType
from sales.forms.amount import AmountField
from sales.forms.once import OnceForm
from sales.forms.opportunity import ClosingForm
from sales.models import Product, Refund, Sale


class SaleForm(forms.Form):
    """What was sold, when and for how much. The amount has to be given, or said to be unknown: it is never 0 by accident."""

    amount = AmountField(label=_("Amount"), required=False)
    not_known = forms.BooleanField(label=_("The amount is not known"), required=False)
    sold_on = DateField(label=_("Day of the sale"))
    product = forms.ModelChoiceField(
        label=_("What we sell"), queryset=Product.objects.none(), required=False, empty_label=_("Not on the list")
    )
    what = TextField(label=_("What they bought"), required=False, max_length=500)
    invoice = TextField(label=_("Invoice number"), required=False, max_length=80)

    def __init__(self, *args, **kwargs):
        """Where nothing is on the list there is nothing to choose from, and it is not asked."""
        super().__init__(*args, **kwargs)
        self.fields["product"].queryset = self._products()
        if not self.fields["product"].queryset.exists():
            del self.fields["product"]

    def _products(self):
        return Product.objects.in_use()

    def clean_sold_on(self):
        day = self.cleaned_data["sold_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("That day has not come yet. Choose today or an earlier one."))
        if day.year < 1970:
            raise forms.ValidationError(_("That is too long ago. Check the year."))
        return day

    def clean(self):
        data = super().clean()
        if "amount" in self.errors:
            return data
        if data.get("amount") is None and not data.get("not_known"):
            self.add_error("amount", _("Write the amount, or tick that it is not known."))
        if data.get("amount") is not None and data.get("not_known"):
            self.add_error("not_known", _("Either an amount or “not known”, not both."))
        return data

    @property
    def sale(self) -> dict:
        """As `sales.pipeline.closing.win` takes it. A sale of today was made now, an earlier one at noon of its day."""
        day = self.cleaned_data["sold_on"]
        today = day == timezone.localdate()
        noon = datetime.combine(day, time(12), tzinfo=timezone.get_current_timezone())
        return {
            "amount": self.cleaned_data["amount"],
            "what": self.cleaned_data["what"],
            "product": self.cleaned_data.get("product"),
            "invoice": self.cleaned_data["invoice"],
            "at": timezone.now() if today else noon,
        }


class NewSaleForm(OnceForm, SaleForm):
    """A sale that is recorded once, however often the form is sent."""

    @property
    def sale(self) -> dict:
        return super().sale | {"key": self.cleaned_data["key"]}


class WinForm(ClosingForm, NewSaleForm):
    """The sale an opportunity ends with."""

    @property
    def sale(self) -> dict:
        return super().sale | {"keep": self.cleaned_data.get("keep", ())}


class SaleChangeForm(SaleForm):
    """The same about a sale that was made: what was not known then, or was wrong."""

    sold_on = DateField(label=_("Day of the sale"), required=False)

    def __init__(self, *args, sale: Sale, **kwargs):
        self.was = sale
        fields = {name: getattr(sale, name) for name in ("amount", "what", "product", "invoice")}
        fields |= {"not_known": sale.amount is None, "sold_on": sale.sold_at and timezone.localdate(sale.sold_at)}
        super().__init__(*args, initial=fields, **kwargs)

    def _products(self):
        return Product.objects.filter(Q(retired_at=None) | Q(pk=self.was.product_id)).order_by("position", "pk")

    def clean_sold_on(self):
        day = self.cleaned_data["sold_on"]
        if day is None and self.was.sold_at:
            raise forms.ValidationError(_("Choose the day."))
        return super().clean_sold_on() if day else None

    def clean_amount(self):
        amount = self.cleaned_data["amount"]
        if amount is None and self.was.refunded:
            raise forms.ValidationError(_("Money was given back on it, so the amount has to be known."))
        if amount is not None and amount < self.was.refunded:
            raise forms.ValidationError(_("More than that was given back on it. Undo the refund first, or write the whole amount."))
        return amount

    def clean_not_known(self):
        """Who writes the amount of a sale that had none has answered: the tick is from before, and falls."""
        settled = self.was.amount is None and self.cleaned_data.get("amount") is not None
        return self.cleaned_data["not_known"] and not settled

    @property
    def changes(self) -> dict:
        """As `Sale` is set right; the moment is left alone while its day is the same."""
        data = self.cleaned_data
        found = {name: data[name] for name in ("amount", "what", "invoice")}
        if "product" in self.fields:
            found["product"] = data["product"]
        same_day = self.was.sold_at and timezone.localdate(self.was.sold_at) == data["sold_on"]
        return found if same_day or data["sold_on"] is None else found | {"at": self.sale["at"]}


class RefundForm(OnceForm):
    """Money given back on a sale: all that is left of it, or part."""

    amount = AmountField(label=_("Amount given back"))
    refunded_on = DateField(label=_("Day"))
    reason = TextField(label=_("Why"), max_length=200)

    def __init__(self, *args, sale: Sale, **kwargs):
        self.was = sale
        super().__init__(*args, initial={"refunded_on": timezone.localdate()}, **kwargs)

    @cached_property
    def before(self) -> Refund | None:
        """What this very form gave back already, where it is sent again."""
        try:
            key = self.fields["key"].to_python(self.data.get("key"))
        except forms.ValidationError:
            return None
        return self.was.refunds.standing().filter(key=key).first() if key else None

    def clean_amount(self):
        amount = self.cleaned_data["amount"]
        left = self.was.net + (self.before.amount if self.before else 0)
        if amount is not None and amount > left:
            raise forms.ValidationError(_("That is more than is left of the sale: %(left)s.") % {"left": money(left)})
        return amount

    def clean_refunded_on(self):
        day = self.cleaned_data["refunded_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("That day has not come yet. Choose today or an earlier one."))
        if self.was.sold_at and day < timezone.localdate(self.was.sold_at):
            raise forms.ValidationError(_("That is before the sale. Check the day."))
        if day.year < 1970:
            raise forms.ValidationError(_("That is too long ago. Check the year."))
        return day

    @property
    def refund(self) -> dict:
        """As `Refund.make` takes it."""
        data = self.cleaned_data
        return {"key": data["key"], "amount": data["amount"], "on": data["refunded_on"], "reason": data["reason"]}


class ReversalForm(forms.Form):
    reason = TextField(
        label=_("Why it did not stand"),
        max_length=200,
        error_messages={"required": _("Say why, so that the numbers can be understood later.")},
    )


class AboutForm(forms.Form):
    """What we know of a client besides what they bought."""

    client_type = TextField(
        label=_("Client type"), required=False, max_length=80, widget=forms.TextInput(attrs={"list": "client-types", "autocomplete": "off"})
    )
    yearly_spend = AmountField(
        label=_("What they spend a year on what you sell"),
        required=False,
        help_text=_("With everybody, as they told you. It says how much of it comes to you."),
    )
    about = TextField(label=_("Notes"), required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 4}))

    def clean_client_type(self) -> str:
        """As the list of types spells it."""
        return ClientType.spelled(self.cleaned_data["client_type"])
