"""Settings: what we sell, what kinds of clients there are, and whether whoever sends somebody is thanked."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import allow
from accounts.roles import OFFICE
from accounts.toasts import refusal, toast
from leads.models import ClientType, TypeExists, TypeMerged
from sales.forms.products import ClientTypeForm, ProductForm, ThanksForm, TypeMergerForm
from sales.models import NameTaken, Product
from sales.views.responses import posted

FORM = ["GET", "HEAD", "POST"]


@allow(*OFFICE)
@require_http_methods(FORM)
def products(request):
    """What we sell, and the client types; posting adds a product."""
    form = ProductForm(posted(request))
    if form.is_valid() and _named(form, Product.add):
        toast(request, _("“%(name)s” is on the list") % {"name": form.cleaned_data["name"]})
        return redirect("products")
    return _page(request, product_form=form)


@allow(*OFFICE)
@require_http_methods(FORM)
def product(request, pk):
    found = get_object_or_404(Product, pk=pk)
    form = ProductForm(posted(request), initial={name: getattr(found, name) for name in ProductForm.base_fields})
    if form.is_valid() and _named(form, found.edit):
        toast(request, _("Saved"))
        return redirect("products")
    return _form(request, "sales/settings/product.html", {"form": form, "product": found})


@allow(*OFFICE)
@require_POST
def product_place(request, pk):
    Product.step(get_object_or_404(Product, pk=pk), up=request.POST.get("to") == "up")
    return redirect("products")


@allow(*OFFICE)
@require_POST
def product_retirement(request, pk):
    found = get_object_or_404(Product, pk=pk)
    found.retire()
    toast(request, _("“%(name)s” is retired") % {"name": found}, undo=reverse("product_return", args=[pk]))
    return redirect("products")


@allow(*OFFICE)
@require_POST
def product_return(request, pk):
    get_object_or_404(Product, pk=pk).bring_back()
    return redirect("products")


@allow(*OFFICE)
@require_http_methods(FORM)
def client_types(request):
    """The same page; posting adds a type."""
    if request.method != "POST":
        return redirect("products")
    form = ClientTypeForm(request.POST, auto_id="type_%s")
    if form.is_valid() and _named(form, ClientType.add):
        toast(request, _("“%(name)s” is on the list") % {"name": form.cleaned_data["name"]})
        return redirect("products")
    return _page(request, type_form=form)


@allow(*OFFICE)
@require_http_methods(FORM)
def client_type(request, pk):
    """Another name. All clients of it follow."""
    found = _type(pk)
    form = ClientTypeForm(posted(request), initial={"name": found.name})
    if form.is_valid() and _named(form, found.rename):
        toast(request, _("Saved, and all clients of it follow"))
        return redirect("products")
    return _form(request, "sales/settings/client_type.html", {"form": form, "type": found})


@allow(*OFFICE)
@require_POST
def client_type_retirement(request, pk):
    found = _type(pk)
    found.retire()
    toast(request, _("“%(name)s” is retired") % {"name": found}, undo=reverse("client_type_return", args=[pk]))
    return redirect("products")


@allow(*OFFICE)
@require_POST
def client_type_return(request, pk):
    _type(pk).bring_back()
    return redirect("products")


@allow(*OFFICE)
@require_http_methods(FORM)
def client_type_merger(request, pk):
    """Give all clients of a type to another one. The page says how many before it asks."""
    found = _type(pk)
    form = TypeMergerForm(posted(request), client_type=found)
    if not form.is_valid():
        return _form(request, "sales/settings/client_type_merger.html", {"form": form, "type": found})
    into = form.cleaned_data["into"]
    try:
        moved = found.merge_into(into)
    except TypeMerged:
        refusal(request, _("One of the two was merged meanwhile. Look again."))
    else:
        text = ngettext("%(n)d client is “%(into)s” now", "%(n)d clients are “%(into)s” now", moved)
        toast(request, text % {"n": moved, "into": into})
    return redirect("products")


@allow(*OFFICE)
@require_POST
def thanks(request):
    """When whoever sent somebody is to be thanked."""
    form = ThanksForm(request.POST)
    if not form.is_valid():
        return _page(request, thanks_form=form)
    request.business.thank_referrers = form.cleaned_data["thank_referrers"]
    request.business.save(update_fields=["thank_referrers"])
    toast(request, _("Saved"))
    return redirect("products")


def _type(pk) -> ClientType:
    return get_object_or_404(ClientType.objects.listed(), pk=pk)


def _named(form, verb) -> bool:
    """Call a verb with what the form says. A name that is taken is said beside the field; returns whether it went through."""
    try:
        verb(**form.cleaned_data)
    except (NameTaken, TypeExists):
        form.add_error("name", _("There is one of that name already, perhaps among the retired ones or merged into another."))
        return False
    return True


def _page(request, *, product_form=None, type_form=None, thanks_form=None):
    bound = any(form is not None and form.is_bound for form in (product_form, type_form, thanks_form))
    context = {
        "products": Product.objects.for_settings(),
        "types": ClientType.objects.listed(),
        "product_form": product_form or ProductForm(),
        "type_form": type_form or ClientTypeForm(auto_id="type_%s"),
        "thanks_form": thanks_form or ThanksForm(initial={"thank_referrers": request.business.thank_referrers}),
    }
    return render(request, "sales/settings/products.html", context, status=422 if bound else 200)


def _form(request, template: str, context: dict):
    return render(request, template, context, status=422 if context["form"].is_bound else 200)
