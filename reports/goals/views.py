from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import allow
from accounts.roles import OFFICE
from accounts.toasts import toast
from reports.goals.forms import GoalsForm
from reports.models import Goal


@allow(*OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def goals(request: HttpRequest) -> HttpResponse:
    """What the owner wants. It holds from this month on; what earlier months were measured by stays."""
    today = request.business.today()
    form = GoalsForm(request.POST if request.method == "POST" else None, held=Goal.objects.in_force(today))
    if form.is_valid():
        different = form.save(month=today, by=request.user)
        toast(request, _("Saved") if different else _("Nothing was different"))
        return redirect("overview")
    return render(request, "reports/goals.html", {"form": form, "month": today.replace(day=1)}, status=422 if form.errors else 200)
