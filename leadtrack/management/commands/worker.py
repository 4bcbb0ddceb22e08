import logging
import threading
import time
from functools import partial

from django.db import Error, connection
from django_tasks_db.management.commands import db_worker

from accounts.scheduler import run_forever
from leadtrack.health import show_worker

RETRY_SECONDS = 2
logger = logging.getLogger(__name__)


class Command(db_worker.Command):
    help = "Runs queued tasks and regular chores until stopped, through restarts of the database too, and shows /healthz that it does."

    def handle(self, **options):
        for duty in (show_worker, run_forever, partial(run_forever, slow=True), partial(run_forever, alone=True)):
            threading.Thread(target=duty, daemon=True).start()
        while True:
            try:
                return super().handle(**options)
            except Error as error:
                logger.warning("The worker waits for the database: %s", error)
                connection.close()
                time.sleep(RETRY_SECONDS)

    def configure_logging(self, verbosity):
        """Only what went wrong, unless asked for more; being stopped is nothing wrong."""
        super().configure_logging(verbosity)
        if verbosity == 1:
            logging.getLogger(db_worker.TASKS_LOGGER).setLevel(logging.WARNING)
            db_worker.logger.setLevel(logging.ERROR)
