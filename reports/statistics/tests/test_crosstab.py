"""Adjusted residuals against published ones, and which cells may be judged."""

import pytest

from reports.statistics.crosstab import cells
from reports.statistics.stats import mid_p_fisher

PARTY = [[279, 73, 225], [165, 47, 191]]
"""Women and men by party (Democrat, independent, Republican), 1991 General Social Survey: Agresti, An Introduction to Categorical
Data Analysis, 1996, table 2.7, which gives the adjusted residuals."""


def residuals(counts) -> list[list[float]]:
    return [[round(cell.residual, 2) for cell in line] for line in cells(counts)]


def test_the_residuals_are_those_of_the_book():
    assert residuals(PARTY) == [[2.29, 0.46, -2.62], [-2.29, -0.46, 2.62]]
    assert [round(cell.expected, 1) for cell in cells(PARTY)[0]] == [261.4, 70.7, 244.9]


def test_residual_is_the_root_of_chi_square():
    (cell, _), _second = cells([[30, 10], [20, 40]])
    chi_square = 100 * (30 * 40 - 10 * 20) ** 2 / (40 * 60 * 50 * 50)
    assert cell.residual == pytest.approx(chi_square**0.5)
    assert cell.q == pytest.approx(mid_p_fisher(30, 40, 20, 60), abs=2e-4)


def test_cells_below_five_expected_are_unjudged():
    (first, second), (third, fourth) = cells([[4, 6], [16, 174]])
    assert [(cell.is_judged, cell.differs) for cell in (first, second, third, fourth)] == [
        (False, 0),  # 1 expected
        (True, -1),
        (True, -1),
        (True, 1),
    ]


def test_different_cell_is_named_with_its_direction():
    assert [[cell.differs for cell in line] for line in cells([[14, 10], [26, 100]])] == [[1, -1], [-1, 1]]
    assert all(cell.differs == 0 for line in cells([[12, 10], [50, 50]]) for cell in line)


def test_more_cells_ask_for_more_proof():
    alone = cells([[30, 19], [70, 81]])
    among_others = cells([[30, 19, 25, 25], [70, 81, 75, 75]])
    assert alone[0][0].q < among_others[0][0].q


@pytest.mark.parametrize("counts", [[], [[]], [[7]], [[7, 0]], [[7], [9]], [[0, 0], [0, 0]]])
def test_fixed_table_says_nothing(counts):
    assert all(cell.residual is None and not cell.differs for line in cells(counts) for cell in line)


@pytest.mark.parametrize("counts", [[[1, 2], [3]], [[1, -2]]])
def test_crosstab_refuses_impossible_counts(counts):
    with pytest.raises(ValueError, match="a table of counts"):
        cells(counts)
