"""Dates to remember: what happened that may have moved the numbers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import keyset
from accounts.access import allow
from accounts.roles import OFFICE
from accounts.toasts import toast
from reports.annotations.forms import AnnotationForm
from reports.models import Annotation

FORM = ["GET", "HEAD", "POST"]


@allow(*OFFICE)
@require_http_methods(FORM)
def annotations(request: HttpRequest) -> HttpResponse:
    """The dates, the latest first; posting adds one."""
    form = AnnotationForm(request.POST if request.method == "POST" else None, initial={"first_day": request.business.today()})
    if form.is_valid():
        added = Annotation.add(**form.cleaned_data, by=request.user)
        toast(request, _("“%(text)s” is shown in the reports now") % {"text": added})
        return redirect("annotations")
    queryset = Annotation.objects.standing().select_related("source", "by").order_by("-first_day", "-pk")
    rows, capped = keyset.capped_count(queryset, cap=200)
    context = {"form": form, "dates": queryset[:rows], "more": capped}
    return render(request, "reports/annotations.html", context, status=422 if form.errors else 200)


@allow(*OFFICE)
@require_http_methods(FORM)
def annotation(request: HttpRequest, pk: int) -> HttpResponse:
    date = get_object_or_404(Annotation.objects.standing(), pk=pk)
    form = AnnotationForm(request.POST if request.method == "POST" else None, annotation=date)
    if form.is_valid():
        toast(request, _("Saved") if date.edit(**form.cleaned_data) else _("Nothing was different"))
        return redirect("annotations")
    return render(request, "reports/annotation.html", {"form": form, "date": date}, status=422 if form.errors else 200)


@allow(*OFFICE)
@require_POST
def annotation_removal(request: HttpRequest, pk: int) -> HttpResponse:
    annotation = get_object_or_404(Annotation, pk=pk)
    annotation.remove()
    toast(request, _("“%(text)s” is removed") % {"text": annotation}, undo=reverse("annotation_return", args=[pk]))
    return redirect("annotations")


@allow(*OFFICE)
@require_POST
def annotation_return(request: HttpRequest, pk: int) -> HttpResponse:
    annotation = get_object_or_404(Annotation, pk=pk)
    annotation.bring_back()
    toast(request, _("“%(text)s” is back") % {"text": annotation})
    return redirect("annotations")
