"""Settings: one push of one source, such as the leaflet of May."""

from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import allow
from accounts.roles import OFFICE
from accounts.toasts import toast
from leads.forms.source import CampaignForm
from leads.models import Campaign, SourceFixed


@allow(*OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def campaigns(request):
    """The campaigns with their leads; posting adds one."""
    form = CampaignForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _saved(form, lambda **values: Campaign.objects.create(**values)):
        toast(request, _("“%(name)s” can be chosen for leads of “%(source)s” now") % form.cleaned_data)
        return redirect("campaigns")
    found = list(Campaign.objects.listed())
    return render(request, "leads/settings/campaigns.html", {"form": form, "campaigns": found}, status=422 if form.errors else 200)


@allow(*OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def campaign(request, pk):
    found = get_object_or_404(Campaign.objects.listed(), pk=pk)
    form = CampaignForm(request.POST or None, campaign=found)
    if request.method == "POST" and form.is_valid() and _saved(form, found.edit):
        toast(request, _("Saved"))
        return redirect("campaigns")
    return render(request, "leads/settings/campaign.html", {"form": form, "campaign": found}, status=422 if form.errors else 200)


@allow(*OFFICE)
@require_POST
def retirement(request, pk):
    found = get_object_or_404(Campaign, pk=pk)
    found.retire()
    toast(request, _("“%(name)s” is retired") % {"name": found}, undo=reverse("campaign_return", args=[pk]))
    return redirect("campaigns")


@allow(*OFFICE)
@require_POST
def bringing_back(request, pk):
    found = get_object_or_404(Campaign, pk=pk)
    found.bring_back()
    toast(request, _("“%(name)s” can be chosen again") % {"name": found})
    return redirect("campaigns")


def _saved(form: CampaignForm, verb) -> bool:
    """Do it; what somebody else did a moment before comes back as an error beside the field."""
    try:
        with transaction.atomic():
            verb(**form.cleaned_data)
    except SourceFixed:
        form.add_error("source", _("It has leads or spend of its source already. Make another campaign for the other source."))
    except IntegrityError:
        form.add_error("name", _("Somebody has just made a campaign of that name."))
    return not form.errors
