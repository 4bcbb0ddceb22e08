"""Whether database and worker answer: for machines at /healthz, for people on the page shown meanwhile.

The worker holds a shared advisory lock of PostgreSQL as long as its connection lives, so nothing is written to say that it runs
and nothing stale is left behind when it is killed.
"""

import logging
import sys
import time

from django.db import Error, InterfaceError, OperationalError, connection
from django.http import HttpResponse, HttpResponseServerError, JsonResponse
from django.template.loader import render_to_string

from accounts.models import SignOfLife
from leadtrack import __version__

logger = logging.getLogger(__name__)
WORKER = "worker"
STATE = """
    SELECT current_setting('transaction_read_only') = 'off',
        EXISTS (SELECT FROM accounts_signoflife WHERE name = %s AND at > clock_timestamp() - %s)
"""
RETRY_SECONDS = 5
READ_ONLY = "25006"  # read_only_sql_transaction


class HealthMiddleware:
    """Comes first, so that the answer needs neither a session nor a known host nor HTTPS."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return healthz(request) if request.path == "/healthz" else self.get_response(request)


def healthz(request) -> JsonResponse:
    """200 when all is well, else 503: {"database": true, "writable": true, "worker": false, "version": "0.1.0"}."""
    answers = {"database": False, "writable": False, "worker": False}
    try:
        with connection.cursor() as cursor:
            cursor.execute(STATE, [WORKER, SignOfLife.FRESH])
            writable, worker = cursor.fetchone()
            answers = {"database": True, "writable": writable, "worker": worker}
    except Error as error:
        logger.warning("The database does not answer: %s", error)
    status = 200 if all(answers.values()) else 503
    return JsonResponse(answers | {"version": __version__}, status=status, headers={"Cache-Control": "no-store"})


def is_outage(error: BaseException | None) -> bool:
    """Whether a database that is away, or that takes no writes just now, is what went wrong. Django files the latter under
    InternalError, where the refusals of triggers are as well.
    """
    while error is not None:
        if isinstance(error, (OperationalError, InterfaceError)) or getattr(error, "pgcode", None) == READ_ONLY:
            return True
        error = error.__cause__
    return False


def server_error(request) -> HttpResponse:
    """handler500: a database that is away or takes no writes is a matter of moments (503), anything else is our fault (500)."""
    if is_outage(sys.exception()):
        connection.close()
        again = request.get_full_path() if request.method == "GET" else "/"
        return HttpResponse(render_to_string("503.html", {"path": again}), status=503, headers={"Retry-After": RETRY_SECONDS})
    return HttpResponseServerError(render_to_string("500.html"))


def show_worker(*, every: float = 2) -> None:
    """Runs in a thread of the worker for ever, through restarts of PostgreSQL too."""
    while True:
        try:
            SignOfLife.show(WORKER)
        except Error as error:
            logger.warning("The worker has lost the database: %s", error)
            connection.close()
        time.sleep(every)
