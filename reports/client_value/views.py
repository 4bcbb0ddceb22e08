from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.roles import MONEY
from reports.client_value import query as clients
from reports.client_value.page import ClientsPage
from reports.core.export import answer
from reports.core.refusal import refuse
from reports.core.request import ask


@allow(*MONEY)
@require_safe
def report_clients(request):
    """The page, and the same figures as ?format=csv, xlsx and json."""
    asked = ask(request.GET, business=request.business, narrows=True)
    shape = request.GET.get("format", "")
    if asked.errors:
        return refuse(request, asked, shape=shape)
    found = clients.report(asked.period, business=request.business, as_of=asked.as_of, only=asked.only)
    if file := answer(request, found, shape=shape, name="client-value"):
        return file
    page = ClientsPage(found, asked=asked, business=request.business, address=request.build_absolute_uri())
    return render(request, "reports/clients.html", {"page": page, "asked": asked, "within_days": found.within_days})
