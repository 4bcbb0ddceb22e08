from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.roles import EVERYONE, MONEY
from reports.client_types import query as client_types
from reports.client_types.page import ClientTypesPage
from reports.core.export import answer
from reports.core.refusal import refuse
from reports.core.request import ask


@allow(*EVERYONE)
@require_safe
def report_types(request):
    """The page, and the same rows as ?format=csv, xlsx and json. What clients bring is left out for those who may not see money."""
    asked, shape = ask(request.GET, business=request.business, narrows=True), request.GET.get("format", "")
    if asked.errors:
        return refuse(request, asked, shape=shape)
    with_money = request.user.has_role(*MONEY)
    found = client_types.report(asked.period, business=request.business, as_of=asked.as_of, only=asked.only, with_money=with_money)
    if file := answer(request, found, shape=shape, name="client-types"):
        return file
    page = ClientTypesPage(found, asked=asked, address=request.build_absolute_uri())
    return render(request, "reports/client_types.html", {"page": page, "asked": asked, "within_days": request.business.within_days})
