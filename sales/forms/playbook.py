from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.text import TextField
from sales.models import PlaybookVersion
from sales.models.playbook import SECTIONS
from sales.playbook.editing import Page, StepText

MOST_STEPS = 60


class MarkdownField(TextField):
    """Text of several lines; every way to end a line is kept as the same one, so that nothing seems changed that was not."""

    def __init__(self, *, rows: int, **kwargs):
        super().__init__(required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}), **kwargs)

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n").replace("\r", "\n")


class PageForm(forms.Form):
    """What a page of the playbook says, the steps aside."""

    purpose = MarkdownField(label=_("What this stage is for"), rows=3, help_text=_("One or two sentences that everybody remembers."))
    words = MarkdownField(label=_("Words to use"), rows=6)
    questions = MarkdownField(label=_("Questions to ask"), rows=6)
    objections = MarkdownField(label=_("What they may say, and an answer"), rows=8)
    done_when = MarkdownField(label=_("Done when"), rows=3, help_text=_("How everybody can tell that it may go on to the next stage."))
    changed = TextField(
        label=_("What changed, and why"),
        required=False,
        max_length=300,
        help_text=_("Whoever read the page before sees this first."),
    )

    @property
    def sections(self) -> list:
        return [self[name] for name in SECTIONS if name != "purpose"]


class StepForm(forms.Form):
    """A line without text is no step: clearing one takes it out."""

    step = forms.CharField(required=False, widget=forms.HiddenInput)
    text = TextField(label=_("What to do"), required=False, max_length=200)
    detail = TextField(label=_("In a line more, if it helps"), required=False, max_length=300)
    required = forms.BooleanField(label=_("Required"), required=False)

    def clean(self):
        found = super().clean()
        if found.get("detail") and not found.get("text") and "text" not in self.errors:
            self.add_error("text", _("Say what to do; or clear the line below too, and the step is gone."))
        return found

    @property
    def as_step(self) -> StepText | None:
        found = self.cleaned_data
        known = found.get("step", "")
        pk = int(known) if known.isascii() and known.isdigit() and len(known) < 16 else None
        return StepText(found["text"], found["detail"], found["required"], pk) if found.get("text") else None


Steps = forms.formset_factory(StepForm, extra=1, max_num=MOST_STEPS, absolute_max=MOST_STEPS + 40, validate_max=True)


class Writing:
    """The whole page as a form: the texts, and the steps with a blank one at the end."""

    def __init__(self, data=None, *, page: Page | None = None):
        page = page or Page()
        steps = [{"step": s.step_id or "", "text": s.text, "detail": s.detail, "required": s.required} for s in page.steps]
        self.form = PageForm(data, initial=page.sections | {"changed": page.changed})
        self.steps = Steps(data, initial=None if data is not None else steps, prefix="steps")

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), self.steps.is_valid()])

    def page(self, asked=()) -> Page:
        """Once it is valid. `asked` may move a step up or down a place, or drop it, by its place on the form."""
        found, rows = self.form.cleaned_data, [form.as_step for form in self.steps.forms]
        for deed, way in (("up", -1), ("down", 1), ("drop", 0)):
            at = seen_base(asked.get(deed)) - 1 if deed in asked else -1
            if 0 <= at < len(rows):
                row = rows.pop(at)
                rows[(to := max(0, at + way)) : to] = [] if deed == "drop" else [row]
        return Page({name: found[name] for name in SECTIONS}, tuple(filter(None, rows)), found["changed"])


def seen_base(text: str | None) -> int:
    """The number of the version a page was written from; 0: there was none, or it does not say."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else 0


def number_of(version: PlaybookVersion | None) -> int:
    return version.number if version else 0
