from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.roles import EVERYONE
from reports.core.export import file_response
from reports.core.periods import LATELY
from reports.core.refusal import refuse
from reports.core.request import read_request
from reports.hand_offs import query as hand_offs
from reports.hand_offs.page import HandOffsPage


@allow(*EVERYONE)
@require_safe
def report_handoffs(request: HttpRequest) -> HttpResponse:
    """The page, and the same rows as ?format=csv, xlsx and json. Nothing in it is about money."""
    report_request = read_request(request.GET, business=request.business, default=LATELY, narrows=True)
    shape = request.GET.get("format", "")
    if report_request.errors:
        return refuse(request, report_request, shape=shape)
    report = hand_offs.report(report_request.period, business=request.business, as_of=report_request.as_of, only=report_request.only)
    if file := file_response(request, report, shape=shape, name="hand-off"):
        return file
    source = request.GET.get("of", "")
    known = {row.key or hand_offs.BLANK for row in report.rows}
    page = HandOffsPage(
        report,
        request=report_request,
        business=request.business,
        which=request.GET.get("only", ""),
        source=source if source in known else "",
    )
    return render(
        request, "reports/handoffs.html", {"page": page, "report_request": report_request, "within_days": request.business.within_days}
    )
