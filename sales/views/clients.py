from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import keyset
from accounts.access import allow
from accounts.roles import SELLERS
from accounts.toasts import toast
from sales import conversion
from sales.clients import listed, retype, with_a_page
from sales.filters import ClientFilter
from sales.forms.sale import ClientTypeForm, ReversalForm, SaleForm
from sales.models import Sale
from sales.views.answers import answer, asked, posted


@allow(*SELLERS)
@require_safe
def clients(request):
    """Who bought, those who joined last first."""
    found = ClientFilter(request.GET, queryset=listed(), request=request)
    shown = found.qs if found.is_valid() else found.queryset.none()
    context = {
        "filter": found,
        "page": keyset.page(shown, request.GET, moment="joined"),
        "count": keyset.capped_count(shown),
    }
    return render(request, "sales/clients.html#rows" if request.htmx else "sales/clients.html", context)


@allow(*SELLERS)
@require_safe
def client(request, pk):
    found = get_object_or_404(with_a_page().select_related("client_lead__source").prefetch_related("phones", "emails"), pk=pk)
    sales = found.sales.select_related("by", "reversed_by", "opportunity__lead__source").order_by("-sold_at", "-pk")
    context = {
        "client": found,
        "sales": sales,
        "bought": Sale.objects.standing().filter(contact=found).bought(),
        "enquiries": found.leads.standing().select_related("source").prefetch_related("opportunities__stage").order_by("-listed_at", "-pk"),
    }
    return render(request, "sales/client.html", context)


@allow(*SELLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def client_sales(request, pk):
    """Sell to them again: a sale, with the enquiry from "our own clients" it belongs to."""
    found = get_object_or_404(with_a_page(), pk=pk)
    form = SaleForm(posted(request), initial={"sold_on": timezone.localdate()})
    if not form.is_valid():
        heading = _("Another sale to %(client)s") % {"client": found}
        return asked(request, "sales/sell_again.html", {"form": form, "client": found}, heading=heading, fallback=_page(pk))
    sale = conversion.sell_again(found, by=request.user, **form.sale)
    toast(request, _("Sale recorded"), undo=reverse("sale_undoing", args=[sale.pk]))
    return answer(request, fallback=_page(pk))


@allow(*SELLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def sale_reversal(request, pk):
    """The sale did not stand. Said with a reason; every number is restated, and the sale stays to be seen, struck through."""
    sale = get_object_or_404(Sale.objects.select_related("contact", "opportunity__lead__contact"), pk=pk)
    form = ReversalForm(posted(request))
    if not form.is_valid():
        heading = _("Reverse this sale")
        return asked(request, "sales/reverse.html", {"form": form, "sale": sale}, heading=heading, fallback=_page(sale.contact_id))
    if conversion.reverse(sale, by=request.user, reason=form.cleaned_data["reason"]):
        toast(request, _("Sale reversed, and the numbers are restated"))
    else:
        toast(request, _("It was reversed before"))
    return answer(request, fallback=_page(sale.contact_id))


@allow(*SELLERS)
@require_POST
def sale_undoing(request, pk):
    """Undo of a sale just recorded: it is reversed as a slip."""
    sale = get_object_or_404(Sale.objects.select_related("contact", "opportunity__lead__contact"), pk=pk)
    if conversion.reverse(sale, by=request.user, reason=_("Recorded by mistake")):
        toast(request, _("Sale taken back"))
    return answer(request, fallback=_page(sale.contact_id))


@allow(*SELLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def client_type(request, pk):
    found = get_object_or_404(with_a_page(), pk=pk)
    form = ClientTypeForm(posted(request), initial={"client_type": found.client_type})
    if not form.is_valid():
        heading = _("What kind of client is %(client)s?") % {"client": found}
        return asked(request, "sales/client_type.html", {"form": form, "client": found}, heading=heading, fallback=_page(pk))
    if retype(found, form.cleaned_data["client_type"], by=request.user):
        toast(request, _("Saved"))
    return answer(request, fallback=_page(pk))


def _page(pk) -> str:
    return reverse("client", args=[pk])
