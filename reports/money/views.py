from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.roles import MONEY
from reports.core.export import file_response
from reports.core.refusal import refuse
from reports.core.request import read_request
from reports.money import query as money
from reports.money.page import MoneyPage


@allow(*MONEY)
@require_safe
def report_money(request: HttpRequest) -> HttpResponse:
    """The page, and the same rows as ?format=csv, xlsx and json; ?amount=&away=&towards= asks what moving money would say."""
    by = request.GET.get("by") or "source"
    if by not in money.GROUPS:
        raise Http404
    report_request = read_request(request.GET, business=request.business, keep=("by",), narrows=True)
    shape = request.GET.get("format", "")
    if report_request.errors:
        return refuse(request, report_request, shape=shape)
    report = money.report(report_request.period, business=request.business, by=by, as_of=report_request.as_of, only=report_request.only)
    if file := file_response(request, report, shape=shape, name=f"money-by-{by}"):
        return file
    page = MoneyPage(report, request=report_request, query=request.GET, address=request.build_absolute_uri())
    context = {"page": page, "report_request": report_request, "within_days": report.within_days}
    return render(request, "reports/money.html", context, status=400 if page.has_errors else 200)
