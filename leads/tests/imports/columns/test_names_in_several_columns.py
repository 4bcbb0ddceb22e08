"""A name in one column or in several is the same name: nothing of it is lost, and a form of address is no part of it."""

import pytest

from leads.imports.columns.people import name_of

WHOLE = [
    ({"first_name": "Ann", "middle_name": "Joy", "last_name": "Miller"}, "Ann Joy Miller"),
    ({"name_prefix": "Dr.", "first_name": "Ann", "last_name": "Miller", "name_suffix": ", Jr."}, "Dr. Ann Miller Jr."),
    ({"name_prefix": "Mrs", "first_name": "Ann", "last_name": "Miller"}, "Ann Miller"),
    ({"name_prefix": "Herr Dr.", "first_name": "Karl", "last_name": "Müller"}, "Herr Dr. Karl Müller"),
    ({"name": "Chandler Ltd", "first_name": "Ann"}, "Chandler Ltd"),
    ({"name": "A. Miller", "first_name": "Ann", "last_name": "Miller"}, "Ann Miller"),
    ({"last_name": "Miller"}, "Miller"),
    ({"name": '"Ann Miller" <01134960142>'}, "Ann Miller"),
    ({"name": "<01134960142>"}, ""),
    ({"name": "Ann Miller (1985)"}, "Ann Miller (1985)"),
    ({}, ""),
]


@pytest.mark.parametrize(("cells", "name"), WHOLE)
def test_name_is_put_together(cells, name):
    assert name_of({field: [text] for field, text in cells.items()}) == name
