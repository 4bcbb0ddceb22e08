"""Python orders a set of names anew in each process: sums must not notice."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

PROGRAM = """
from reports.statistics.standard import split
now = {f"source {n}": (n % 5, 7 * n + 3) for n in range(1, 12)}
then = {f"source {n}": (n % 3, 5 * n + 4) for n in range(3, 14)}
print(repr(split(now, then)))
"""


def split_with_seed(seed: int) -> str:
    environment = os.environ | {"PYTHONHASHSEED": str(seed)}
    command = [sys.executable, "-c", PROGRAM]
    return subprocess.run(command, env=environment, cwd=settings.BASE_DIR, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("seed", range(1, 6))
def test_split_is_the_same_in_every_process(seed):
    assert split_with_seed(seed) == split_with_seed(0)
