from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.roles import SELLERS
from reports.core.export import answer
from reports.core.periods import EVERYTHING
from reports.core.refusal import refuse
from reports.core.request import ask
from reports.forecast import query as forecast
from reports.forecast.page import ForecastPage


@allow(*SELLERS)
@require_safe
def report_forecast(request):
    """The page, and the same rows as ?format=csv, xlsx and json. Its values are those that the board shows to the same people."""
    asked = ask(request.GET, business=request.business, default=EVERYTHING, narrows=True)
    shape = request.GET.get("format", "")
    if asked.errors:
        return refuse(request, asked, shape=shape)
    found = forecast.report(business=request.business, as_of=asked.as_of, only=asked.only)
    if file := answer(request, found, shape=shape, name="forecast"):
        return file
    page = ForecastPage(found, asked=asked, address=request.build_absolute_uri())
    return render(request, "reports/forecast.html", {"page": page, "asked": asked, "within_days": request.business.within_days})
