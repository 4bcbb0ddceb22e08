"""A command in a process of its own that is killed with SIGKILL when it calls something for the n-th time.

    python dying.py NAME_OF_DATABASE leads.imports.rows.batches.Writer._add 2 import_leads leads.csv --json

The name of a function that is never called, or the number 0, lets it live.
"""

import os
import pkgutil
import signal
import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
os.environ["DJANGO_SETTINGS_MODULE"] = "leadtrack.settings"
BATCH = 200


def die_at(name: str, number: int) -> None:
    owner, attribute = pkgutil.resolve_name(name.rpartition(".")[0]), name.rpartition(".")[2]
    plain, left = getattr(owner, attribute), [number]

    def deadly(*args, **kwargs):
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return plain(*args, **kwargs)

    setattr(owner, attribute, deadly)


def main(database: str, name: str, number: str, *command: str) -> None:
    import django
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = database
    django.setup()
    from django.core.management import call_command

    from leads.imports.kinds import LEADS, kinds

    kinds[LEADS] = replace(kinds[LEADS], batch=BATCH)
    die_at(name, int(number))
    call_command(*command)


if __name__ == "__main__":
    main(*sys.argv[1:])
