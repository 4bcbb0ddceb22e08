"""What makes two contacts one person, and what does not."""

import pytest

from leads.duplicates.scoring import PROBABLE, Names, Person, Reason, judge

LEEDS = {"street": "12 Mill Lane", "postcode": "LS1 4AP", "town": "Leeds"}
NAMES = Names(1000, {"miller": 9, "ann": 30, "zora": 1, "quill": 1, "smith": 60, "john": 60}, {"leeds": 200})


def person(name: str = "", **fields) -> Person:
    return Person(name=name, **fields)


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        (person("Ann Miller", phones=("+441/",)), person("A. Miller", phones=("+441/",)), (Reason.PHONE, Reason.NAMES_ALIKE)),
        (person("Ann Miller", emails=("a@b.c",)), person("Ann Miller", emails=("a@b.c",)), (Reason.EMAIL, Reason.SAME_NAME)),
        (person("Ann Miller", **LEEDS), person("Ann Miler", **LEEDS), (Reason.ADDRESS, Reason.NAMES_ALIKE)),
        (person("Ann Miller", **LEEDS), person("Ann Fox", **LEEDS), (Reason.ADDRESS, Reason.OTHER_FAMILY_NAME)),
        (person("Ann", emails=("ann.miller@b.c",)), person("Ann", emails=("ann.miler@b.c",)), (Reason.NEAR_EMAIL, Reason.SAME_NAME)),
        (person("Ann Miller", company="Oak Ltd"), person("Ann Miler", company="Oak Ltd"), (Reason.FIRM, Reason.NAMES_ALIKE)),
        (person("Zora Quill"), person("Quill, Zora"), (Reason.RARE_NAME, Reason.NAMES_ALIKE)),
    ],
)
def test_probably_one_person(one, other, reasons):
    verdict = judge(one, other, names=NAMES)
    assert verdict == judge(other, one, names=NAMES)
    assert (verdict.score >= PROBABLE, verdict.reasons) == (True, reasons)


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        (person("Ann Miller", **LEEDS), person("Bob Miller", **LEEDS), (Reason.FAMILY,)),
        (person("Ann Miller", phones=("+441/",)), person("Cid Marsh", phones=("+441/",)), (Reason.PHONE, Reason.NAMES_DIFFER)),
    ],
)
def test_perhaps_a_family_or_colleagues(one, other, reasons):
    verdict = judge(one, other, names=NAMES)
    assert (verdict.score < PROBABLE, verdict.reasons) == (True, reasons)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person("John Smith"), person("John Smith")),
        (person("John Smith", emails=("j@a.example",)), person("John Smith", emails=("john@other.example",))),
        (person("John Smith", emails=("john.smith75@a.example",)), person("John Smith", emails=("john.smith82@a.example",))),
        (person("Ann", phones=("+441/",), emails=("ann.a@b.c",)), person("Ann", phones=("+442/",), emails=("ann.b@b.c",))),
        (person("Petra Low", phones=("+441/",), company="Oak Ltd"), person("Peter Low", phones=("+442/",), company="Oak Ltd")),
        (person("Ann Miller", town="Leeds"), person("Bob Miller", town="Leeds")),
        (person("Ann", phones=("+441/1",)), person("Ann", phones=("+441/2",))),
        (person(), person()),
    ],
)
def test_nothing_says_they_are_one(one, other):
    assert judge(one, other, names=NAMES) is None


def test_address_that_spells_both_names_is_one_person():
    grace, kelly = (person(name, emails=("grace.kelly52@jones.example",)) for name in ("Grace", "Kelly"))
    assert judge(grace, kelly, names=NAMES).score >= PROBABLE
