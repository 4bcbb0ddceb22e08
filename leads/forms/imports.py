"""The steps of an import: the file, what its columns are, what its values are called here."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.regions import country_choices, zone_choices
from leads.forms.text import DateField
from leads.imports.columns.recognition import propose
from leads.imports.columns.unused import reasons_of
from leads.imports.fields import FIELDS
from leads.imports.files.source import Source, uploaded
from leads.imports.kinds import LEADS, offered_kinds
from leads.imports.plan import TODAY, UNKNOWN, BadPlan, Plan
from leads.imports.questions.choices import readers
from leads.imports.questions.new_names import Newcomers, NewName
from leads.imports.questions.survey import surveyed
from leads.imports.questions.unclear_values import Question, questions
from leads.imports.reading import read
from leads.imports.rows.missing import DAY, checked_no_day
from leads.imports.systems import id_header, proposed_system, systems_in_use
from leads.imports.table import Table, Unreadable

SAMPLES = 3
SURVEY_SECONDS = 20.0
"""A file of millions of rows is surveyed as far as that goes; what it has behind is found by the run."""
MOST_NAMES = 50
MOST_VALUES = 60
"""More different values than this are no stages or channels, but somebody's free text."""


class UploadForm(forms.Form):
    kind = forms.ChoiceField(label=_("What is in it"), widget=forms.RadioSelect, initial=LEADS, required=False)
    file = forms.FileField(
        label=_("File"),
        max_length=200,
        help_text=_("CSV or vCards of any size, or a spreadsheet (.xlsx, .xls, .ods) of at most 50 MB and 200,000 rows."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xlsm,.xls,.ods,.html,.htm,.vcf,text/csv,text/vcard"}),
    )

    table: Table
    source: Source

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.name, kind.label) for kind in offered_kinds()]

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or LEADS

    def clean_file(self):
        """Reads it, so that a file nobody can read is refused here, with the reason."""
        file = self.cleaned_data["file"]
        self.source = uploaded(file)
        try:
            self.table = read(self.source)
        except Unreadable as error:
            raise ValidationError(str(error)) from error
        if not self.table.rows:
            raise ValidationError(_("This file has a header and no rows."))
        return file


class ColumnsForm(forms.Form):
    """One choice a column, proposed from its header and from what stands in it."""

    def __init__(self, *args, table: Table, plan: Plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.table, self.was = table, plan
        columns = plan.columns or propose(table, kind=plan.kind)
        choices = [("", _("Leave it out")), *((name, FIELDS[name].label) for name in plan.holds.fields)]
        for at, header in enumerate(table.headers):
            self.fields[f"column-{at}"] = forms.ChoiceField(
                label=header, choices=choices, required=False, initial=columns.get(header, ""), widget=_select()
            )
        self.fields["zone"] = forms.ChoiceField(
            label=_("Time zone of the file"),
            choices=zone_choices(plan.country),
            initial=plan.zone_name,
            help_text=_("For dates and times that do not say it themselves."),
        )
        self.fields["country"] = forms.ChoiceField(
            label=_("Country of the phone numbers"),
            choices=country_choices(),
            initial=plan.country,
            required=False,
            help_text=_("For numbers that are written without a country code."),
        )
        self.fields["system"] = forms.CharField(
            label=_("Program the ids come from"),
            max_length=60,
            required=False,
            initial=plan.system or proposed_system(table, columns),
            help_text=_("Only where a column is their id: Zoho or Shop, for example. The same id from another program is another lead."),
            widget=forms.TextInput(attrs={"list": "systems", "autocomplete": "off"}),
        )
        self.systems = systems_in_use()

    @property
    def columns(self):
        """(field, up to three different values, why it is proposed as nothing) of each column."""
        reasons = reasons_of(self.table, self.table.headers, self.was)
        for at, header in enumerate(self.table.headers):
            samples = list(dict.fromkeys(self.table.sample(header)))[:SAMPLES]
            field = self[f"column-{at}"]
            yield field, samples, "" if field.value() or not samples else reasons[header]

    def clean(self):
        cleaned = super().clean()
        chosen = {header: cleaned.get(f"column-{at}", "") for at, header in enumerate(self.table.headers)}
        columns = {header: name for header, name in chosen.items() if name}
        places = {"zone_name": cleaned.get("zone") or self.was.zone_name, "country": cleaned.get("country") or self.was.country}
        system = " ".join((cleaned.get("system") or "").split())
        self.plan = Plan(**self.was.as_json() | {"columns": columns, "system": system} | places)
        if id_header(columns) and not system:
            self.add_error("system", _("Name the program that the ids are from, so that those of another are not taken for them."))
        try:
            self.plan.check(self.table)
        except BadPlan as error:
            raise ValidationError(str(error)) from error
        surveyed(self.table, self.plan, seconds=SURVEY_SECONDS)
        self._refuse_free_text()
        return cleaned

    def _refuse_free_text(self) -> None:
        for at, header in enumerate(self.table.headers):
            name = self.plan.columns.get(header)
            cells = surveyed(self.table, self.plan).columns.get(header)
            if name not in readers or cells is None or (len(cells.counts) <= MOST_VALUES and not cells.others):
                continue
            if len(questions(self.table, self.plan)) > MOST_VALUES:
                told = {"most": MOST_VALUES, "field": FIELDS[name].label}
                self.add_error(f"column-{at}", _("This has more than %(most)s different values, too many for “%(field)s”.") % told)


class AnswersForm(forms.Form):
    """One choice a question, the likeliest chosen. `undated`: how many leads have no day, which nobody can guess."""

    def __init__(self, *args, asked: list[Question], plan: Plan, undated: int = 0, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked, self.plan, self.undated = asked, plan, undated
        for at, question in enumerate(asked):
            self.fields[f"answer-{at}"] = forms.ChoiceField(
                label=question.theirs or question.label,
                choices=question.choices,
                initial=question.answer,
                widget=_select(),
                required=all(value for value, _label in question.choices),
            )

        if undated:
            self._ask_for_a_day()

    def _ask_for_a_day(self) -> None:
        no_day = self.plan.no_day
        is_day = no_day not in ("", TODAY, UNKNOWN)
        choices = [
            ("", _("Choose")),
            (UNKNOWN, _("Nobody knows: in no period, last in the list")),
            (TODAY, _("Today")),
            (DAY, _("This day:")),
        ]
        self.fields["no_day"] = forms.ChoiceField(
            label=_("When did they come?"), choices=choices, initial=DAY if is_day else no_day, widget=_select()
        )
        self.fields["no_day_on"] = DateField(label=_("Day"), required=False, initial=no_day if is_day else None)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("no_day") == DAY and "no_day_on" not in self.errors:
            self._check_day(cleaned.get("no_day_on"))
        return cleaned

    def _check_day(self, day: date | None) -> None:
        try:
            checked_no_day(day.isoformat() if day else "", today=timezone.localdate())
        except BadPlan:
            self.add_error("no_day_on", _("Choose a day that has come."))

    @property
    def answers(self):
        """(question, field)"""
        return [(question, self[f"answer-{at}"]) for at, question in enumerate(self.asked)]

    def answered(self) -> Plan:
        """The plan with what was chosen."""
        for at, question in enumerate(self.asked):
            chosen = self.cleaned_data[f"answer-{at}"]
            if question.theirs:
                self.plan.answer(question.field, question.theirs, chosen)
            else:
                self.plan.orders[question.field] = chosen
        if self.undated:
            chosen = self.cleaned_data["no_day"]
            self.plan.no_day = self.cleaned_data["no_day_on"].isoformat() if chosen == DAY else chosen
        return self.plan


class NamesForm(forms.Form):
    """For each new name of the file: make it, or it is another name for one that is here. Its fields are part of the
    form that starts the import, so that what was chosen last counts.
    """

    def __init__(self, *args, found: list[Newcomers], plan: Plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan, self.found = plan, found
        for each in found:
            for at, name in enumerate(each.names[:MOST_NAMES]):
                self.fields[f"{each.field}-{at}"] = forms.ChoiceField(
                    label=name.theirs,
                    choices=_names_for(name, each.present),
                    initial="" if name.is_new else name.answer,
                    required=False,
                    widget=_select(form="start"),
                )

    @cached_property
    def groups(self):
        """(newcomers, [(name, field)], how many more there are) of each field of which something will be made."""
        groups = []
        for each in self.found:
            shown = [(name, self[f"{each.field}-{at}"]) for at, name in enumerate(each.names[:MOST_NAMES]) if name.is_made]
            if shown:
                groups.append((each, shown, len(each.coming) - len(shown)))
        return groups

    @property
    def can_choose(self) -> bool:
        """Whether there is anything here that one of the new names could be."""
        return any(each.present for each, _shown, _more in self.groups)

    def answered(self) -> Plan:
        """The plan with what was chosen; what was not sent stays as it was answered before."""
        for each in self.found:
            for at, name in enumerate(each.names[:MOST_NAMES]):
                if (field := f"{each.field}-{at}") in self.data:
                    self.plan.answer(each.field, name.theirs, self.cleaned_data[field])
        return self.plan


def _names_for(name: NewName, present: tuple[str, ...]) -> list[tuple[str, str]]:
    """What is spelt almost so comes first, where people look; it is not chosen."""
    likely = [(name.near, _("%(name)s, spelt almost so") % {"name": name.near})] if name.near else []
    return [("", _("Make it new")), *likely, *((each, each) for each in present if each != name.near)]


def _select(**attrs: str) -> forms.Select:
    """Drawn in a table, where no crispy template adds the class."""
    return forms.Select(attrs={"class": "form-select"} | attrs)
