"""Which cells of a table of counts differ from what chance would put there.

Plain Python, no Django, like `reports.statistics.stats`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import erfc, sqrt

from reports.statistics.stats import LEVEL, benjamini_hochberg

LEAST_EXPECTED = 5
"""Where less is expected a residual does not follow the normal curve, and the cell is not judged (Cochran 1954, Biometrics 10)."""


@dataclass(frozen=True, slots=True)
class Cell:
    """`expected` if rows and columns had nothing to do with one another. `residual` is about a standard normal number then.

    `residual` None: it is the only row or column, so nothing could be otherwise. `q` None: not judged.
    """

    observed: int
    expected: float
    residual: float | None
    q: float | None = None

    @property
    def is_judged(self) -> bool:
        return self.q is not None

    @property
    def differs(self) -> int:
        """1: more than chance would explain, −1: fewer, 0: within chance or not judged."""
        if self.q is None or self.residual is None or self.q > LEVEL:
            return 0
        return 1 if self.residual > 0 else -1


def cells(counts: Sequence[Sequence[int]]) -> list[list[Cell]]:
    """One Cell a count, judged together at a false discovery rate of 5 %.

    Adjusted residual: (observed − expected)/√(expected·(1 − row share)·(1 − column share)), two-sided by the normal curve, then
    Benjamini–Hochberg over the cells where 5 or more are expected. ValueError for rows of unequal length or counts below 0.
    Source: Haberman 1973, Biometrics 29, 205–220; Agresti, Categorical Data Analysis, 3rd ed. 2013, §3.3.1.
    """
    widths = {len(row) for row in counts}
    if len(widths) > 1 or any(count < 0 for row in counts for count in row):
        raise ValueError("a table of counts has rows of one length and no negative count")
    rows, columns = [sum(row) for row in counts], [sum(column) for column in zip(*counts, strict=True)]
    total = sum(rows)
    lines = zip(counts, rows, strict=True)
    result = [[_cell(n, row, column, total) for n, column in zip(line, columns, strict=True)] for line, row in lines]
    places = [(i, j) for i, line in enumerate(result) for j, cell in enumerate(line) if _can_be_judged(cell)]
    q_values = benjamini_hochberg([erfc(abs(result[i][j].residual or 0.0) / sqrt(2)) for i, j in places])
    for (i, j), q in zip(places, q_values, strict=True):
        cell = result[i][j]
        result[i][j] = Cell(cell.observed, cell.expected, cell.residual, q)
    return result


def _cell(observed: int, row: int, column: int, total: int) -> Cell:
    expected = row * column / total if total else 0.0
    if not expected or row == total or column == total:
        return Cell(observed, expected, None)
    return Cell(observed, expected, (observed - expected) / sqrt(expected * (1 - row / total) * (1 - column / total)))


def _can_be_judged(cell: Cell) -> bool:
    return cell.residual is not None and cell.expected >= LEAST_EXPECTED
