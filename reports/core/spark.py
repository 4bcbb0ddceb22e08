"""A line through the last months, in a view box 100 wide and 28 high."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

TOP, BOTTOM = 4, 24


@dataclass(frozen=True)
class Spark:
    """`path` is an SVG path; `last` is the height at which it ends; `flags`: what happened when (reports.annotations.marks)."""

    path: str
    last: float
    flags: tuple = ()

    @classmethod
    def of(cls, values: Sequence[float | Decimal | None], *, flags: tuple = ()) -> "Spark | None":
        """From the least to the most of the values; None for fewer than three, which are no course, or where one is unknown."""
        if len(values) < 3 or None in values:
            return None
        low, high = float(min(values)), float(max(values))
        heights = [BOTTOM - (float(value) - low) / (high - low) * (BOTTOM - TOP) if high > low else (TOP + BOTTOM) / 2 for value in values]
        step = 100 / (len(values) - 1)
        points = " ".join(f"{number * step:.1f} {height:.1f}" for number, height in enumerate(heights))
        return cls(f"M{points}", round(heights[-1], 1), flags)

    @property
    def needle(self) -> tuple[float, float]:
        return max(self.last - 6, 0), min(self.last + 6, 28)
