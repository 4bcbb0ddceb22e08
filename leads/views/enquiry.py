from collections.abc import Callable

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.access import allow
from accounts.roles import EVERYONE
from accounts.toasts import sentences, toast
from leads.capture import intake
from leads.capture.card import Described, describe
from leads.contacts import recognition
from leads.forms.enquiry import EnquiryForm
from leads.models import Lead, State
from leads.phones import doubts
from leads.views.capture import told


@allow(*EVERYONE)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """An enquiry with all its details, for now or for another time."""

    def then(form: EnquiryForm, lead: Lead, described: Described) -> HttpResponse:
        toast(request, sentences(told(described), doubts(form.phones())), undo=reverse("lead_withdrawal", args=[lead.pk]))
        return redirect(described.lead)

    return log_enquiry(request, then=then)


def log_enquiry(request, *, then: Callable[[EnquiryForm, Lead, Described], HttpResponse], **context) -> HttpResponse:
    """Asks for an enquiry on a page of its own, and answers with `then` once it is logged. `context`: what else the page shows."""
    form = EnquiryForm(request.POST or None, country=request.business.country)
    if request.method != "POST" or not form.is_valid():
        return render(request, "leads/new.html", context | {"form": form}, status=422 if form.is_bound else 200)
    known = recognition.recognise(phones=form.phones(), emails=form.emails())
    if known and not form.cleaned_data["decision"]:
        return render(request, "leads/new.html", context | {"form": form, "known": known.compared(form.cleaned_data["name"])})
    return then(form, *_log(form, by=request.user))


@transaction.atomic
def _log(form: EnquiryForm, *, by) -> tuple[Lead, Described]:
    lead = intake.capture(by=by, **form.capture_values()).lead
    if lead.state == State.WITHDRAWN:
        return lead, Described(lead=lead)
    return lead, describe(lead, by=by, **form.card())
