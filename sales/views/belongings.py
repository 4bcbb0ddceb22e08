"""All that is with a person goes to another, in one tap; the session keeps what went, so that it can be taken back."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import allow
from accounts.models import User
from accounts.roles import OFFICE
from accounts.toasts import refusal, toast
from sales import belongings

KEPT = "belongings_given"


@allow(*OFFICE)
@require_POST
def giving(request: HttpRequest, pk: int) -> HttpResponse:
    """`to`: the key of somebody who sells."""
    person = get_object_or_404(User, pk=pk)
    chosen = request.POST.get("to", "")
    sellers = User.objects.sellers().exclude(pk=pk)
    to = sellers.filter(pk=chosen).first() if chosen.isdecimal() and len(chosen) < 10 else None
    if to is None:
        refusal(request, _("Choose who gets it."))
        return redirect("person", pk=pk)
    given = belongings.give(person, to, by=request.user)
    if given:
        request.session[KEPT] = asdict(given) | {"person": pk, "to": to.pk}
        toast(request, _("All of it is with %(name)s now") % {"name": to}, undo=reverse("belongings_return", args=[pk]))
    return redirect("person", pk=pk)


@allow(*OFFICE)
@require_POST
def returning(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo of what this person gave last."""
    kept = request.session.pop(KEPT, None)
    if kept and kept["person"] == pk:
        to = get_object_or_404(User, pk=kept.pop("to"))
        kept.pop("person")
        belongings.take_back(belongings.Given(**kept), person=get_object_or_404(User, pk=pk), to=to, by=request.user)
        toast(request, _("Given back"))
    return redirect("person", pk=pk)
