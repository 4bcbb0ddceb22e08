"""Settings: what brings people here. The order is the order of the tally's keys."""

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import allow
from accounts.roles import OFFICE
from accounts.toasts import toast
from leads.forms.source import MergerForm, SourceForm
from leads.merging.sources import merged_sources, separate
from leads.models import IllegalMerge, Source, SourceExists


@allow(*OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def sources(request):
    """The sources with their leads; posting adds one."""
    form = SourceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = Source.add(form.cleaned_data["name"])
        toast(request, _("“%(name)s” is on the Log page") % {"name": made})
        return redirect("sources_settings")
    found = list(Source.objects.listed().with_lead_counts())
    context = {"form": form, "used": [one for one in found if not one.retired_at], "retired": [one for one in found if one.retired_at]}
    return render(request, "leads/settings/sources.html", context, status=422 if form.errors else 200)


@allow(*OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def source(request, pk):
    """Another name. Its leads, and its history, come along."""
    found = get_object_or_404(Source.objects.listed().with_lead_counts(), pk=pk)
    form = SourceForm(request.POST or None, source=found)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                found.rename(form.cleaned_data["name"])
        except (SourceExists, IntegrityError):
            form.add_error("name", _("Somebody has just given that name to another source."))
        else:
            toast(request, _("Saved"))
            return redirect("sources_settings")
    return render(
        request,
        "leads/settings/source.html",
        {"form": form, "source": found, "merged": merged_sources(found)},
        status=422 if form.errors else 200,
    )


@allow(*OFFICE)
@require_POST
def place(request, pk):
    """One place up or down (`to`)."""
    get_object_or_404(Source, pk=pk).step(up=request.POST.get("to") == "up")
    return redirect(f"{reverse('sources_settings')}#source-{pk}")


@allow(*OFFICE)
@require_POST
def retirement(request, pk):
    """Off the tally; its leads and its numbers stay."""
    found = get_object_or_404(Source.objects.listed(), pk=pk)
    found.retire()
    toast(request, _("“%(name)s” is off the Log page") % {"name": found}, undo=reverse("source_return", args=[pk]))
    return redirect("sources_settings")


@allow(*OFFICE)
@require_POST
def bringing_back(request, pk):
    found = get_object_or_404(Source.objects.listed(), pk=pk)
    found.bring_back()
    toast(request, _("“%(name)s” is on the Log page again") % {"name": found})
    return redirect("sources_settings")


@allow(*OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def merger(request, pk):
    """Give all of a source to another one. The page says what would move before it asks."""
    found = get_object_or_404(Source.objects.listed(), pk=pk)
    form = MergerForm(request.POST or None, source=found)
    if request.method == "POST" and form.is_valid():
        return _merge(request, found, form.cleaned_data["into"])
    context = {"form": form, "source": found, "moves": found.what_a_merger_moves()}
    return render(request, "leads/settings/merger.html", context, status=422 if form.errors else 200)


def _merge(request, found: Source, into: Source):
    leads = found.leads.count()
    try:
        found.merge_into(into)
    except IllegalMerge:
        messages.error(
            request, _("“%(name)s” cannot be merged away: it is built in, or one of the two was merged already.") % {"name": found}
        )
    else:
        text = ngettext("%(n)d lead of “%(name)s” is “%(into)s” now", "%(n)d leads of “%(name)s” are “%(into)s” now", leads)
        undo = reverse("source_separation", args=[found.pk])
        toast(request, text % {"n": leads, "name": found, "into": into}, undo=undo)
    return redirect("sources_settings")


@allow(*OFFICE)
@require_POST
def separation(request, pk):
    """Undo of a merger."""
    found = get_object_or_404(Source, pk=pk)
    try:
        into = separate(found)
    except IllegalMerge:
        messages.error(
            request, _("“%(name)s” cannot be separated: something else was merged since. Separate that first.") % {"name": found}
        )
    else:
        toast(request, _("“%(name)s” is a source of its own again, and no more part of “%(into)s”") % {"name": found, "into": into})
    return redirect("sources_settings")
