"""Handing one mail to whoever sends it, exactly once, and writing down what they said. The rows are `accounts.models.Posting`."""

import logging
from smtplib import SMTPException

from anymail.exceptions import AnymailError
from django.core.mail.backends.base import BaseEmailBackend

from accounts.mailing import OutgoingMail
from accounts.models import Posting
from leads.mail.explanations import sending_failed
from leads.mail.outbound.refusals import Verdict, judge

logger = logging.getLogger(__name__)
AFTER = {Verdict.LATER: Posting.put_back, Verdict.NO: Posting.refuse, Verdict.NOBODY_KNOWS: Posting.doubt}
"""Later is tried again; where nobody knows whether it went out, it is not sent a second time."""


def post(mail: OutgoingMail, *, row: Posting, connection: BaseEmailBackend) -> bool:
    """Whether it went out. Not, where somebody else began it first."""
    if not row.begin():
        return False
    try:
        connection.send_messages([mail])
    except (SMTPException, OSError, AnymailError) as error:
        verdict = judge(error)
        AFTER[verdict](row, sending_failed(error))
        logger.warning("The mail “%s” was not taken (%s): %s", row, verdict, error)
        return False
    return row.go_out()
