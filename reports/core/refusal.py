from django.http import HttpResponse, JsonResponse
from django.shortcuts import render

from reports.core.request import ReportRequest


def refuse(request, report_request: ReportRequest, *, shape: str, template: str = "reports/refused.html") -> HttpResponse:
    """Answer an address that cannot be read: data as data, the page with the picker open and what was typed still in it."""
    if shape == "json":
        return JsonResponse({"errors": report_request.errors}, status=400)
    if shape in ("csv", "xlsx"):
        return HttpResponse("\n".join(report_request.errors.values()), status=400, content_type="text/plain; charset=utf-8")
    return render(request, template, {"report_request": report_request}, status=400)
