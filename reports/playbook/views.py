from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.roles import SELLERS
from reports.core.export import file_response
from reports.core.periods import Period
from reports.core.refusal import refuse
from reports.core.request import read_request
from reports.playbook import query as playbook
from sales.models import Stage


@allow(*SELLERS)
@require_safe
def report_playbook(request: HttpRequest) -> HttpResponse:
    """How every stage does, and its steps; the same rows as ?format=csv, xlsx and json. No money in it."""
    report_request, shape = read_request(request.GET, business=request.business, narrows=True), request.GET.get("format", "")
    if report_request.errors:
        return refuse(request, report_request, shape=shape)
    report = playbook.report(report_request.period, business=request.business, as_of=report_request.as_of, only=report_request.only)
    if file := file_response(request, report, shape=shape, name="playbook"):
        return file
    context = {
        "report": report,
        "report_request": report_request,
        "within_days": request.business.within_days,
        "address": request.build_absolute_uri(),
    }
    return render(request, "reports/playbook.html", context)


@allow(*SELLERS)
@require_safe
def playbook_figures(request: HttpRequest, pk: int) -> HttpResponse:
    """How one stage does, for its page in the playbook: beside the text with script, a page of its own without."""
    stage = get_object_or_404(Stage, pk=pk)
    everything = Period.named("everything", today=request.business.today())
    row = playbook.report(everything, business=request.business, stage=stage).rows[0]
    context = {"row": row, "stage": stage, "within_days": request.business.within_days}
    return render(request, "reports/playbook_stage.html#figures" if request.htmx else "reports/playbook_stage.html", context)
