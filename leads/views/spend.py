"""Settings: what each source cost each month, and what a lead of it cost then."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import allow
from accounts.csvsafe import csv_response
from accounts.roles import MONEY
from accounts.saving import keep_record
from accounts.toasts import toast
from accounts.xlsx import xlsx_response
from leads.forms.spend import SpendForm
from leads.spending import MONTHS, grid, table

FIRST_YEAR, LAST_YEAR = 1990, 2999


@allow(*MONEY)
@require_http_methods(["GET", "HEAD", "POST"])
def spend(request):
    """The grid of one year (`year`, this one unless said); posting saves all of it in one go, or nothing."""
    year = _year(request)
    form = SpendForm(grid(year, business=request.business), typed=request.POST if request.method == "POST" else None)
    if form.is_valid:
        saved = form.save()
        said = ngettext("%(n)d amount saved", "%(n)d amounts saved", saved) % {"n": saved} if saved else _("Nothing was different")
        toast(request, said)
        return redirect(f"{reverse('spend')}?year={year}")
    context = {
        "form": form,
        "grid": form.grid,
        "year": year,
        "months": [date(year, month, 1) for month in MONTHS],
        "first": FIRST_YEAR,
        "last": LAST_YEAR,
    }
    return render(request, "leads/settings/spend.html", context, status=422 if form.errors else 200)


@allow(*MONEY)
@require_safe
def spend_xlsx(request: HttpRequest) -> HttpResponse:
    """What was spent in all years, for a spreadsheet."""
    rows = table()
    keep_record(request, _name(request, "xlsx"), count=len(rows) - 1)
    return xlsx_response(rows, name=_name(request, "xlsx"), currency=request.business.currency, title=_("Spend"))


@allow(*MONEY)
@require_safe
def spend_csv(request: HttpRequest) -> StreamingHttpResponse:
    """The same for a program."""
    rows = table()
    keep_record(request, _name(request, "csv"), count=len(rows) - 1)
    return csv_response(rows, name=_name(request, "csv"))


def _name(request: HttpRequest, ending: str) -> str:
    return f"spend-{request.business.today():%Y-%m-%d}.{ending}"


def _year(request) -> int:
    text = request.GET.get("year", "")
    if not text:
        return request.business.today().year
    if not (text.isascii() and text.isdigit() and len(text) == 4 and FIRST_YEAR <= int(text) <= LAST_YEAR):
        raise Http404
    return int(text)
