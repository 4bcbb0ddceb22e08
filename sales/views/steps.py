"""The playbook's steps on an opportunity: ticked and taken back where they stand."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import allow
from accounts.roles import SELLERS
from sales.models import Opportunity, Step
from sales.playbook import editing


@allow(*SELLERS)
@require_POST
def step_done(request, pk, step):
    found = _load(pk)
    try:
        editing.tick(found, get_object_or_404(Step, pk=step), by=request.user)
    except editing.StepGone:
        messages.warning(request, _("Nothing was changed: that step is no longer in the playbook. These are the steps by now."))
    return _steps(request, found)


@allow(*SELLERS)
@require_POST
def step_taken_back(request, pk, step):
    found = _load(pk)
    editing.untick(found, get_object_or_404(Step, pk=step), by=request.user)
    return _steps(request, found)


def _load(pk) -> Opportunity:
    return get_object_or_404(Opportunity.objects.select_related("stage", "lead"), pk=pk)


def _steps(request, found):
    """The list as it stands now, in place; without script the opportunity's page, at the list."""
    if not request.htmx:
        return redirect(found.get_absolute_url() + "#steps")
    context = {"opportunity": found, "to_do": editing.to_do(found)}
    return render(request, "sales/playbook/_steps.html#answer", context)
