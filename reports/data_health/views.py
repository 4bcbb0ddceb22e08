from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import allow
from accounts.redirects import previous_page
from accounts.roles import OFFICE
from accounts.toasts import toast
from leads.models import Contact
from reports.core.export import file_response
from reports.data_health import query as data_health
from reports.data_health.page import HealthPage, ListPage
from reports.models import Likeness


@allow(*OFFICE)
@require_safe
def report_health(request: HttpRequest) -> HttpResponse:
    """What would make the numbers better; the counts as ?format=csv, xlsx and json."""
    report = data_health.report(business=request.business)
    if file := file_response(request, report, shape=request.GET.get("format", ""), name="data-health"):
        return file
    page = HealthPage(report, business=request.business)
    return render(request, "reports/health.html", {"page": page, "within_days": request.business.within_days})


@allow(*OFFICE)
@require_safe
def report_health_list(request: HttpRequest, key: str) -> HttpResponse:
    """Every row of one check, as many as it counts."""
    if key not in data_health.KEYS:
        raise Http404
    report = data_health.report(business=request.business, keys=(key,))
    page = ListPage(report, business=request.business, key=key, query=request.GET)
    return render(request, "reports/health_list.html", {"page": page, "within_days": request.business.within_days})


@allow(*OFFICE)
@require_POST
def two_people(request: HttpRequest, earlier: int, later: int) -> HttpResponse:
    """They are two people who share something, and no pair any more."""
    if earlier == later:
        raise Http404
    pair = {"earlier": get_object_or_404(Contact, pk=earlier), "later": get_object_or_404(Contact, pk=later)}
    row = Likeness.dismiss(pair["earlier"], pair["later"], by=request.user)
    toast(request, _("%(later)s and %(earlier)s stay two people") % pair, undo=reverse("likeness_undoing", args=[row.pk]))
    return redirect(_back(request))


@allow(*OFFICE)
@require_POST
def likeness_undoing(request: HttpRequest, pk: int) -> HttpResponse:
    get_object_or_404(Likeness, pk=pk).take_back()
    toast(request, _("They are a pair to decide again"))
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    return previous_page(request, fallback=reverse("report_health"))
