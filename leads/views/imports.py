"""Leads from a file, step by step: the file, its columns, its values, a look at what will be, and off it goes."""

from collections.abc import Callable
from dataclasses import asdict
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allow
from accounts.roles import OFFICE
from accounts.toasts import refusal, toast
from leads.forms.imports import SURVEY_SECONDS, AnswersForm, ColumnsForm, NamesForm, UploadForm
from leads.forms.layout import LayoutForm
from leads.imports.files.layout import Layout
from leads.imports.own.kind import kind_of
from leads.imports.plan import Plan
from leads.imports.questions.new_names import newcomers
from leads.imports.questions.preview import preview as look_ahead
from leads.imports.questions.survey import Survey, key_of, surveyed
from leads.imports.questions.unclear_values import questions, unanswered
from leads.imports.reading import read
from leads.imports.rows.missing import Missing, key_of_missing, missing
from leads.imports.table import Table, Unreadable
from leads.models import IllegalImport, Import
from leads.tasks import run_import

FORM = ["GET", "HEAD", "POST"]
SHOWN = 50
NAMES_SECONDS = 6.0


def for_drafts(view: Callable) -> Callable:
    """A step of a file that somebody started, or let go, while it was answered here changes nothing."""

    @wraps(view)
    def answered(request, pk):
        try:
            return view(request, pk)
        except IllegalImport:
            refusal(request, _("Nothing was changed: this file was started, or let go, meanwhile."))
            return redirect("imports")

    return answered


@allow(*OFFICE)
@require_http_methods(FORM)
def imports(request):
    """The files brought in so far, and the field for the next one."""
    form = UploadForm(request.POST or None, request.FILES or None) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        begun = _begin(form, request)
        return redirect("import", pk=begun.pk)
    status = 422 if form.errors else 200
    return render(request, "leads/imports/list.html", {"form": form, "imports": Import.objects.for_list()[:SHOWN]}, status=status)


@allow(*OFFICE)
@require_http_methods(FORM)
@for_drafts
def one(request, pk):
    """A draft's columns; once it was started, how far it is, and what became of it."""
    found = _import(pk)
    if not found.is_draft:
        return _progress(request, found)
    table = _table(found)
    if table.looks_headless:
        return render(request, "leads/imports/headless.html", {"import": found, "table": table})
    form = ColumnsForm(request.POST or None, table=table, plan=Plan(**found.plan))
    if request.method == "POST" and form.is_valid():
        lacking = missing(table, form.plan, seconds=SURVEY_SECONDS)
        found.plan_by(form.plan, survey=surveyed(table, form.plan).as_json() | {"missing": asdict(lacking)})
        is_asked = questions(table, form.plan) or lacking.day
        return redirect("import_values" if is_asked else "import_preview", pk=pk)
    told = {"import": found, "form": form, "table": table, "layout": LayoutForm(table=table)}
    return render(request, "leads/imports/columns.html", told, status=422 if form.errors else 200)


@allow(*OFFICE)
@require_POST
@for_drafts
def layout(request, pk):
    """Read the file otherwise: another row of headers, separator, encoding or sheet. What the columns are is proposed anew."""
    found, plan = _draft(pk)
    form = LayoutForm(request.POST, table=_table(found))
    if form.is_valid():
        try:
            table = read(found.source, layout=form.layout)
        except Unreadable as error:
            refusal(request, str(error))
        else:
            plan.columns, plan.layout = {}, table.layout_to_keep.as_json()
            found.plan_by(plan, rows=len(table.rows), survey={})
    return redirect("import", pk=pk)


@allow(*OFFICE)
@require_http_methods(FORM)
@for_drafts
def values(request, pk):
    """What their stages, channels and outcomes are here, which way round their dates are, and when those without a day came."""
    found, plan = _draft(pk)
    table = _table(found)
    asked, undated = questions(table, plan), missing(table, plan).day
    form = AnswersForm(request.POST or None, asked=asked, plan=plan, undated=undated)
    if not (asked or undated) or not plan.columns:
        return redirect("import_preview" if plan.columns else "import", pk=pk)
    if request.method == "POST" and form.is_valid():
        found.plan_by(form.answered())
        return redirect("import_preview", pk=pk)
    return render(request, "leads/imports/values.html", {"import": found, "form": form}, status=422 if form.errors else 200)


@allow(*OFFICE)
@require_safe
def preview(request, pk):
    found, plan = _draft(pk)
    table = _table(found)
    if not plan.columns:
        return redirect("import", pk=pk)
    lacking = missing(table, plan)
    if unanswered(table, plan) or (lacking.day and not plan.no_day):
        return redirect("import_values", pk=pk)
    ahead = look_ahead(table, plan)
    told = {"import": found, "table": table, "preview": ahead, "missing": lacking, "plan": plan}
    told["asked"] = bool(lacking.day or questions(table, plan))
    told["names"] = NamesForm(found=newcomers(table, plan, bad_rows=ahead.bad_rows, seconds=NAMES_SECONDS), plan=plan)
    return render(request, "leads/imports/preview.html", told)


@allow(*OFFICE)
@require_POST
@for_drafts
def names(request, pk):
    """Which of the new names are others for what is here already."""
    if _named(request, _import(pk)):
        toast(request, _("Saved. This is how the rows will be now."))
    return redirect("import_preview", pk=pk)


@allow(*OFFICE)
@require_POST
@for_drafts
def start(request, pk):
    """Give it to the worker. Two clicks start it once."""
    found = _import(pk)
    if found.is_draft and not _named(request, found):
        return redirect("import_preview", pk=pk)
    if found.queue():
        run_import.enqueue(str(found.pk))
    return redirect("import", pk=pk)


@allow(*OFFICE)
@require_http_methods(FORM)
def taking_back(request, pk):
    """What the file made and nobody has touched since goes back; what stays is listed, with the reason."""
    found = get_object_or_404(Import.objects.select_related("by"), pk=pk, state__in=Import.ENDED)
    back = Plan(**found.plan).holds.back
    if request.method == "POST":
        rows = back.survey(found, most=1).free
        count = back.take_back(found, by=request.user)
        text = _what_went(found, count=count, rows=min(rows, count))
        toast(request, text, undo=reverse("import_bringing_back", args=[pk]) if count else "")
        return redirect("import", pk=pk)
    context = {"import": found, "survey": back.survey(found, most=SHOWN)}
    return render(request, "leads/imports/taking_back.html", context)


def _what_went(file: Import, *, count: int, rows: int) -> str:
    """In the words of the question before: `rows` that the file made, and the rest of `count`, changes of what was here."""
    changes = count - rows
    if file.kind == "sales":
        gone = ngettext("%(n)s sale was taken back", "%(n)s sales were taken back", rows)
    else:
        gone = ngettext("%(n)s lead was taken back", "%(n)s leads were taken back", rows)
    put_back = ngettext("%(n)s change was put back", "%(n)s changes were put back", changes)
    parts = [text % {"n": formats.number_format(n, force_grouping=True)} for text, n in ((gone, rows), (put_back, changes)) if n]
    return ", ".join(parts) or _("Nothing to take back")


@allow(*OFFICE)
@require_POST
def bringing_back(request, pk):
    """Undo a taking back."""
    file = _import(pk)
    if file.undo_contexts:
        Plan(**file.plan).holds.back.bring_back(file, by=request.user)
        toast(request, _("What it brought in counts again"))
    else:
        refusal(request, _("Nothing of it is taken back."))
    return redirect("import", pk=pk)


@allow(*OFFICE)
@require_POST
def removal(request, pk):
    """Let a file go that was not started. What is in stays in."""
    removed, _models = Import.objects.filter(pk=_import(pk).pk, state=Import.State.DRAFT).delete()
    if not removed:
        raise PermissionDenied
    toast(request, _("The file is gone. Nothing of it was brought in."))
    return redirect("imports")


def _named(request, found: Import) -> bool:
    """Keep what the new names were said to be. False while something else is left to be answered, or a name has gone."""
    plan = Plan(**found.plan)
    if not found.is_draft or not plan.columns or unanswered(table := _table(found), plan):
        return False
    if not plan.no_day and missing(table, plan).day:
        return False
    form = NamesForm(request.POST, found=newcomers(table, plan, seconds=NAMES_SECONDS), plan=plan)
    if not form.is_valid():
        refusal(request, _("One of these names is not here any more. Choose again."))
        return False
    found.plan_by(form.answered())
    return True


def _begin(form: UploadForm, request) -> Import:
    file, table = form.cleaned_data["file"], form.table
    kind = kind_of(table, form.cleaned_data["kind"])
    plan = Plan.for_business(request.business, columns={}, kind=kind, layout=table.layout_to_keep.as_json())
    with form.source.open() as data:
        return Import.objects.store(data, name=file.name[:200], rows=len(table.rows), plan=plan.as_json(), by=request.user)


def _import(pk) -> Import:
    return get_object_or_404(Import.objects.select_related("by"), pk=pk)


def _draft(pk) -> tuple[Import, Plan]:
    found = get_object_or_404(Import, pk=pk, state=Import.State.DRAFT)
    return found, Plan(**found.plan)


def _table(found: Import) -> Table:
    """With what is known of its columns since they were chosen."""
    table = read(found.source, layout=Layout.of(found.plan.get("layout", {})))
    if found.survey:
        plan = Plan(**found.plan)
        table.surveys[key_of(plan)] = Survey.of(found.survey)
        table.surveys[key_of_missing(plan)] = Missing(**found.survey["missing"])
    return table


def _progress(request, found: Import):
    template = "leads/imports/progress.html"
    context = {"import": found, "can_go": found.may_be_taken_back}
    return render(request, f"{template}#now" if request.htmx else template, context)
