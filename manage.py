import os
import sys

import environ
from django.core.management import execute_from_command_line

from leadtrack import database, postgres

APPLICATION = {"worker", "runserver"}
"""Commands that work as the web does. All others are of whoever runs the machine."""

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leadtrack.settings")
    environ.Env.read_env(postgres.BASE_DIR / ".env")
    if not APPLICATION.intersection(sys.argv[1:2]):
        database.act_as_owner()
    try:
        with postgres.in_use():
            execute_from_command_line(sys.argv)
    except postgres.ClusterError as error:
        raise SystemExit(str(error)) from None
