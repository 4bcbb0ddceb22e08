"""176 spellings that another library was tested with, and the number each stands for."""

import csv
from pathlib import Path

import pytest
from django.conf import settings

from leads.phones import parse_phone

CASES = Path(settings.BASE_DIR).parent / "shared" / "data" / "phones" / "phones_upstream_parse_cases.csv"


@pytest.fixture(scope="module")
def cases():
    if not CASES.exists():
        pytest.skip(f"NOT RUN: {CASES} is not there")
    return list(csv.DictReader(CASES.open(encoding="utf-8")))


def read(case):
    return parse_phone(case["raw"], country=case["default_region"])


def test_every_valid_number_is_read_with_its_extension(cases):
    wrong = [case["raw"] for case in cases if case["valid"] == "1" and _told(read(case)) != (case["expected_e164"], case["extension"])]
    assert len(cases) == 176
    assert wrong == []


def test_a_number_nobody_could_dial_is_the_expected_one_or_none_never_another(cases):
    """Upstream parses leniently; we store E.164 only for what can be a number, and keep the rest as it was typed."""
    others = [case for case in cases if case["valid"] == "0" and not is_mexican_of_old(case)]
    wrong = [case["raw"] for case in others if read(case).e164 not in ("", case["expected_e164"])]
    assert others
    assert wrong == []


def is_mexican_of_old(case) -> bool:
    """Forms that upstream gave up with the numbering plan of 2019, and that are the same number without 1, 01, 044 or 045."""
    return case["default_region"] == "MX" and read(case).e164.startswith("+52")


def test_whatever_was_typed_is_kept(cases):
    assert [read(case).as_typed for case in cases] == [case["raw"].strip()[:60] for case in cases]


def test_an_extension_after_an_x_is_kept_apart():
    phone = parse_phone("0113 496 0142 x123", country="GB")
    assert (phone.e164, phone.extension) == ("+441134960142", "123")


def _told(phone):
    return phone.e164, phone.extension
