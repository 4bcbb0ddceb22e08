import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import BaseCommand, CommandError, call_command

from accounts.setup import setup_path
from leadtrack.database.pooling import lends_connections
from leadtrack.database.roles import application_connection, check_history_is_kept


class Command(BaseCommand):
    help = "Brings database and static files up to date; prints how to sign in where nobody can know it yet."

    def add_arguments(self, parser):
        parser.add_argument("--address", default="http://127.0.0.1:8000", help="where people reach LeadTrack")
        parser.add_argument("--demo", action="store_true", help="fill in the sample business and print its sign-ins")

    def handle(self, *, address, demo, **options):
        refuse_pooler()
        call_command("createcachetable", verbosity=0)
        call_command("migrate", interactive=False, verbosity=0)
        for warning in check_history_is_kept(["default"]):
            self.stderr.write(f"{warning.msg} {warning.hint}")
        collect_static()
        if demo:
            call_command("sample_business", stdout=self.stdout)
        elif path := setup_path():
            self.stdout.write(f"Set up your business with this link, which works once:\n  {address}{path}")


def refuse_pooler() -> None:
    """Raises CommandError for one that settings know nothing of."""
    with application_connection() as application:
        lends = not settings.DATABASE_POOLED and (lends_connections() or lends_connections(application))
    if lends:
        raise CommandError(
            "DATABASE_URL leads to a pooler that lends a connection for a transaction at a time. Set DATABASE_POOLED=True, so that "
            "LeadTrack keeps nothing in a session, or have the pooler lend connections for a session."
        )


def collect_static() -> None:
    """Collects only what changed since the last time: hashing and compressing everything takes seconds, comparing milliseconds."""
    stamp = Path(settings.STATIC_ROOT) / "collected"
    now = fingerprint()
    if stamp.exists() and stamp.read_text() == now:
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(now)


def fingerprint() -> str:
    found = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            stat = Path(storage.path(name)).stat()
            found.update(f"{name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return found.hexdigest()
