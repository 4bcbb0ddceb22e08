"""The Money page names the source that brings a client at the lowest cost, and at the highest, only where the ranges can tell."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from reports.core.amounts import cents
from reports.metrics.counting import Row
from reports.metrics.returns import Returns
from reports.money.extremes import sentences, unknown_sentence
from reports.money.query import MoneyRow


def of(**sources: tuple[int, int, int]):
    """Spend, leads and clients of each."""
    rows = [
        MoneyRow(Row(name, name, leads=leads, clients=clients, spend=Decimal(spend)), Returns(), Decimal(1))
        for name, (spend, leads, clients) in sources.items()
    ]
    return SimpleNamespace(rows=tuple(rows), by="source")


CHEAP, MIDDLE, DEAR = (1_000, 200, 100), (4_000, 200, 100), (20_000, 200, 100)


@pytest.mark.parametrize(
    ("rows", "text", "left"),
    [
        (
            {"Van": CHEAP, "Shop": MIDDLE, "Leaflet": DEAR},
            ["“Van” brings a client at the lowest cost, £10.", "“Leaflet” brings one at the highest cost, £200."],
            "",
        ),
        ({"Van": CHEAP, "Shop": MIDDLE, "Web": MIDDLE}, ["“Van” brings a client at the lowest cost, £10."], "at the highest cost cannot"),
        ({"Van": CHEAP, "Web": CHEAP, "Shop": DEAR}, ["“Shop” brings a client at the highest cost, £200."], "at the lowest cost cannot"),
        (
            {"Van": CHEAP, "Shop": (20_000, 200, 0)},
            ["“Van” brings a client at the lowest cost, £10.", "“Shop” costs most: it has brought no client yet."],
            "",
        ),
        ({"Van": CHEAP, "Web": CHEAP, "Shop": (5, 3, 0)}, [], "at the lowest cost, and which at the highest, cannot be told."),
        ({"Van": CHEAP, "Shop": (500, 0, 0)}, [], ""),
    ],
)
def test_extreme_is_named_where_its_range_stands_apart(business, rows, text, left):
    result = of(**rows)
    assert sentences(result) == text
    assert left in unknown_sentence(result)
    assert bool(left) == bool(unknown_sentence(result))


def test_pennies_are_said_below_a_hundred_only():
    assert [str(cents(Decimal(amount))) for amount in ("4027.52", "100.40", "99.994", "-250.5")] == ["4028", "100", "99.99", "-250"]
    assert cents(None) is None
