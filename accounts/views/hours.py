"""Settings: when the business works, and the days on which it does not."""

from django.db import IntegrityError, transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import allow
from accounts.forms.hours import HolidayForm, WeekForm
from accounts.models import Holiday, OpeningHours
from accounts.roles import OFFICE
from accounts.toasts import refusal, toast
from accounts.working_hours import Hours


def hours_page(request, *, week: WeekForm | None = None, holiday: HolidayForm | None = None):
    """Three queries. A form that was refused comes back in its place with what was typed."""
    wrong = [form for form in (week, holiday) if form is not None]
    context = {
        "week": week or WeekForm(week=Hours.of(request.business).week),
        "holiday": holiday or HolidayForm(),
        "holidays": Holiday.objects.from_day(request.business.today()),
    }
    return render(request, "accounts/hours.html", context, status=422 if wrong else 200)


@allow(*OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def working_hours(request):
    if request.method != "POST":
        return hours_page(request)
    form = WeekForm(request.POST, week={})
    if not form.is_valid():
        return hours_page(request, week=form)
    OpeningHours.put(form.week)
    toast(request, _("Saved. New promises are calculated with these hours."))
    return redirect("working_hours")


@allow(*OFFICE)
@require_POST
def holidays(request):
    form = HolidayForm(request.POST)
    if not form.is_valid():
        return hours_page(request, holiday=form)
    try:
        with transaction.atomic():
            made = form.save()
    except IntegrityError:  # the same day, a moment before
        form.add_error("day", _("Somebody has just entered that day."))
        return hours_page(request, holiday=form)
    toast(request, _("Closed on %(name)s") % {"name": made}, undo=reverse("holiday_removal", args=[made.pk]))
    return redirect("working_hours")


@allow(*OFFICE)
@require_POST
def holiday_removal(request, pk: int):
    holiday = get_object_or_404(Holiday, pk=pk)
    holiday.remove()
    toast(request, _("“%(name)s” is an ordinary day now") % {"name": holiday}, undo=reverse("holiday_return", args=[pk]))
    return redirect("working_hours")


@allow(*OFFICE)
@require_POST
def holiday_return(request, pk: int):
    holiday = get_object_or_404(Holiday, pk=pk)
    if holiday.bring_back():
        toast(request, _("Closed on %(name)s") % {"name": holiday})
    else:
        refusal(request, _("That day has another name by now."))
    return redirect("working_hours")
