from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import allow
from accounts.redirects import previous_page
from accounts.roles import EVERYONE
from accounts.toasts import toast
from leads.forms.tap import SourceForm
from leads.models import Lead
from leads.views.answers import answer, as_sent_by, refuse, sent, wants_json


@allow(*EVERYONE)
@require_POST
@as_sent_by
def lead_source(request, pk):
    """The wrong key was pressed: it came from another source. From the card and the list of the Log."""
    lead = get_object_or_404(Lead.objects.select_related("campaign"), pk=pk)
    form = SourceForm(sent(request))
    if not form.is_valid():
        if wants_json(request):
            return refuse(form)
        messages.error(request, form.errors["source"][0])
        return redirect(previous_page(request, fallback=reverse("tally")))
    lead.come_from(form.cleaned_data["source"], by=request.user)
    said = _("It came from “%(source)s”.") % {"source": lead.source}
    if wants_json(request):
        return answer(request, said=said)
    toast(request, said)
    return redirect(previous_page(request, fallback=reverse("tally")))
