"""A cell of several values is read back to the letter, and by people too."""

import pytest
from django.db import connection

from leads.export.cells import items
from leads.export.sql import escaped

NASTY = [
    "Oak; ash | elm",
    "two\nlines\r\nmore",
    "C:\\x",
    "ends with |",
    "ends with \\",
    "a \\; b \\/ c \\n",
    "; ",
    "|",
    "'=1;=2",
    "naïve 🙂",
]


def written(text: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT rtrim({escaped('t.x')} || ' | ' || '', ' |') FROM (SELECT %s AS x) t", [text])  # noqa: S608
        return cursor.fetchone()[0]


@pytest.mark.django_db
@pytest.mark.parametrize("text", NASTY)
def test_any_text_in_a_list_is_read_back_to_the_letter(text):
    assert items(f"{written(text)} | phone; {written(text)}") == [[text.strip(" "), "phone"], [text.strip(" ")]]


def test_items_and_their_parts_stand_apart():
    cell = "2026-10-02 09:30:00 | Leaflet | phone;  | Google search"
    assert items(cell) == [["2026-10-02 09:30:00", "Leaflet", "phone"], ["", "Google search"]]


def test_what_somebody_typed_is_read_as_well():
    assert items("0113 496 0142;0113 496 0143 ;") == [["0113 496 0142"], ["0113 496 0143"]]
    assert items("  ") == []
    assert items("C:\\; D:\\") == [["C:; D:\\"]]
