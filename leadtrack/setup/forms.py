from dataclasses import dataclass

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from accounts.forms.people import InvitationForm
from leads.models import Source
from leads.models.source import name_key, tidy_name
from leadtrack.setup.proposals import Trade

LONGEST = Source._meta.get_field("name").max_length


class GuestForm(InvitationForm):
    """A row that may stay empty, so nothing in it looks compulsory; whoever begins one is asked for the rest."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].required = self.fields["roles"].required = False
        self.fields["name"].help_text = _("Leave the row empty if there is nobody.")

    def clean(self):
        data = super().clean()
        for name in ("name", "roles"):
            if self.has_changed() and name not in self.errors and not data.get(name):
                self.add_error(name, self.fields[name].error_messages["required"])
        return data


GuestFormSet = formset_factory(GuestForm, extra=3, max_num=3)


@dataclass(frozen=True)
class Line:
    """One proposed source: a tick and a name that can be rewritten."""

    tick: forms.BoundField
    name: forms.BoundField


class SourcesForm(forms.Form):
    more = forms.CharField(
        label=_("Others, one per line"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Write what your people would say: “the van”, “Anna’s flyer”. You can change all of it later."),
    )

    def __init__(self, *args, trade: Trade, **kwargs):
        super().__init__(*args, **kwargs)
        self.proposed = [(str(name), True) for name in trade.sources] + [(str(name), False) for name in trade.also]
        for number, (name, ticked) in enumerate(self.proposed):
            self.fields[f"tick_{number}"] = forms.BooleanField(label=name, required=False, initial=ticked)
            self.fields[f"name_{number}"] = forms.CharField(label=_("Name"), required=False, max_length=LONGEST, initial=name)

    def lines(self) -> list[Line]:
        return [Line(self[f"tick_{number}"], self[f"name_{number}"]) for number in range(len(self.proposed))]

    def clean_more(self) -> list[str]:
        names = [tidy_name(line) for line in self.cleaned_data["more"].splitlines()]
        if any(len(name) > LONGEST for name in names):
            raise forms.ValidationError(_("Keep each under %(n)d letters: it must fit on a key.") % {"n": LONGEST})
        return [name for name in names if name]

    def names(self) -> list[str]:
        """What was chosen, in order, each once: the first spelling counts."""
        data = self.cleaned_data
        ticked = [data[f"name_{n}"] for n in range(len(self.proposed)) if data[f"tick_{n}"] and data[f"name_{n}"]]
        first: dict[str, str] = {}
        for name in [*ticked, *data["more"]]:
            first.setdefault(name_key(name), name)
        return list(first.values())
