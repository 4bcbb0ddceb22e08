"""What is in the tree works on any machine: nothing in it leads to a place of this one."""

import subprocess

import pytest
from django.conf import settings


def test_the_tree_holds_no_links():
    try:
        listed = subprocess.run(["git", "ls-files", "-s"], cwd=settings.BASE_DIR, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"NOT RUN: this is no checkout of git ({error})")
    links = [line.split("\t")[1] for line in listed.splitlines() if line.startswith("120000 ")]
    assert links == []
    assert ".venv" not in listed.split()
