"""Settings: by when sales answers, who does, and which leads hand themselves over."""

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import allow
from accounts.roles import OFFICE
from accounts.toasts import toast
from sales.forms.rules import RulesForm
from sales.models import HandOffRules
from sales.views.responses import posted


@allow(*OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def hand_off_rules(request):
    form = RulesForm(posted(request), rules=HandOffRules.current())
    if form.is_valid():
        form.put()
        toast(request, _("Saved. What is handed over from now on goes by it."))
        return redirect("hand_off_rules")
    return render(request, "sales/settings/hand_off.html", {"form": form}, status=422 if form.is_bound else 200)
