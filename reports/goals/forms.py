from datetime import date

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reports.models import Goal
from sales.forms.amount import AmountField

SPANNED = (Goal.Kind.CLIENTS, Goal.Kind.LEADS, Goal.Kind.SPEND, Goal.Kind.REVENUE)


class GoalsForm(forms.Form):
    """What the owner wants, from this month on. An empty field: no goal of that kind."""

    per = forms.ChoiceField(label=_("These are for"), choices=Goal.Per, initial=Goal.Per.MONTH)
    clients = AmountField(label=_("New clients"), is_money=False, required=False)
    leads = AmountField(label=_("Leads"), is_money=False, required=False)
    spend = AmountField(label=_("Marketing spend, at most"), required=False)
    revenue = AmountField(label=_("Revenue"), required=False)
    conversion = AmountField(
        label=_("Conversion you count on, in %"),
        is_money=False,
        required=False,
        help_text=_("Leave it empty, and it is that of the twelve months before."),
    )

    def __init__(self, typed=None, *, held: dict[str, Goal]):
        spans = {goal.per for kind, goal in held.items() if kind in SPANNED}
        initial = {kind: goal.amount for kind, goal in held.items()} | {"per": next(iter(spans), Goal.Per.MONTH)}
        super().__init__(typed, initial=initial)

    def clean_conversion(self):
        share = self.cleaned_data["conversion"]
        if share is not None and share > 100:
            raise forms.ValidationError(_("A share is 100 % at most."))
        return share

    @transaction.atomic
    def save(self, *, month: date, by) -> bool:
        """Set every goal from `month` on. Returns whether anything was different."""
        per = self.cleaned_data["per"]
        params = {kind: per for kind in SPANNED} | {Goal.Kind.CONVERSION: Goal.Per.MONTH}
        return any([Goal.put(kind, amount=self.cleaned_data[kind], per=span, month=month, by=by) for kind, span in params.items()])
