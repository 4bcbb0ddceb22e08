"""Settings: who the business writes as, and the mailbox that is read."""

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import mailing
from accounts.access import allow
from accounts.models import MailServer
from accounts.roles import OFFICE
from accounts.toasts import refusal, toast
from leads.forms.mail import MailboxForm, SenderForm
from leads.mail.inbound.mailbox import NoMailbox, opened
from leads.mail.outbound.sender import Sender
from leads.models import IncomingMail, Mailbox, MailSettings, Message


@allow(*OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def mail_settings(request):
    form = SenderForm(request.POST or None, instance=MailSettings.current())
    if request.method == "POST" and form.is_valid():
        form.save()
        toast(request, _("Saved"))
        return redirect("mail_settings")
    context = {"form": form, "sender": Sender.current(), "is_set_up": mailing.is_set_up(), "mailbox": Mailbox.objects.first()}
    context |= {"is_fixed": mailing.is_set_by_installation(), "server": MailServer.objects.first()}
    context["unsent"] = Message.objects.unsent().for_list().exclude(lead=None)[:20]
    return render(request, "leads/settings/mail.html", context, status=422 if form.errors else 200)


@allow(*OFFICE)
@require_http_methods(["GET", "HEAD", "POST"])
def mailbox(request):
    """Saving tries it at once; what does not work is said, and what was typed is kept all the same."""
    form = MailboxForm(request.POST or None, instance=Mailbox.objects.first() or Mailbox())
    if request.method == "POST" and form.is_valid():
        _try(request, form.save())
        return redirect("mailbox")
    recent = IncomingMail.objects.select_related("message__lead").order_by("-at", "-pk")[:30]
    context = {"form": form, "mailbox": Mailbox.objects.first(), "recent": recent}
    context["bad"] = IncomingMail.objects.filter(outcome=IncomingMail.Outcome.BAD).count()
    return render(request, "leads/settings/mailbox.html", context, status=422 if form.errors else 200)


@allow(*OFFICE)
@require_POST
def mailbox_test(request):
    found = Mailbox.objects.first()
    if found:
        _try(request, found)
    return redirect("mailbox")


@allow(*OFFICE)
@require_POST
def mailbox_removal(request):
    """It is not read any more; what came in by it stays."""
    Mailbox.objects.all().delete()
    toast(request, _("The mailbox is not read any more"))
    return redirect("mailbox")


def _try(request, mailbox: Mailbox) -> None:
    try:
        with opened(mailbox):
            toast(request, _("The mailbox answers. It is read every two minutes."))
    except NoMailbox as error:
        refusal(request, str(error))
