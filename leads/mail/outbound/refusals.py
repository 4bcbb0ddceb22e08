"""What a failed transmission means: try later, never, or nobody knows."""

from enum import StrEnum
from smtplib import SMTPRecipientsRefused, SMTPResponseException

from anymail.exceptions import (
    AnymailAPIError,
    AnymailCancelSend,
    AnymailInvalidAddress,
    AnymailRecipientsRefused,
    AnymailSerializationError,
    AnymailUnsupportedFeature,
)
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError, SSLError


class Verdict(StrEnum):
    LATER = "later"
    NO = "no"
    NOBODY_KNOWS = "nobody knows"


NEVER_LEFT = (AnymailInvalidAddress, AnymailSerializationError, AnymailUnsupportedFeature, AnymailCancelSend, AnymailRecipientsRefused)
FOR_LATER = (401, 403, 429)
"""It was too much at once, or it does not know us: nothing went out, and once our key is put right it will."""


def judge(error: Exception) -> Verdict:
    """Only an answer of the server makes it certain that nothing went out; a line that broke says nothing."""
    if isinstance(error, SMTPRecipientsRefused):
        return _by_codes([code for code, _said in error.recipients.values()])
    if isinstance(error, SMTPResponseException):
        return _by_codes([error.smtp_code])
    if isinstance(error, NEVER_LEFT):
        return Verdict.NO
    if isinstance(error, AnymailAPIError):
        return Verdict.LATER if _never_connected(error) else _by_http(error.status_code)
    return Verdict.NOBODY_KNOWS


def _by_codes(codes: list[int]) -> Verdict:
    if any(500 <= code < 600 for code in codes):
        return Verdict.NO
    return Verdict.LATER if codes and all(400 <= code < 500 for code in codes) else Verdict.NOBODY_KNOWS


def _by_http(status: int | None) -> Verdict:
    if status in FOR_LATER:
        return Verdict.LATER
    return Verdict.NO if status and 400 <= status < 500 else Verdict.NOBODY_KNOWS


def _never_connected(error: AnymailAPIError) -> bool:
    """There was no line to the provider yet: no such server, no answer, or a certificate that is not to be trusted."""
    told = error.__cause__.args if error.__cause__ else ()
    return bool(told) and isinstance(getattr(told[0], "reason", None), (NewConnectionError, ConnectTimeoutError, SSLError))
