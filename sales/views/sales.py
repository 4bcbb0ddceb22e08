"""One sale: set right, given back in part or whole, reversed."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import allow, require_own
from accounts.roles import SELLERS
from accounts.toasts import toast
from leads.models import IllegalMove
from sales.forms.sale import RefundForm, ReversalForm, SaleChangeForm
from sales.models import IllegalRefund, Refund, RefundDiffers, Sale, SaleReversed
from sales.pipeline import closing
from sales.pipeline.conflict_messages import sent_before
from sales.views.responses import answer, asked, posted, refuse

FORM = ["GET", "HEAD", "POST"]


@allow(*SELLERS)
@require_http_methods(FORM)
def sale_change(request, pk):
    """What was sold, for how much and when, put right."""
    sale = _sale(pk)
    if sale.reversed_at:
        return refuse(request, _nothing_changes(), fallback=_page(sale))
    form = SaleChangeForm(posted(request), sale=sale)
    if not form.is_valid():
        heading = _("Change this sale")
        return asked(request, "sales/sale_change.html", {"form": form, "sale": sale}, heading=heading, fallback=_page(sale))
    try:
        changed = closing.correct(sale, by=request.user, **form.changes)
    except SaleReversed:
        return refuse(request, _nothing_changes(), fallback=_page(sale))
    except IllegalMove:
        return refuse(request, _("More than that was given back on it meanwhile. Look again."), fallback=_page(sale))
    if changed:
        toast(request, _("Saved, and the numbers are restated"))
    return answer(request, fallback=_page(sale))


@allow(*SELLERS)
@require_http_methods(FORM)
def sale_refunds(request, pk):
    """Give money back on a sale that stands. Every figure is net of it."""
    sale = _sale(pk)
    form = RefundForm(posted(request), sale=sale)
    if sale.reversed_at or not (sale.net or form.before):
        return refuse(request, _why_not(sale), fallback=_page(sale))
    asking = {"heading": _("Give money back"), "fallback": _page(sale)}
    if not form.is_valid():
        return asked(request, "sales/refund.html", {"form": form, "sale": sale}, **asking)
    try:
        refund = Refund.make(sale, by=request.user, **form.refund)
    except RefundDiffers as refused:
        context = {"form": form.as_another(), "sale": sale}
        return asked(request, "sales/refund.html", context, told=sent_before(refused.args[0]), **asking)
    except IllegalRefund:
        return refuse(request, _("Somebody changed this sale meanwhile. Look again."), fallback=_page(sale))
    toast(request, _("Refund recorded, and the numbers are restated"), undo=reverse("refund_undoing", args=[refund.pk]))
    return answer(request, fallback=_page(sale))


@allow(*SELLERS)
@require_POST
def refund_undoing(request, pk):
    """It was entered by mistake: the sale counts in full again."""
    refund = get_object_or_404(Refund.objects.select_related("sale"), pk=pk)
    require_own(request.user, by_id=refund.by_id)
    if refund.undo(by=request.user):
        toast(request, _("Refund taken back"))
    return answer(request, fallback=_page(refund.sale))


@allow(*SELLERS)
@require_http_methods(FORM)
def sale_reversal(request, pk):
    """The sale did not stand. Said with a reason; every number is restated, and the sale stays to be seen, struck through."""
    sale = _sale(pk)
    form = ReversalForm(posted(request))
    if not form.is_valid():
        heading = _("Reverse this sale")
        return asked(request, "sales/reverse.html", {"form": form, "sale": sale}, heading=heading, fallback=_page(sale))
    if closing.reverse(sale, by=request.user, reason=form.cleaned_data["reason"]):
        toast(request, _("Sale reversed, and the numbers are restated"))
    else:
        toast(request, _("It was reversed before"))
    return answer(request, fallback=_page(sale))


@allow(*SELLERS)
@require_POST
def sale_undoing(request, pk):
    """Undo of a sale just recorded: it is reversed as a slip. Others reverse it with a reason."""
    sale = _sale(pk)
    require_own(request.user, by_id=sale.by_id)
    if closing.reverse(sale, by=request.user, reason=_("Recorded by mistake")):
        toast(request, _("Sale taken back"))
    return answer(request, fallback=_page(sale))


def _sale(pk) -> Sale:
    return get_object_or_404(Sale.objects.select_related("contact", "product", "opportunity__lead__contact"), pk=pk)


def _nothing_changes() -> str:
    return _("This sale was reversed: nothing of it counts, so there is nothing to change.")


def _why_not(sale: Sale) -> str:
    if sale.reversed_at:
        return _("This sale was reversed: nothing of it counts, so nothing is left to give back.")
    if sale.amount is None:
        return _("What this sale brought is not known. Change the sale and write its amount first.")
    return _("All of it was given back already.")


def _page(sale: Sale) -> str:
    return reverse("contact", args=[sale.contact_id])
