"""Settings: which server takes our mail, tried by sending one mail to whoever sets it up."""

import logging
from smtplib import SMTPException

from anymail.exceptions import AnymailError
from django.core.mail import mailers
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import mailing
from accounts.access import allow
from accounts.models import MailServer
from accounts.roles import OFFICE
from accounts.sealing import Unreadable
from accounts.toasts import refusal, toast
from leads.forms.mail_server import MailServerForm
from leads.mail.explanations import sending_failed
from leads.mail.outbound.presets import PRESETS
from leads.mail.outbound.server_trial import trial_mail, try_out

logger = logging.getLogger(__name__)


@allow(*OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def mail_server(request: HttpRequest) -> HttpResponse:
    """Only a server that took a mail is kept, so what works is never replaced by what does not."""
    form = MailServerForm(request.POST or None, instance=MailServer.objects.first() or MailServer())
    is_fixed = mailing.is_set_by_installation()
    if request.method == "POST" and not is_fixed and form.is_valid() and _works(request, form):
        form.save()
        toast(request, _("It works: the mail to %(address)s was taken. Look whether it arrived.") % {"address": request.user.email})
        return redirect("mail_settings")
    presets = [preset.as_json() for preset in PRESETS]
    context = {"form": form, "is_fixed": is_fixed, "server": MailServer.objects.first(), "presets": presets}
    return render(request, "leads/settings/mail_server.html", context, status=422 if request.method == "POST" else 200)


def _works(request: HttpRequest, form: MailServerForm) -> bool:
    fault = try_out(form.instance, to=request.user.email)
    if fault:
        form.add_error(fault.field or None, fault.text)
    return fault is None


@allow(*OFFICE)
@require_POST
def mail_server_test(request: HttpRequest) -> HttpResponse:
    """One mail by whichever server is set."""
    if not mailing.is_set_up():
        refusal(request, _("There is no mail server yet, so nothing was sent."))
        return redirect("mail_server")
    server = None
    try:
        server = mailers.default
        with server:
            server.send_messages([trial_mail(to=request.user.email)])
    except (OSError, SMTPException, AnymailError, ValueError, Unreadable) as error:
        logger.warning("The mail server was tried in vain: %s", error)
        refusal(request, sending_failed(error, server))
    else:
        toast(request, _("The mail to %(address)s was taken. Look whether it arrived.") % {"address": request.user.email})
    return redirect("mail_settings")


@allow(*OFFICE)
@require_POST
def mail_server_removal(request: HttpRequest) -> HttpResponse:
    """Nothing is sent any more; what waits goes on waiting."""
    MailServer.objects.all().delete()
    toast(request, _("The mail server is not used any more"))
    return redirect("mail_settings")
