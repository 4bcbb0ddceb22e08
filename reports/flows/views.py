from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.roles import EVERYONE
from reports.core.export import answer
from reports.core.refusal import refuse
from reports.core.request import ask
from reports.flows import query as flows
from reports.flows.page import FlowsPage


@allow(*EVERYONE)
@require_safe
def report_flows(request):
    """The page, and the same rows as ?format=csv, xlsx and json. Nothing in it is about money."""
    asked, shape = ask(request.GET, business=request.business, narrows=True), request.GET.get("format", "")
    if asked.errors:
        return refuse(request, asked, shape=shape)
    found = flows.report(asked.period, business=request.business, as_of=asked.as_of, only=asked.only)
    if file := answer(request, found, shape=shape, name="flow"):
        return file
    page = FlowsPage(found, asked=asked, address=request.build_absolute_uri())
    return render(request, "reports/flows.html", {"page": page, "asked": asked, "within_days": request.business.within_days})
