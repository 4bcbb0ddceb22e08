"""A cell of several values is read back to the letter, and by people too."""

from hypothesis import given
from hypothesis import strategies as st

from leads.export.cells import items, joined

TEXT = st.text(alphabet="ab;|\\ \n\r'=n", max_size=8)


def stripped(rows: list[list[str]]) -> list[list[str]]:
    """As they come back: without spaces around a part, without empty parts at the end and items of nothing."""
    plain = [[part.strip(" ") for part in row] for row in rows]
    for row in plain:
        while len(row) > 1 and not row[-1]:
            row.pop()
    return [row for row in plain if any(row)]


def test_items_and_their_parts_stand_apart():
    cell = joined([["2026-10-02 09:30:00", "Leaflet", "phone", ""], ["", "Google search"]])
    assert cell == "2026-10-02 09:30:00 | Leaflet | phone;  | Google search"
    assert items(cell) == [["2026-10-02 09:30:00", "Leaflet", "phone"], ["", "Google search"]]


def test_separators_in_a_text_are_no_separators():
    cell = joined([["Oak; ash | elm", "two\nlines", "C:\\x"]])
    assert cell == "Oak\\; ash \\| elm | two\\nlines | C:\\\\x"
    assert items(cell) == [["Oak; ash | elm", "two\nlines", "C:\\x"]]


@given(st.lists(st.lists(TEXT, min_size=1, max_size=4), max_size=4))
def test_every_cell_is_read_back_to_the_letter(rows):
    assert [part for row in items(joined(rows)) for part in row if part] == [part for row in stripped(rows) for part in row if part]
    assert items(joined(stripped(rows))) == stripped(rows)


def test_what_somebody_typed_is_read_as_well():
    assert items("0113 496 0142;0113 496 0143 ;") == [["0113 496 0142"], ["0113 496 0143"]]
    assert items("  ") == []
    assert items("C:\\; D:\\") == [["C:; D:\\"]]
