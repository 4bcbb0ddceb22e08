"""Sending one message: never twice, never silently lost.

    queued ──(connect; ask the listeners; commit)──► sending ──(transmit)──► sent
       ▲                                                │
       └── the server said "later" (4xx), with backoff ─┤── said no (5xx) ──► failed
                                                        └── nobody knows ───► uncertain, for a person to decide

Cut off before the commit, it is still queued and is sent by the next round. Cut off after it, it is found `sending` without
anybody at it: that window holds nothing but the transmission itself. Who is at it holds an advisory lock of PostgreSQL, which
a killed worker loses at once.
"""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

from django.core.mail import mailers
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import locks
from accounts.mailing import OutgoingMail
from accounts.models import Business, User
from leads.mail.explanations import provider_words, sending_failed
from leads.mail.listeners import may_send, tell
from leads.mail.outbound.composition import compose
from leads.mail.outbound.refusals import Verdict, judge
from leads.mail.outbound.sender import Sender
from leads.models import Activity, MailAddress, Message

logger = logging.getLogger(__name__)
Status = Message.Status
LOCK_CLASS = 0x3A11
TAKEN = {"sent", "queued"}
"""What a provider says of a message that it will deliver."""
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=1)
MOST_ATTEMPTS = 76
"""How often a server may say "later", or not be there, before it counts as no: about three days."""


def send(pk) -> str:
    """Send it if it is due and nobody else is at it. Returns the status it has afterwards."""
    with at_it(pk) as is_alone:
        message = Message.objects.filter(pk=pk).first()
        if message is None:
            return ""
        if is_alone and message.status == Status.QUEUED and message.not_before <= timezone.now():
            _send(message)
        return message.status


def _send(message: Message) -> None:
    if Business.current().is_sample:
        message.stop(_("The people of the sample are made up, so nothing is sent."))
        return
    try:
        mail = compose(message, sender=Sender.current())
        mail.message().as_bytes()
    except Exception as error:  # what cannot be written cannot be sent later either
        message.fail(str(error))
        return
    server = None
    try:
        server = mailers.default
        server.open()
    except Exception as error:
        _not_now(message, sending_failed(error, server))
        return
    try:
        if _begin(message):
            _transmit(message, lambda: server.send_messages([mail]), mail)
    finally:
        server.close()


@transaction.atomic
def _begin(message: Message) -> bool:
    """Say that it is on its way, unless somebody stopped it up to this moment. Returns whether it is to be transmitted."""
    address = MailAddress.locked(message.address)
    current = Message.objects.select_for_update(of=("self",)).select_related("lead").get(pk=message.pk)
    if current.status != Status.QUEUED:
        message.status = current.status
        return False
    if address.is_opted_out or not may_send(current):
        reason = _("They asked for no more e-mail.") if address.is_opted_out else _("It was no longer due.")
        message.stop(reason)
        return False
    return message.begin()


def _transmit(message: Message, transmit: Callable, mail: OutgoingMail) -> None:
    try:
        transmit()
    except Exception as error:
        verdict = judge(error)
        logger.warning("A message was not taken (%s): %s", verdict, error)
        if verdict is Verdict.LATER:
            _not_now(message, sending_failed(error))
        elif verdict is Verdict.NO:
            message.fail(sending_failed(error))
        else:
            message.doubt(sending_failed(error))
        return
    answer = getattr(mail, "anymail_status", None)
    if answer and not TAKEN & (answer.status or set()):
        said = _("%(name)s did not say whether it took it: %(said)s")
        names = {"name": getattr(mailers.default, "esp_name", ""), "said": provider_words(answer.esp_response)}
        message.doubt(said % names)
        return
    provider_id = str(answer.message_id or "") if answer else ""
    went_out(message, provider_id=provider_id)


@transaction.atomic
def went_out(message: Message, *, provider_id: str) -> bool:
    """It is sent, and stands in the history of the lead as something done."""
    return message.go_out(at=timezone.now(), provider_id=provider_id) and _write_down(message)


@transaction.atomic
def it_arrived(message: Message, *, by: User) -> bool:
    """A person knows that it went out. False when it is not in doubt."""
    return message.arrive(at=message.sent_at or timezone.now()) and _write_down(message)


def _write_down(message: Message) -> bool:
    if message.lead_id and message.activity_id is None:
        message.activity = Activity.log(message.lead, by=message.by, kind=Activity.Kind.MESSAGE, text=message.subject, at=message.at)
        Message.objects.filter(pk=message.pk).update(activity=message.activity)
    tell("sent", message)
    return True


def _not_now(message: Message, why: str) -> None:
    """Try again, each time after a longer pause; in the end it counts as no."""
    attempts = message.attempts if message.status == Status.SENDING else message.attempts + 1
    if attempts >= MOST_ATTEMPTS:
        message.fail(why, attempts=attempts)
        return
    pause = min(FIRST_PAUSE * 2 ** min(attempts - 1, 10), LONGEST_PAUSE)
    message.put_off(why, until=timezone.now() + pause, attempts=attempts)


def settle_cut_off() -> int:
    """What was being sent when its worker was killed becomes uncertain. Returns how many."""
    return sum(_settle(message) for message in Message.objects.under_way())


def _settle(message: Message) -> bool:
    with at_it(message.pk) as is_alone:
        said = _("LeadTrack was cut off while it was being sent, so nobody knows whether it went out.")
        return is_alone and message.doubt(said)


def at_it(pk) -> AbstractContextManager[bool]:
    """Whether this worker is the only one at this message, for as long as the block runs."""
    return locks.alone(str(pk), among=LOCK_CLASS)
