from django import forms
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from accounts.formatting import when
from accounts.models import Absence, User
from accounts.roles import Role
from leads.forms.text import TextField
from leads.models import HandOff
from sales.models import Assignment, HandOffRules

SHARED_OUT = {
    Assignment.BY_HAND: _("Whoever is free"),
    Assignment.ROUND_ROBIN: _("Whoever’s turn it is"),
    Assignment.FEWEST_OPEN: _("Whoever has the fewest open"),
}
"""What handing over to nobody in particular means."""


class SellerField(forms.ModelChoiceField):
    """Somebody in sales. Those who are away are named last and say until when."""

    def __init__(self, *, empty_label=SHARED_OUT[Assignment.BY_HAND], **kwargs):
        wrong = {"invalid_choice": _("That person is not in sales any more. Choose another.")}
        super().__init__(queryset=User.objects.none(), required=False, empty_label=empty_label, error_messages=wrong, **kwargs)

    def look_up(self, *, day) -> None:
        """Ask who is there. Two queries when the choices are read."""
        away = Prefetch("absences", Absence.objects.on(day).order_by("-last_day"), to_attr="away")
        self.queryset = User.objects.active().with_role(Role.SALES).prefetch_related(away).by_name()

    def label_from_instance(self, person: User) -> str:
        if person.away:
            return _("%(person)s (away until %(day)s)") % {"person": person, "day": when(person.away[0].last_day)}
        return str(person)


class HandOverForm(forms.Form):
    """To whom, and what they should know. Nobody named: as the business shares leads out."""

    to = SellerField(label=_("To"))
    note = TextField(label=_("What they should know"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, day, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].look_up(day=day)
        self.fields["to"].empty_label = SHARED_OUT[HandOffRules.current().assignment]


class RecipientForm(forms.Form):
    """Who is to answer instead."""

    to = SellerField(label=_("To"))

    def __init__(self, *args, day, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].look_up(day=day)


class ReturnForm(forms.Form):
    """Why it goes back to marketing."""

    reason = forms.ChoiceField(
        label=_("Why"),
        choices=HandOff.Returned,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why it goes back, so that they can do something about it.")},
    )
    note = TextField(label=_("What they should know"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2}))
