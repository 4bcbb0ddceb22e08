from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.roles import MONEY
from reports.core.export import answer
from reports.core.refusal import refuse
from reports.core.request import ask
from reports.money import query as money
from reports.money.page import MoneyPage


@allow(*MONEY)
@require_safe
def report_money(request):
    """The page, and the same rows as ?format=csv, xlsx and json; ?amount=&away=&towards= asks what moving money would say."""
    by = request.GET.get("by") or "source"
    if by not in money.GROUPS:
        raise Http404
    asked = ask(request.GET, business=request.business, keep=("by",), narrows=True)
    shape = request.GET.get("format", "")
    if asked.errors:
        return refuse(request, asked, shape=shape)
    found = money.report(asked.period, business=request.business, by=by, as_of=asked.as_of, only=asked.only)
    if file := answer(request, found, shape=shape, name=f"money-by-{by}"):
        return file
    page = MoneyPage(found, asked=asked, query=request.GET, address=request.build_absolute_uri())
    context = {"page": page, "asked": asked, "within_days": found.within_days}
    return render(request, "reports/money.html", context, status=400 if page.has_errors else 200)
