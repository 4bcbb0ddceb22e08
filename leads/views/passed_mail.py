"""Settings: mail that was passed over, why, and back with it."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import allow
from accounts.roles import OFFICE
from accounts.toasts import refusal, toast
from leads.mail.inbound.passed_over import Gone, bring_back
from leads.models import IncomingMail

A_PAGE = 50
MOST_DIGITS = 19


@allow(*OFFICE)
@require_safe
def passed_mail(request):
    """Newest first, with what was too much to read. `before`: the last one of the page before."""
    queryset = IncomingMail.objects.not_taken_in().select_related("passed", "message").order_by("-pk")
    before = request.GET.get("before", "")
    if before.isdecimal() and len(before) < MOST_DIGITS:
        queryset = queryset.filter(pk__lt=int(before))
    rows = list(queryset[: A_PAGE + 1])
    here = reverse("passed_mail")
    older = f"{here}?before={rows[A_PAGE - 1].pk}" if len(rows) > A_PAGE else ""
    context = {"rows": rows[:A_PAGE], "older": older, "newer": here if before else ""}
    return render(request, "leads/settings/passed_mail.html", context)


@allow(*OFFICE)
@require_POST
def passed_mail_return(request, pk: int):
    try:
        lead = bring_back(get_object_or_404(IncomingMail, pk=pk), by=request.user)
    except Gone:
        refusal(request, _("This mail cannot be brought back: what stood in it is not kept any more. Look for it in the mailbox."))
        return redirect("passed_mail")
    toast(request, _("It is a lead now"))
    return redirect(lead)
