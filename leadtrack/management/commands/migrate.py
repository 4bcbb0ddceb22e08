from django.core.management.commands import migrate

from leadtrack.database import roles


class Command(migrate.Command):
    """Django's, and then the rights of the application's role: no table is left without, however one migrates."""

    def handle(self, *args, **options):
        super().handle(*args, **options)
        if not (options["check_unapplied"] or options["plan"]):
            roles.grant()
