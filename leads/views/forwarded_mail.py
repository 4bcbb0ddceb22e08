"""Whose a mail is that a colleague passed on: asked on Today, answered here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import allow
from accounts.redirects import previous_page
from accounts.roles import EVERYONE
from accounts.toasts import refusal, sentences, toast
from leads.forms.requester import RequesterForm
from leads.mail.inbound import forward_questions
from leads.models import Message
from leads.phones import doubts
from leads.views.capture import told


@allow(*EVERYONE)
@require_POST
def requester(request: HttpRequest, pk: str) -> HttpResponse:
    """The mail becomes a lead of this person, or joins an enquiry of theirs."""
    message = _message(pk)
    form = RequesterForm(request.POST, country=request.business.country)
    if not form.is_valid():
        refusal(request, next(iter(form.errors.values()))[0])
        return _back(request)
    described = forward_questions.answer(message, by=request.user, **form.person())
    if described is None:
        return _too_late(request)
    toast(request, sentences(told(described), doubts(form.phones())))
    return _back(request)


@allow(*EVERYONE)
@require_POST
def dismissal(request: HttpRequest, pk: str) -> HttpResponse:
    """It is no enquiry."""
    if not forward_questions.dismiss(_message(pk), by=request.user):
        return _too_late(request)
    toast(request, _("It is no enquiry"), undo=reverse("message_question", args=[pk]))
    return _back(request)


@allow(*EVERYONE)
@require_POST
def question(request: HttpRequest, pk: str) -> HttpResponse:
    """Ask again after all."""
    if not forward_questions.ask_again(_message(pk)):
        return _too_late(request)
    return _back(request)


def _message(pk: str) -> Message:
    return get_object_or_404(Message.objects.incoming(), pk=pk)


def _too_late(request: HttpRequest) -> HttpResponse:
    refusal(request, _("Somebody has decided about that mail by now."))
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    return redirect(previous_page(request, fallback=reverse("leads")))
