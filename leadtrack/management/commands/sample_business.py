from django.core.management.base import BaseCommand, CommandError

from accounts.models import Business
from leadtrack import sample


class Command(BaseCommand):
    help = "Fills an empty LeadTrack with a sample business and prints one sign-in a role; --wipe takes it away again."

    def add_arguments(self, parser):
        parser.add_argument("--seed", type=int, default=sample.SEED, help="the same seed makes the same business")
        parser.add_argument("--wipe", action="store_true", help="empty the sample business")

    def handle(self, *, seed, wipe, **_):
        if wipe:
            return self._wipe()
        if not Business.current().is_sample:
            try:
                counts = sample.fill(seed=seed)
            except sample.NotEmpty as error:
                raise CommandError("There is a business here already; the sample would mix with it. Nothing was changed.") from error
            self.stdout.write(f"Sample business made: {counts['leads']} leads, {counts['sales']} sales.")
        self.stdout.write("Sign in as")
        for role, email, password in sample.sign_ins():
            self.stdout.write(f"  {role:<10}  {email:<24}  {password}")

    def _wipe(self) -> None:
        try:
            sample.wipe()
        except sample.NotEmpty as error:
            raise CommandError("This is no sample business. Nothing was changed.") from error
        self.stdout.write("The sample is gone.")
