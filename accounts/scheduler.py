"""Regular work that nobody asks for: each app names its own in `ready()`, and the worker does what is due.

    @chore("send the digest", every=timedelta(minutes=5))
    def send_digest(business): ...

A slow chore is done in a thread of its own, where nothing that is due waits for it, and is at work a twentieth of the time at the most.
One that is `alone`, since it waits for servers of others, has a thread of its own as well, and comes as often as it is due.

A chore holds an advisory lock of PostgreSQL while it runs, so that of several workers one does it, and a killed one leaves
nothing locked. It must be safe to be cut off anywhere and begun again: what it has done is to be seen in its own rows.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pghistory
from django.db import Error, connection
from django.utils import timezone

from accounts import current_business, locks
from accounts.models import Business, Chore

logger = logging.getLogger(__name__)
LOCK_CLASS = 0x1EAE
SLOW_RESTS = 20
"""Times as long as it took."""


@dataclass(frozen=True)
class Job:
    name: str
    every: timedelta
    work: Callable[[Business], None]
    slow: bool = False
    alone: bool = False

    def is_due(self, row: Chore) -> bool:
        """A clock that was set back does not stop it."""
        if not row.begun_at or row.begun_at > timezone.now():
            return True
        took = row.done_at - row.begun_at if self.slow and row.done_at else timedelta()
        return timezone.now() >= row.begun_at + max(self.every, SLOW_RESTS * took)


jobs: dict[str, Job] = {}


def scheduled(name: str, *, every: timedelta, slow: bool = False, alone: bool = False) -> Callable:
    """Have `work(business)` done about every so often, in the business's time zone, once the business is set up."""

    def register(work: Callable[[Business], None]) -> Callable[[Business], None]:
        jobs[name] = Job(name, every, work, slow, alone)
        return work

    return register


def run_due(*, slow: bool = False, alone: bool = False) -> list[str]:
    """Do each chore, each slow one, or each that is alone, whose time has come.

    Not what another worker is at. Returns the names of those done.

    One that fails says so in its row and in the log, and is tried again when its time comes next.
    """
    business = Business.current()
    if not business.is_set_up:
        return []
    ours = [job for job in jobs.values() if (job.slow, job.alone) == (slow, alone)]
    return [job.name for job in ours if _do(job, business)]


def run_forever(*, slow: bool = False, alone: bool = False, pause: float = 10) -> None:
    """Runs in a thread of the worker for ever, in another one for the slow ones, and in a third for those that wait for others."""
    while True:
        try:
            run_due(slow=slow, alone=alone)
        except Error as error:
            logger.warning("Chores wait for the database: %s", error)
            connection.close()
        time.sleep(pause)


def _do(job: Job, business: Business) -> bool:
    with locks.alone(job.name, among=LOCK_CLASS) as is_alone:
        if not is_alone:
            return False
        row, _made = Chore.objects.get_or_create(name=job.name)
        if not job.is_due(row):
            return False
        row.begun_at = timezone.now()
        row.save(update_fields=["begun_at"])
        error = _attempt(job, business)
        Chore.objects.filter(pk=row.pk).update(error=error, **({} if error else {"done_at": timezone.now()}))
        return not error


def _attempt(job: Job, business: Business) -> str:
    try:
        with current_business.at(business), timezone.override(business.zone), pghistory.context(url=f"chore {job.name}"):
            job.work(business)
    except Error:
        raise
    except Exception as error:
        logger.exception("The chore “%s” failed", job.name)
        return f"{type(error).__name__}: {error}"
    return ""
