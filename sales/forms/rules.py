from django import forms
from django.utils.translation import gettext_lazy as _

from leads.models import Source
from sales.models import NO_PROMISE, Assignment, HandOffRules, SourceRules

PROMISES = (
    (15, _("15 minutes")),
    (30, _("30 minutes")),
    (60, _("1 hour")),
    (120, _("2 hours")),
    (240, _("4 hours")),
    (480, _("8 hours, about a working day")),
    (960, _("16 hours, about two days")),
    (2400, _("40 hours, about a week")),
    (NO_PROMISE, _("No promise")),
)
AS_THE_BUSINESS = ("", _("As above"))
LETS_GO = ((True, _("By themselves")), (False, _("By hand")))


def _promises(stored: int | None) -> list:
    """What is stored stays a choice, even when it is on no list."""
    others = [] if stored is None or stored in dict(PROMISES) else [(stored, _("%(n)s minutes") % {"n": stored})]
    return [*PROMISES, *others]


def _yes_or_no(text: str) -> bool:
    return text == "True"


class RulesForm(forms.Form):
    """The rules of the business, and what is otherwise for each source."""

    respond_minutes = forms.TypedChoiceField(
        label=_("Sales answers within"),
        coerce=int,
        help_text=_(
            "In your working hours. To answer is to accept the lead or to return it with a reason. "
            "By the same time a new lead is to be called first, whoever has it."
        ),
    )
    assignment = forms.ChoiceField(
        label=_("Who answers, when nobody is named"),
        choices=Assignment,
        widget=forms.RadioSelect,
        help_text=_("Whoever is away is passed by. With nobody there, it waits for whoever takes it first."),
    )
    automatic = forms.BooleanField(
        label=_("Leads hand themselves over"),
        required=False,
        help_text=_(
            "As soon as there is a number or an address to reach them by; a tick without one stays with marketing until it has. "
            "Imported leads go too when they came in the last seven days and have no stage or outcome yet."
        ),
    )

    def __init__(self, data=None, *, rules: HandOffRules):
        self.sources = list(Source.objects.in_use())
        own = {one.source_id: one for one in SourceRules.objects.all()}
        initial = {name: getattr(rules, name) for name in ("respond_minutes", "assignment", "automatic")}
        super().__init__(data, initial=initial)
        self.fields["respond_minutes"].choices = _promises(rules.respond_minutes)
        for source in self.sources:
            self._add(source, own.get(source.pk) or SourceRules(source=source))

    def _add(self, source: Source, own: SourceRules) -> None:
        self.fields[f"respond_{source.pk}"] = forms.TypedChoiceField(
            label=_("%(source)s: answer within") % {"source": source},
            choices=[AS_THE_BUSINESS, *_promises(own.respond_minutes)],
            coerce=int,
            empty_value=None,
            required=False,
            initial="" if own.respond_minutes is None else own.respond_minutes,
            widget=forms.Select(attrs={"class": "form-select"}),
        )
        self.fields[f"automatic_{source.pk}"] = forms.TypedChoiceField(
            label=_("%(source)s: handed over") % {"source": source},
            choices=[AS_THE_BUSINESS, *LETS_GO],
            coerce=_yes_or_no,
            empty_value=None,
            required=False,
            initial="" if own.automatic is None else own.automatic,
            widget=forms.Select(attrs={"class": "form-select"}),
        )

    def rows(self):
        """Each source with its two fields."""
        for source in self.sources:
            yield source, self[f"respond_{source.pk}"], self[f"automatic_{source.pk}"]

    def put(self) -> None:
        data = self.cleaned_data
        sources = {
            source: {"respond_minutes": data[respond.name], "automatic": data[automatic.name]} for source, respond, automatic in self.rows()
        }
        HandOffRules.put(sources=sources, **{name: data[name] for name in ("respond_minutes", "assignment", "automatic")})
