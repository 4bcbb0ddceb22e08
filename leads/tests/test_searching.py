"""People are found as they are called: in any order, in anybody's letters, by any spelling of their number."""

import pytest
from django.db import connection

from leads.models import Contact, Lead
from leads.phones import parse_phone

pytestmark = pytest.mark.django_db
PEOPLE = {
    "Łukasz Nowak": ("Piekarnia Nowak", "+48 601 234 567", "PL"),
    "Søren Ørsted": ("Ørsted Byg", "+45 20 12 34 56", "DK"),
    "Anna María Müller": ("Bäckerei Sonne", "+49 (0)151 2345678", "DE"),
    "Seán O'Brien": ("", "+44 113 496 0142", "GB"),
    "王 小明": ("", "+44 113 434 3210", "GB"),
    "Jean-Pierre Strauß": ("Strauß & Söhne", "+39 06 1234 5678", "IT"),
}
FINDS = {
    "Łukasz Nowak": ["Lukasz", "Nowak Łukasz", "Nowak Lukasz", "łukasz", "601 234", "+48 601", "0048 601 234", "601234567"],
    "Søren Ørsted": ["Soren", "Orsted", "Ørsted Søren", "Soeren", "orsted byg", "Søren Byg", "20 12 34 56"],
    "Anna María Müller": [
        *("Muller", "Mueller", "Anna Müller", "Müller Anna", "Anna Sonne", "Müller, Anna María", "MÜLLER", "Baeckerei", "backerei"),
        *("0151 2345", "+49 (0)151 2345", "0049 (0)151 2345678", "+49 0151 2345", "+491512345678", "151 2345678", "2345678"),
    ],
    "Seán O'Brien": ["obrien", "O’Brien", "o'brien sean", "Brien", "0113 496 0142", "4960142"],
    "王 小明": ["王", "小明", "小明 王"],
    "Jean-Pierre Strauß": ["Strauss", "strauß", "pierre jean", "Jean Söhne", "06 1234", "+39 06 1234", "0039 06 12345678"],
}


@pytest.fixture
def people(business):
    for name, (company, phone, country) in PEOPLE.items():
        Contact.make(name=name, company=company, phones=[parse_phone(phone, country=country)])


def names(text: str, *, country: str = "GB") -> list[str]:
    return [contact.name for contact in Contact.objects.search(text, country=country).order_by("pk")]


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in FINDS.items() for text in texts])
def test_a_person_is_found_however_typed(people, name, text):
    assert name in names(text)


@pytest.mark.parametrize(
    "text", ["Anna Nowak", "Anna Millar", "0000 4321", "0 4321", "00 4321", "+4321", "0151 9", "+48 151", "0001512345"]
)
def test_nobody_is_found_by_what_is_not_theirs(people, text):
    assert names(text) == []


@pytest.mark.parametrize("text", ["%", "_", "\\", "(((", "🙂", "12", "+", "%%%"])
def test_signs_and_letters_alone_find_no_stranger(people, text):
    assert names(text) == []


def test_zeros_in_a_number_are_found_where_they_stand(business):
    Contact.make(name="Zero", phones=[parse_phone("0113 000 4321", country="GB")])
    Contact.make(name="Other", phones=[parse_phone("0113 496 4321", country="GB")])
    assert names("0004321") == names("000 4321") == ["Zero"]
    assert names("00004321") == []
    assert names("4321") == ["Zero", "Other"]


def test_a_number_kept_as_typed_is_found_by_its_digits(business):
    Contact.make(name="Local", phones=[parse_phone("0 4321", country="GB")])
    assert names("0 4321") == names("04321") == ["Local"]


def test_part_of_an_address_finds_its_owner(business):
    Contact.make(name="Ann", emails=["Ann.Miller@firm.example"])
    Contact.make(name="Bob", emails=["bob@other.example"])
    assert names("miller@FIRM") == names("ann.miller") == ["Ann"]
    assert names("bo") == ["Bob"]


def test_a_name_of_signs_alone_is_found_whole(business):
    Contact.make(name="★ ★")
    assert names("★ ★") == ["★ ★"]
    assert names("★") == []


@pytest.mark.parametrize("text", ["maria miller", "jfk", "jk", "ann@firm.example", "0113 496 0142", "+44 113 496", "RE-2026/0815"])
@pytest.mark.parametrize("model", [Contact, Lead])
def test_a_search_reads_no_table_from_end_to_end(business, model, text):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = model.objects.search(text, country="GB").explain()
    assert "Disabled: true" not in plan
    assert "Seq Scan" not in plan
