"""Saved views of the board: named, shared, removed by whoever made them."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from accounts.access import allow
from accounts.roles import SELLERS
from accounts.toasts import toast
from sales.forms.saved_view import NewViewForm, SavedViewForm
from sales.models import NameTaken, SavedView
from sales.pipeline.saved_views import query_of
from sales.views.responses import asked, posted


@allow(*SELLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def saved_views(request):
    """Save the filters in force under a name."""
    form = NewViewForm(posted(request), initial={"query": query_of(request.GET)})
    if form.is_valid():
        query = query_of(QueryDict(form.cleaned_data["query"]))
        try:
            view = SavedView.add(form.cleaned_data["name"], by=request.user, query=query, shared=form.cleaned_data["shared"])
        except NameTaken:
            form.add_error("name", _("You have a view of that name. Choose another one."))
        else:
            toast(request, _("“%(name)s” is saved") % {"name": view})
            return _to(request, view)
    return asked(request, "sales/saved_view.html", {"form": form}, heading=_("Save this view"), fallback=reverse("board"))


@allow(*SELLERS)
@require_http_methods(["GET", "HEAD", "POST"])
def saved_view(request, pk):
    """Rename it, or share it."""
    view = _mine(request, SavedView.objects.standing(), pk)
    form = SavedViewForm(posted(request), initial={"name": view.name, "shared": view.shared})
    if form.is_valid():
        try:
            view.edit(**form.cleaned_data)
        except NameTaken:
            form.add_error("name", _("You have a view of that name. Choose another one."))
        else:
            toast(request, _("Saved"))
            return _to(request, view)
    heading = _("The view “%(name)s”") % {"name": view}
    return asked(request, "sales/saved_view.html", {"form": form, "view": view}, heading=heading, fallback=reverse("board"))


@allow(*SELLERS)
@require_POST
def saved_view_removal(request, pk):
    view = _mine(request, SavedView.objects.standing(), pk)
    view.remove()
    toast(request, _("“%(name)s” is removed") % {"name": view}, undo=reverse("saved_view_return", args=[pk]))
    return _to(request, view)


@allow(*SELLERS)
@require_POST
def saved_view_return(request, pk):
    view = _mine(request, SavedView.objects.all(), pk)
    try:
        view.bring_back()
    except NameTaken:
        messages.warning(request, _("Nothing was changed: there is another view called “%(name)s” by now.") % {"name": view})
    return _to(request, view)


def _mine(request, found, pk) -> SavedView:
    return get_object_or_404(found.changeable_by(request.user).select_related("owner"), pk=pk)


def _to(request, view: SavedView) -> HttpResponse:
    """The board as that view shows it."""
    href = f"{reverse('board')}?{view.query}"
    return HttpResponseClientRedirect(href) if request.htmx else redirect(href)
