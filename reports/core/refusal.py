from django.http import HttpResponse, JsonResponse
from django.shortcuts import render

from reports.core.request import Asked


def refuse(request, asked: Asked, *, shape: str, template: str = "reports/refused.html") -> HttpResponse:
    """Answer an address that cannot be read: data as data, the page with the picker open and what was typed still in it."""
    if shape == "json":
        return JsonResponse({"errors": asked.errors}, status=400)
    if shape in ("csv", "xlsx"):
        return HttpResponse("\n".join(asked.errors.values()), status=400, content_type="text/plain; charset=utf-8")
    return render(request, template, {"asked": asked}, status=400)
