"""In the worker: each message is sent as soon as it is queued, every minute what was left behind, and the mailbox is read."""

from datetime import timedelta

import pghistory
from django.tasks import task
from django.utils import timezone

from accounts import here
from accounts.chores import chore
from accounts.models import Business
from leads.mail import passed_over
from leads.mail.filing import forget_unused
from leads.mail.mailbox import poll
from leads.mail.sending import send, settle_cut_off
from leads.models import Mailbox, Message

AT_ONCE = 200


@task
def send_message(pk: str) -> None:
    """Called twice, it is sent once."""
    business = Business.current()
    with here.at(business), timezone.override(business.zone), pghistory.context(url="send a message"):
        send(pk)


@chore("send e-mail", every=timedelta(minutes=1))
def send_due(business: Business) -> None:
    settle_cut_off()
    for pk in list(Message.objects.due().values_list("pk", flat=True)[:AT_ONCE]):
        send(pk)


@chore("read the mailbox", every=timedelta(minutes=2), alone=True)
def read_mailbox(business: Business) -> None:
    for mailbox in Mailbox.objects.all():
        poll(mailbox)


@chore("forget mail that was passed over", every=timedelta(days=1))
def forget_passed_over(business: Business) -> None:
    passed_over.forget()
    forget_unused()
