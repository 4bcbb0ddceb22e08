import os
import sys

import environ
from django.core.management import execute_from_command_line

from leadtrack import postgres

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leadtrack.settings")
    environ.Env.read_env(postgres.BASE_DIR / ".env")
    try:
        with postgres.in_use():
            execute_from_command_line(sys.argv)
    except postgres.ClusterError as error:
        raise SystemExit(str(error)) from None
