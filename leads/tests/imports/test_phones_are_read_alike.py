"""A number of a file is the number it is on a card, whichever way it took through the code."""

import pytest

from leads.imports.rows.drafts import Draft
from leads.imports.values.contact_ways import read_ways
from leads.phones import parse_phones

SHAPES = ("{0}", "{0} ", "({1}) {2}", "{1}-{2}", "{1}.{2}", "{1} {2}", "+44{0}", "0044 {0}", "0{0}", "+{0}", "{0} x5", "tel {0}", "44{0}")
NUMBERS = ("07700900123", "1134960142", "01134960142", "15123456789", "2025550123", "612345678", "0612345678", "12345", "00000000", "0")


@pytest.mark.parametrize("country", ["GB", "DE", "FR", "US", "IT", "IN", "MX"])
@pytest.mark.parametrize("shape", SHAPES)
def test_a_cell_has_the_numbers_of_a_card(country, shape):
    for number in NUMBERS:
        text = shape.format(number, number[:4], number[4:]).strip()
        draft = Draft(row=1)
        read_ways(draft, [text], country=country)
        assert draft.phones == parse_phones(text, country=country)
