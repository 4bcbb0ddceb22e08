"""Handing one mail to whoever sends it, exactly once, and writing down what they said. The rows are `accounts.models.Posting`."""

import logging
from smtplib import SMTPException

from anymail.exceptions import AnymailError
from django.utils import timezone

from accounts.models import Posting
from leads.mail.plain import sending_failed
from leads.mail.refusals import Verdict, judge

logger = logging.getLogger(__name__)
State = Posting.State
AFTER = {Verdict.LATER: State.CLAIMED, Verdict.NO: State.REFUSED, Verdict.NOBODY_KNOWS: State.SENDING}
"""Later is tried again; where nobody knows whether it went out, it is not sent a second time."""


def post(mail, *, row: Posting, connection) -> bool:
    """Whether it went out."""
    row.become(State.SENDING)
    try:
        connection.send_messages([mail])
    except (SMTPException, OSError, AnymailError) as error:
        verdict = judge(error)
        row.become(AFTER[verdict], error=sending_failed(error))
        logger.warning("The mail “%s” was not taken (%s): %s", row, verdict, error)
        return False
    row.become(State.SENT, sent_at=timezone.now(), error="")
    return True
