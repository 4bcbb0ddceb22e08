"""Every minute what was left behind is sent, every two the mailbox is read."""

from datetime import timedelta

from accounts.models import Business
from accounts.scheduler import scheduled
from leads.mail.inbound import passed_over
from leads.mail.inbound.file_store import forget_unused
from leads.mail.inbound.mailbox import poll
from leads.mail.outbound.delivery import send, settle_cut_off
from leads.models import Mailbox, Message

AT_ONCE = 200


@scheduled("send e-mail", every=timedelta(minutes=1))
def send_due(business: Business) -> None:
    settle_cut_off()
    for pk in list(Message.objects.due().values_list("pk", flat=True)[:AT_ONCE]):
        send(pk)


@scheduled("read the mailbox", every=timedelta(minutes=2), alone=True)
def read_mailbox(business: Business) -> None:
    for mailbox in Mailbox.objects.all():
        poll(mailbox)


@scheduled("forget mail that was passed over", every=timedelta(days=1))
def forget_passed_over(business: Business) -> None:
    passed_over.forget()
    forget_unused()
