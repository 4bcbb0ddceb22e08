"""In the worker: each message is sent as soon as it is queued. Queued tasks name this module, so it stays where it is."""

import pghistory
from django.tasks import task
from django.utils import timezone

from accounts import current_business
from accounts.models import Business
from leads.mail.outbound.delivery import send


@task
def send_message(pk: str) -> None:
    """Called twice, it is sent once."""
    business = Business.current()
    with current_business.at(business), timezone.override(business.zone), pghistory.context(url="send a message"):
        send(pk)
