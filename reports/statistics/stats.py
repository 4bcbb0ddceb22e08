"""The arithmetic behind "likely 10 to 57 %", "better than the rest" and "can't tell yet".

Plain Python: no Django, no database, no rounding for display. Rates are fractions between 0 and 1,
counts are whole numbers, and what cannot be known (a rate of no leads) is None, never 0.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, exp, lgamma, sqrt
from statistics import NormalDist
from typing import Literal

Z_95 = 1.959964
LEVEL = 0.05
POWER = 0.80
WITHIN_DAYS = (7, 14, 30, 60, 90, 180, 365)

# Two tables whose log-probabilities differ by less than this are equally likely. lgamma near 100,000
# is good to about 1e-9, and genuinely different tables that close together would not change a verdict.
_TIE = 1e-7
# No business waits for more leads than this; it also ends the search where no number would do.
_NEVER = 10**9


@dataclass(frozen=True, slots=True)
class Interval:
    """Two ends of one range, low ≤ high, in the unit of what it describes (a rate or a difference of rates)."""

    low: float
    high: float

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one row of a table compares with all the other rows together.

    `more_leads` is set for "cant_tell" where an estimate exists. `q` and `difference` (the row's rate minus the
    rest's, Newcombe 95 %, not adjusted for the number of rows) are None where one side has no leads at all.
    """

    kind: Literal["better", "worse", "cant_tell", "too_close"]
    more_leads: int | None
    q: float | None
    difference: Interval | None


def _check(successes: int, n: int) -> None:
    if not 0 <= successes <= n:
        raise ValueError(f"{successes} of {n} is not a count out of a total")


def wilson(successes: int, n: int, *, z: float = Z_95) -> Interval | None:
    """Likely range of a rate seen as `successes` of `n`; None when n is 0.

    Wilson's score interval without continuity correction, 95 % unless another `z` is given.
    ValueError unless 0 ≤ successes ≤ n.
    Source: Wilson 1927, J. Am. Stat. Assoc. 22, 209–212; method 3 of Newcombe 1998, Stat. Med. 17, 857–872.
    """
    _check(successes, n)
    if n == 0:
        return None
    rate = successes / n
    centre = rate + z * z / (2 * n)
    spread = z * sqrt((rate * (1 - rate) + z * z / (4 * n)) / n)
    scale = 1 + z * z / n
    # At none and at all the formula gives 0 and 1 exactly; floating point does not.
    low = 0.0 if successes == 0 else max(0.0, (centre - spread) / scale)
    high = 1.0 if successes == n else min(1.0, (centre + spread) / scale)
    return Interval(low, high)


def newcombe_difference(x1: int, n1: int, x2: int, n2: int, *, z: float = Z_95) -> Interval | None:
    """Likely range of x1/n1 − x2/n2, between −1 and 1; None when either side has no leads.

    The hybrid score interval: the Wilson limits of both rates, squared and added. ValueError unless 0 ≤ x ≤ n.
    Source: method 10 of Newcombe 1998, Stat. Med. 17, 873–890, worked examples in its Table II.
    """
    first, second = wilson(x1, n1, z=z), wilson(x2, n2, z=z)
    if first is None or second is None:
        return None
    p1, p2 = x1 / n1, x2 / n2
    low = p1 - p2 - sqrt((p1 - first.low) ** 2 + (second.high - p2) ** 2)
    high = p1 - p2 + sqrt((first.high - p1) ** 2 + (p2 - second.low) ** 2)
    return Interval(max(-1.0, low), min(1.0, high))


@dataclass(frozen=True, slots=True)
class _Hypergeometric:
    """Successes in a sample of `n1`, drawn from `n1 + n2` of which `total` are successes."""

    n1: int
    n2: int
    total: int

    @property
    def lowest(self) -> int:
        return max(0, self.total - self.n2)

    @property
    def highest(self) -> int:
        return min(self.n1, self.total)

    @property
    def mode(self) -> int:
        return (self.n1 + 1) * (self.total + 1) // (self.n1 + self.n2 + 2)

    def log_probability(self, x: int) -> float:
        everyone = _log_choose(self.n1 + self.n2, self.total)
        return _log_choose(self.n1, x) + _log_choose(self.n2, self.total - x) - everyone

    def tail(self, x: int, step: Literal[1, -1]) -> float:
        """P(X ≥ x) for step 1, P(X ≤ x) for step −1; x lies on that side of the mode or at it.

        Each term follows from the one before, until they stop counting: about ten standard deviations of steps.
        """
        if not self.lowest <= x <= self.highest:
            return 0.0
        term = exp(self.log_probability(x))
        total = 0.0
        while term > total * 1e-17:
            total += term
            if step == 1:
                term *= (self.n1 - x) * (self.total - x) / ((x + 1) * (self.n2 - self.total + x + 1))
            else:
                term *= x * (self.n2 - self.total + x) / ((self.n1 - x + 1) * (self.total - x + 1))
            x += step
        return total


def _log_choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def _first_true(test: Callable[[int], bool], low: int, high: int) -> int:
    """The smallest whole number in [low, high] that passes a test which stays passed; `high` if none before it."""
    return low + bisect_left(range(low, high), True, key=test)


def mid_p_fisher(x1: int, n1: int, x2: int, n2: int) -> float:
    """Two-sided mid-p value of Fisher's test that x1 of n1 and x2 of n2 share one rate; 1.0 if only one table is possible.

    With both margins fixed: the probability of every table less likely than the one seen, plus half that of the tables
    just as likely (the one seen among them). Half, so that chance alone averages exactly one half, where Fisher's
    own p is too cautious on small tables. ValueError unless 0 ≤ x ≤ n. A few thousand steps at 100,000 leads.
    Source: Lancaster 1961, J. Am. Stat. Assoc. 56, 223–234; Agresti, Categorical Data Analysis, 3rd ed. 2013, §3.5.
    """
    _check(x1, n1)
    _check(x2, n2)
    tables = _Hypergeometric(n1, n2, x1 + x2)
    if tables.lowest == tables.highest:
        return 1.0
    seen = tables.log_probability(x1)

    def at_most_as_likely(x: int) -> bool:
        return tables.log_probability(x) <= seen + _TIE

    if x1 >= tables.mode:
        near = tables.tail(x1, 1)
        # Mirrored, because the search looks for a first number and this is a last one.
        start = 1 - tables.mode
        opposite = -_first_true(lambda x: at_most_as_likely(-x), start, 1 - tables.lowest)
        far = tables.tail(opposite, -1)
    else:
        near = tables.tail(x1, -1)
        opposite = _first_true(at_most_as_likely, tables.mode, tables.highest + 1)
        far = tables.tail(opposite, 1)
    ties = exp(seen)
    if tables.lowest <= opposite <= tables.highest and abs(tables.log_probability(opposite) - seen) <= _TIE:
        ties *= 2
    return min(1.0, near + far - ties / 2)


def benjamini_hochberg(p_values: Sequence[float]) -> list[float]:
    """q values in the order given: the smallest false discovery rate at which each would still be a finding.

    q of the i-th smallest of m is the least m·p/j over all j ≥ i, at most 1. An empty list gives an empty list.
    ValueError for a p outside [0, 1].
    Source: Benjamini and Hochberg 1995, J. R. Stat. Soc. B 57, 289–300, the procedure on p. 293.
    """
    if not all(0 <= p <= 1 for p in p_values):
        raise ValueError("a p value lies between 0 and 1")
    count = len(p_values)
    q_values = [1.0] * count
    least = 1.0
    from_largest = sorted(range(count), key=p_values.__getitem__, reverse=True)
    for rank, index in zip(range(count, 0, -1), from_largest, strict=True):
        # p·(m/rank), so that the largest p comes back untouched.
        least = min(least, p_values[index] * (count / rank))
        q_values[index] = least
    return q_values


def leads_needed(x1: int, n1: int, x2: int, n2: int, *, level: float = LEVEL, power: float = POWER) -> int | None:
    """How many more leads the first side needs to show the difference seen, the second side staying as it is.

    The least N ≥ n1, minus n1, for which

        z(1 − level/2) · √(p̄(1 − p̄)(1/N + 1/n2)) + z(power) · √(p1(1 − p1)/N + p2(1 − p2)/n2) ≤ |p1 − p2|

    where p1 = x1/n1 and p2 = x2/n2 are kept and p̄ = (N·p1 + n2·p2)/(N + n2). The left side only falls as N grows.
    No continuity correction: the mid-p test it plans for has none. 0 when the leads suffice already; None when a side
    is empty, when the rates are equal, or when no number would do (the second side is itself too small).
    ValueError unless 0 ≤ x ≤ n.
    Source: Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, 3rd ed. 2003, chapter 4.
    """
    _check(x1, n1)
    _check(x2, n2)
    if n1 == 0 or n2 == 0 or x1 * n2 == x2 * n1:
        return None
    p1, p2 = x1 / n1, x2 / n2
    z_level, z_power = NormalDist().inv_cdf(1 - level / 2), NormalDist().inv_cdf(power)

    def enough(n: int) -> bool:
        pooled = (n * p1 + n2 * p2) / (n + n2)
        chance = sqrt(pooled * (1 - pooled) * (1 / n + 1 / n2))
        error = sqrt(p1 * (1 - p1) / n + p2 * (1 - p2) / n2)
        return z_level * chance + z_power * error <= abs(p1 - p2)

    if not enough(_NEVER):
        return None
    return _first_true(enough, n1, max(n1, _NEVER)) - n1


def against_the_rest(rows: Sequence[tuple[int, int]]) -> list[Verdict]:
    """Compare each (won, n) of mature leads with all other rows together; one Verdict a row, in the order given.

    Better or worse at q ≤ 0.05: mid-p Fisher, Benjamini–Hochberg over the rows that can be compared. Else "cant_tell"
    with about how many more leads of its own the row needs, or "too_close" when that is above ten times the leads it
    has, or no number would do. A row without leads, or with no leads beside it, is "cant_tell" with nothing known.
    ValueError unless 0 ≤ won ≤ n in every row.

    The leads needed are planned at the level a row must reach in this table: with m rows of which f are findings, its p
    has to fall to 0.05·(f + 1)/m (two rows are one comparison seen from both ends, at 0.05). Planned at 0.05 always, a
    row held back only by the size of the table would be told that it has enough leads already.
    """
    for x, n in rows:
        _check(x, n)
    won, total = sum(row[0] for row in rows), sum(row[1] for row in rows)
    tables = [(x, n, won - x, total - n) for x, n in rows]
    comparable = [index for index, (_, n, _, rest) in enumerate(tables) if n and rest]
    q_values = benjamini_hochberg([mid_p_fisher(*tables[index]) for index in comparable])
    result = sum(q <= LEVEL for q in q_values)
    level = LEVEL if len(comparable) <= 2 else LEVEL * min(1.0, (result + 1) / len(comparable))
    verdicts = [Verdict("cant_tell", None, None, None)] * len(rows)
    for index, q in zip(comparable, q_values, strict=True):
        verdicts[index] = _verdict(tables[index], q=q, level=level)
    return verdicts


def _verdict(table: tuple[int, int, int, int], *, q: float, level: float) -> Verdict:
    x, n, rest_won, rest = table
    difference = newcombe_difference(*table)
    if q <= LEVEL:
        return Verdict("better" if x * rest > rest_won * n else "worse", None, q, difference)
    more = leads_needed(*table, level=level)
    if more is None or more > 10 * n:
        return Verdict("too_close", None, q, difference)
    # The plan is an approximation and may call the present leads enough where the exact test does not.
    return Verdict("cant_tell", max(1, more), q, difference)


def quantile(values: Iterable[int], share: float) -> float | None:
    """The value below which `share` (0 to 1) of the values lie, between two of them by straight line; None of none.

    Same unit as the values, halves kept (the median of 7 and 8 is 7.5); negative values are values. ValueError for a
    share outside [0, 1].
    Source: definition 7 of Hyndman and Fan 1996, Am. Stat. 50, 361–365.
    """
    if not 0 <= share <= 1:
        raise ValueError("a share lies between 0 and 1")
    ordered = sorted(values)
    if not ordered:
        return None
    # 0.9 as typed, not as the nearest binary fraction, so that the 90th percentile of 11 values is the tenth.
    place = (len(ordered) - 1) * Fraction(share).limit_denominator(10_000)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return float(ordered[below] + (ordered[above] - ordered[below]) * (place - below))


def median(values: Iterable[int]) -> float | None:
    """The middle value, or the mean of the two middle ones; None of none."""
    return quantile(values, 0.5)


def proposal_within_days(days: Iterable[int]) -> int | None:
    """N for "conversion within N days" from the days to win of past clients; None while there are none.

    The 90th percentile, rounded up to 7, 14, 30, 60, 90, 180 or 365; longer than a year stays 365.
    """
    ninetieth = quantile(days, 0.9)
    if ninetieth is None:
        return None
    return next((step for step in WITHIN_DAYS if ceil(ninetieth) <= step), WITHIN_DAYS[-1])
