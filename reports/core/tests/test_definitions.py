"""The words on tap and docs/metrics.md are the same, and every definition on a page exists."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from reports.core.catalogue import DEFINITIONS

DOCS = (settings.BASE_DIR / "docs" / "metrics.md").read_text()
PAGES = list((Path(settings.BASE_DIR) / "templates" / "reports").glob("*.html"))


@pytest.mark.parametrize("name", DEFINITIONS)
def test_the_docs_say_what_the_page_says(name):
    figure = DEFINITIONS[name].filled(days="N")
    assert f"| {figure.title} | {figure.text} |" in DOCS


def test_the_docs_define_nothing_that_no_page_shows():
    rows = [line for line in DOCS.splitlines() if line.startswith("| ") and not line.startswith("| number")]
    assert len(rows) == len(DEFINITIONS)


def test_every_definition_stands_on_a_page():
    marks = {name for page in PAGES for name in re.findall(r'{% definition "(\w+)"', page.read_text())}
    assert marks == set(DEFINITIONS)


def test_the_tests_that_the_docs_name_are_there():
    for name in re.findall(r"([\w/]*test_\w+\.py)", DOCS):
        assert (settings.BASE_DIR / name).exists(), name
