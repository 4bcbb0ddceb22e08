"""Saved reports: named, shared, opened again, removed by whoever made them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from accounts.access import allow
from accounts.roles import EVERYONE
from accounts.toasts import toast
from reports.models import SavedReport
from reports.saved import addresses as saved
from reports.saved.forms import NewSavedReportForm, SavedReportForm
from sales.models import NameTaken
from sales.views.responses import asked, posted

FORM = ["GET", "HEAD", "POST"]
IN_MENU = 8
"""The page of saved reports lists the others."""
TAKEN = gettext_lazy("You have a report of that name. Choose another one.")


@allow(*EVERYONE)
@require_safe
def saved_reports(request: HttpRequest) -> HttpResponse:
    """All that somebody may open; to the menu of a report (?page=) those of that one."""
    if request.htmx and "page" in request.GET:
        rows = saved.listed(request.user, page=request.GET["page"])[:IN_MENU]
        return render(request, "reports/saved.html#menu", {"rows": rows})
    rows = [(report, saved.description(report)) for report in saved.listed(request.user)]
    changeable = set(SavedReport.objects.changeable_by(request.user).values_list("pk", flat=True))
    return render(request, "reports/saved.html", {"rows": rows, "changeable": changeable})


@allow(*EVERYONE)
@require_http_methods(FORM)
def saved_report_new(request: HttpRequest) -> HttpResponse:
    """Save the report at the address `of` under a name."""
    form = NewSavedReportForm(posted(request))
    of = (request.POST if form.is_bound else request.GET).get("of", "")
    try:
        address = saved.read(of, user=request.user, business=request.business)
    except saved.NoReport as error:
        return HttpResponseBadRequest(str(error), content_type="text/plain; charset=utf-8")
    form.initial = {"of": of, "name": saved.proposed_name(address)}
    if form.is_valid():
        values = {"page": address.item.url_name, "query": address.query, "shared": form.cleaned_data["shared"]}
        try:
            return _done(request, SavedReport.add(form.cleaned_data["name"], by=request.user, **values), _("“%(name)s” is saved"))
        except NameTaken:
            form.add_error("name", TAKEN)
    return asked(request, "reports/saved_form.html", {"form": form}, heading=_("Save this report"), fallback=reverse("saved_reports"))


@allow(*EVERYONE)
@require_http_methods(FORM)
def saved_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename it, or share it."""
    report = _mine(request, SavedReport.objects.standing(), pk)
    form = SavedReportForm(posted(request), initial={"name": report.name, "shared": report.shared})
    if form.is_valid():
        try:
            report.edit(**form.cleaned_data)
            return _done(request, report, _("Saved"), to=reverse("saved_reports"))
        except NameTaken:
            form.add_error("name", TAKEN)
    heading = _("The report “%(name)s”") % {"name": report}
    context = {"form": form, "report": report}
    return asked(request, "reports/saved_form.html", context, heading=heading, fallback=reverse("saved_reports"))


@allow(*EVERYONE)
@require_POST
def saved_report_removal(request: HttpRequest, pk: int) -> HttpResponse:
    report = _mine(request, SavedReport.objects.standing(), pk)
    report.remove()
    toast(request, _("“%(name)s” is removed") % {"name": report}, undo=reverse("saved_report_return", args=[pk]))
    return redirect("saved_reports")


@allow(*EVERYONE)
@require_POST
def saved_report_return(request: HttpRequest, pk: int) -> HttpResponse:
    report = _mine(request, SavedReport.objects.all(), pk)
    try:
        report.bring_back()
    except NameTaken:
        messages.warning(request, _("Nothing was changed: there is another report called “%(name)s” by now.") % {"name": report})
    return redirect("saved_reports")


def _mine(request, report, pk) -> SavedReport:
    return get_object_or_404(report.changeable_by(request.user).select_related("owner"), pk=pk)


def _done(request, report: SavedReport, text: str, *, to: str = ""):
    """Say it on the report itself, or on the page `to`."""
    toast(request, text % {"name": report})
    href = to or report.get_absolute_url()
    return HttpResponseClientRedirect(href) if request.htmx else redirect(href)
