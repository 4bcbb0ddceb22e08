"""Who is away when: each for themselves on their profile, the office for everybody."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import allow
from accounts.forms.hours import AbsenceForm
from accounts.models import Absence, User
from accounts.roles import EVERYONE, OFFICE
from accounts.toasts import toast
from accounts.views.people import person_page, profile_page


@allow(*EVERYONE)
@require_POST
def own_absences(request):
    form = AbsenceForm(request.POST)
    if not form.is_valid():
        return profile_page(request, absence=form)
    _enter(request, request.user, form)
    return redirect("profile")


@allow(*OFFICE)
@require_POST
def absences(request, pk: int):
    someone = get_object_or_404(User, pk=pk)
    form = AbsenceForm(request.POST)
    if not form.is_valid():
        return person_page(request, someone, absence=form)
    _enter(request, someone, form)
    return redirect("person", pk=pk)


@allow(*EVERYONE)
@require_POST
def absence_removal(request, pk: int):
    absence = _mine_to_change(request, pk)
    absence.remove()
    toast(request, _("%(name)s is here after all") % {"name": absence.user}, undo=reverse("absence_return", args=[pk]))
    return _back_to(request, absence.user)


@allow(*EVERYONE)
@require_POST
def absence_return(request, pk: int):
    absence = _mine_to_change(request, pk)
    absence.bring_back()
    toast(request, _("%(name)s is away again on these days") % {"name": absence.user})
    return _back_to(request, absence.user)


def _enter(request, someone: User, form: AbsenceForm) -> None:
    made = Absence.enter(someone, by=request.user, **form.cleaned_data)
    toast(
        request,
        _("Noted: nothing new is given to %(name)s on these days") % {"name": someone},
        undo=reverse("absence_removal", args=[made.pk]),
    )


def _mine_to_change(request, pk: int) -> Absence:
    absence = get_object_or_404(Absence.objects.select_related("user"), pk=pk)
    if absence.user_id != request.user.pk and not request.user.has_role(*OFFICE):
        raise Http404
    return absence


def _back_to(request, someone: User):
    return redirect("profile") if someone.pk == request.user.pk else redirect("person", pk=someone.pk)
