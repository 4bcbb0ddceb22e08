from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import keyset
from accounts.access import allow, may_undo
from accounts.roles import SELLERS
from accounts.toasts import toast
from leads.contacts.referrals import sender_of
from leads.lead_list.chips import chips_of
from leads.models import Contact, Lead
from sales.clients.page import ahead
from sales.clients.queries import describe, listed, with_a_page
from sales.forms.sale import AboutForm, NewSaleForm
from sales.models import Refund, Sale, SaleDiffers
from sales.pipeline import closing
from sales.pipeline.conflict_messages import sent_before
from sales.pipeline.filters import ClientFilter
from sales.views.responses import answer, asked, posted


@allow(*SELLERS)
@require_safe
def clients(request):
    """Who bought, those who joined last first."""
    found = ClientFilter(request.GET, queryset=listed(), request=request)
    shown = found.qs if found.is_valid() else found.queryset.none()
    context = {
        "filter": found,
        "chips": [chip for chip in chips_of(found) if chip.name in found.form.fields and found.form[chip.name].is_hidden],
        "page": keyset.page(shown, request.GET, moment="joined"),
        "count": keyset.capped_count(shown),
    }
    return render(request, "sales/clients.html#rows" if request.htmx else "sales/clients.html", context)


@allow(*SELLERS)
@require_safe
def client(request, pk):
    """The page of the person, where they bought."""
    if not with_a_page().filter(pk=pk).exists():
        return redirect("contact", get_object_or_404(Contact, merged__pk=pk).pk)
    return redirect("contact", pk)


def client_context(request, contact: Contact, *, enquiries: list[Lead]) -> dict:
    """What a page shows of what somebody bought, and when they may buy again. `enquiries`: theirs, with their opportunities."""
    sales = contact.sales.select_related("by", "reversed_by", "product", "opportunity__lead__source").order_by("-sold_at", "-pk")
    sales = list(sales.prefetch_related(Prefetch("refunds", Refund.objects.standing().select_related("by"))))
    return {
        "client": contact,
        "sender": sender_of(contact),
        "undoes_all": may_undo(request.user, by_id=None),
        "sales": sales,
        "bought": Sale.objects.standing().filter(contact=contact).bought(),
        "ahead": ahead(contact, enquiries, sales),
    }


@allow(*SELLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def client_sales(request, pk):
    """Sell to them again: a sale, with the enquiry from "our own clients" it belongs to."""
    found = get_object_or_404(with_a_page(), pk=pk)
    form = NewSaleForm(posted(request), initial={"sold_on": timezone.localdate()})
    asking = {"heading": _("Another sale to %(client)s") % {"client": found}, "fallback": _page(pk)}
    if not form.is_valid():
        return asked(request, "sales/sell_again.html", {"form": form, "client": found}, **asking)
    try:
        sale = closing.sell_again(found, by=request.user, **form.sale)
    except SaleDiffers as refused:
        context = {"form": form.as_another(), "client": found}
        return asked(request, "sales/sell_again.html", context, told=sent_before(refused.args[0]), **asking)
    toast(request, _("Sale recorded"), undo=reverse("sale_undoing", args=[sale.pk]))
    return answer(request, fallback=_page(pk))


@allow(*SELLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def client_about(request, pk):
    """Their type, what they spend a year, and notes."""
    found = get_object_or_404(with_a_page(), pk=pk)
    form = AboutForm(posted(request), initial={name: getattr(found, name) for name in AboutForm.base_fields})
    if not form.is_valid():
        heading = _("About %(client)s") % {"client": found}
        context = {"form": form, "client": found, "client_types": Contact.objects.client_types()}
        return asked(request, "sales/client_about.html", context, heading=heading, fallback=_page(pk))
    if describe(found, by=request.user, **form.cleaned_data):
        toast(request, _("Saved"))
    return answer(request, fallback=_page(pk))


def _page(pk) -> str:
    return reverse("contact", args=[pk])
