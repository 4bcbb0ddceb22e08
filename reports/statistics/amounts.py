"""Likely ranges of money: a mean of amounts of which a few are very large, and what is made of several figures.

Plain Python, no Django, like `reports.statistics.stats`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cbrt, sqrt

from reports.statistics.stats import Z_95, Interval, wilson

LEAST_AMOUNTS = 5
"""Of fewer amounts other than 0 nobody can say how much they vary; `mean_range` then says nothing."""
_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class Moments:
    """Of amounts that are never negative: how many, how many of them more than 0, and the sums of them, their squares and their cubes."""

    n: int = 0
    paying: int = 0
    total: float = 0.0
    squares: float = 0.0
    cubes: float = 0.0

    @classmethod
    def of(cls, amounts: Iterable[float]) -> "Moments":
        values = list(amounts)
        paying = sum(value > 0 for value in values)
        return cls(len(values), paying, *(sum(value**power for value in values) for power in (1, 2, 3)))

    def __add__(self, other: "Moments") -> "Moments":
        """Those of both together."""
        return Moments(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    @property
    def mean(self) -> float | None:
        return self.total / self.n if self.n else None


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure and its 95 % range, low ≤ value ≤ high; all three not negative, unless it is a difference."""

    value: float
    low: float
    high: float

    def times(self, factor: float) -> "Estimate":
        """The same in another unit; `factor` is more than 0 and has no range of its own."""
        return Estimate(self.value * factor, self.low * factor, self.high * factor)

    @property
    def says(self) -> int:
        """1 or −1 where the range leaves out zero on that side, else 0."""
        return (self.low > 0) - (self.high < 0)


def mean_range(amounts: Moments) -> Interval | None:
    """95 % range of a mean of amounts, never below 0; None for fewer than five paying ones, or when they do not vary.

    Sales are skewed: many small ones (and leads that never bought, who count with 0), a few large. The usual mean ± 1.96 standard
    errors then misses on one side: it says too little of what is possible above. Hall's transformation takes the third moment into
    account, Student's t the few amounts; of five to ten very skewed ones it still holds the truth only about nine times in ten.
    It asks for three sums and no second look at the amounts, so that the database can add them up, and for no chance
    numbers, so that the same data always give the same range. `test_amounts.py` measures how often it holds the truth.
    Source: Hall 1992, J. R. Stat. Soc. B 54, 221–228; for skewed costs with many zeros: Zhou and Dinh 2005, Biostatistics 6, 187–200.
    """
    n = amounts.n
    if amounts.paying < LEAST_AMOUNTS or n < 2:
        return None
    mean = amounts.total / n
    spread = amounts.squares / n - mean * mean
    if spread <= _SAME * mean * mean:
        return None
    skew = (amounts.cubes / n - 3 * mean * amounts.squares / n + 2 * mean**3) / spread**1.5
    error, t = sqrt(spread / (n - 1)), student_t(n - 1)
    return Interval(max(0.0, mean - error * _unskewed(t, skew, n)), mean - error * _unskewed(-t, skew, n))


def student_t(freedom: int) -> float:
    """The 97.5 % point of Student's t, good to 0.3 % from four degrees of freedom on.

    Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 1964, 26.7.5.
    """
    z, n = Z_95, freedom
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
    )
    correction: float = sum(term / n**power for power, term in enumerate(terms, start=1))
    return z + correction


def _unskewed(z: float, skew: float, n: int) -> float:
    """The standardised mean at which Hall's transformation takes the value `z`."""
    root = sqrt(n)
    if abs(skew) < _SAME:
        return z
    return 3 * root / skew * (cbrt(1 + skew * (z / root - skew / (6 * n))) - 1)


def count_estimate(count: int) -> Estimate:
    """What is behind a count of things that come one by one (Poisson): the score range, as Wilson's is for rates.

    ValueError for a negative count. Source: Barker 2002, Am. Stat. 56, 85–89, its "scores" interval.
    """
    if count < 0:
        raise ValueError("a count is not negative")
    half = Z_95 * Z_95 / 2
    spread = Z_95 * sqrt(count + half / 2)
    return Estimate(float(count), 0.0 if count == 0 else count + half - spread, count + half + spread)


def rate_estimate(successes: int, n: int) -> Estimate | None:
    """A rate with Wilson's range; None of nothing."""
    result = wilson(successes, n)
    return Estimate(successes / n, result.low, result.high) if result else None


def product(estimate: Estimate, other: Estimate) -> Estimate:
    """What two figures seen independently come to when multiplied; `other` is more than 0, and so is its upper end.

    The range is that of `one` divided by 1/`other`, whose own range is (1/high, 1/low).
    Source: MOVER-R, Newcombe 2016, Stat. Methods Med. Res. 25, 1774–1778; ratio after Donner and Zou 2012, ibid. 21, 347–359.
    """
    value = estimate.value * other.value
    small, large = 1 / other.high, 1 / other.low if other.low > 0 else None
    unit = 1 / other.value
    high = _upper(estimate, unit, small)
    if large is None or value == 0:
        return Estimate(value, 0.0, high)
    seen = estimate.value * unit
    ends = estimate.low * (2 * estimate.value - estimate.low)
    under = seen * seen - ends * large * (2 * unit - large)
    return Estimate(value, max(0.0, ends / (seen + sqrt(max(under, 0.0)))), high)


def _upper(estimate: Estimate, unit: float, small: float) -> float:
    seen, below = estimate.value * unit, small * (2 * unit - small)
    under = seen * seen - estimate.high * (2 * estimate.value - estimate.high) * below
    return (seen + sqrt(max(under, 0.0))) / below


def difference(estimate: Estimate, other: Estimate) -> Estimate:
    """`one` minus `other`, seen independently. Source: MOVER, Zou and Donner 2008, Stat. Med. 27, 1693–1702."""
    value = estimate.value - other.value
    low = value - sqrt((estimate.value - estimate.low) ** 2 + (other.high - other.value) ** 2)
    high = value + sqrt((estimate.high - estimate.value) ** 2 + (other.value - other.low) ** 2)
    return Estimate(value, low, high)
