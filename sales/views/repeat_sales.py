"""Who to sell to again: four lists, and what is done with a row of them."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import allow, may_save_people, require_own
from accounts.csvsafe import csv_response
from accounts.roles import SELLERS
from accounts.saving import keep_record
from accounts.toasts import toast
from accounts.xlsx import xlsx_response
from leads.models import IllegalMove
from sales.clients import repeat_sales
from sales.clients.repeat_sales_text import TABS, Tab, as_table
from sales.forms.repeat_sales import PairForm, RowForm
from sales.models import Client, NotNow, Opportunity
from sales.pipeline import closing
from sales.views.owner_switch import Choice
from sales.views.responses import answer, refuse


@allow(*SELLERS)
@require_safe
def clients_again(request):
    """One of the lists, and the whole of it as ?format=xlsx and csv."""
    tab = TABS.get(request.GET.get("list"), TABS["quiet"])
    form = _pair(request) if tab.kind == NotNow.List.CROSS else None
    pair = form.cleaned_data if form and form.is_valid() else {}
    shape, may_save = request.GET.get("format"), may_save_people(request)
    if shape in FILES and not may_save:
        raise PermissionDenied
    size = None if shape in FILES else repeat_sales.SIZE
    rows, total = repeat_sales.listed(tab.kind, business=request.business, now=timezone.now(), size=size, **pair)
    if shape in FILES:
        table = list(as_table(rows))
        keep_record(request, _name(request, tab, shape), count=len(table) - 1)
        return FILES[shape](request, tab, table)
    choices = [Choice(f"?list={each.name}", each.label, each is tab) for each in TABS.values()]
    files = {shape: _with(request, list=tab.name, format=shape) for shape in FILES if may_save}
    context = {"tab": tab, "choices": choices, "form": form, "rows": rows, "total": total, "files": files}
    return render(request, "sales/again.html", context)


def _xlsx(request: HttpRequest, tab: Tab, table: list[list]) -> HttpResponse:
    return xlsx_response(table, name=_name(request, tab, "xlsx"), currency=request.business.currency, title=str(tab.label))


def _csv(request: HttpRequest, tab: Tab, table: list[list]) -> StreamingHttpResponse:
    return csv_response(table, name=_name(request, tab, "csv"))


FILES = {"xlsx": _xlsx, "csv": _csv}


def _name(request: HttpRequest, tab: Tab, ending: str) -> str:
    return f"{tab.name}-{request.business.today():%Y-%m-%d}.{ending}"


def _with(request: HttpRequest, **values: str) -> str:
    """The address of the page with other values in its query."""
    query = request.GET.copy()
    for name, value in values.items():
        query[name] = value
    return f"?{query.urlencode()}"


def _pair(request) -> PairForm | None:
    """The two products asked for, or those with most to ask; None while there are no two."""
    if "bought" in request.GET or "missing" in request.GET:
        return PairForm(request.GET)
    pair = repeat_sales.widest_pair()
    return PairForm({"bought": pair[0], "missing": pair[1]}) if pair else None


@allow(*SELLERS)
@require_POST
def client_again(request, pk):
    """Somebody takes it on: an enquiry from "our own clients" with its opportunity."""
    found = get_object_or_404(Client, pk=pk)
    form = RowForm(request.POST)
    product = form.cleaned_data.get("product") if form.is_valid() else None
    try:
        opportunity = repeat_sales.start(found, by=request.user, product=product)
    except IllegalMove:
        return refuse(request, _("Somebody is on it already: %(client)s has an open opportunity.") % {"client": found}, fallback=_page())
    undo = reverse("client_again_undoing", args=[opportunity.pk])
    toast(request, _("%(client)s is on the board, and yours") % {"client": found}, undo=undo)
    return answer(request, fallback=_page())


@allow(*SELLERS)
@require_POST
def client_again_undoing(request, pk):
    """Undo, as long as nothing was done with it."""
    opportunity = get_object_or_404(Opportunity.objects.select_related("lead"), pk=pk)
    require_own(request.user, by_id=opportunity.lead.logged_by_id)
    try:
        closing.take_back(opportunity, by=request.user)
    except IllegalMove:
        return refuse(request, _("Something was done with it since. Close it as lost instead."), fallback=opportunity.get_absolute_url())
    toast(request, _("Taken back"))
    return answer(request, fallback=_page())


@allow(*SELLERS)
@require_POST
def client_not_now(request, pk):
    """Leave the row out for three months."""
    found = get_object_or_404(Client, pk=pk)
    form = RowForm(request.POST)
    if not form.is_valid():
        raise Http404
    later = repeat_sales.put_off(found, **form.cleaned_data, by=request.user, today=request.business.today())
    undo = reverse("client_not_now_undoing", args=[later.pk])
    toast(request, _("%(client)s is left out here for three months") % {"client": found}, undo=undo)
    return answer(request, fallback=_page())


@allow(*SELLERS)
@require_POST
def client_not_now_undoing(request, pk):
    """The row is back. Gone already: nothing happens."""
    later = NotNow.objects.filter(pk=pk).first()
    if later:
        require_own(request.user, by_id=later.by_id)
        later.delete()
    toast(request, _("Back on the list"))
    return answer(request, fallback=_page())


def _page() -> str:
    return reverse("clients_again")
