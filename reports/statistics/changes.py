"""Did it change, or is it chance? Two counts, and two rates, of one period and the one before.

Plain Python, no Django, like `reports.statistics.stats`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, lgamma, log
from typing import Literal

from reports.statistics.stats import LEVEL, Interval, benjamini_hochberg, newcombe_difference

type Kind = Literal["more", "fewer", "cant_tell"]


@dataclass(frozen=True, slots=True)
class CountChange:
    """How a count compares with the one before; `p` is None where nothing was counted or there was no time to count in."""

    kind: Kind
    p: float | None


@dataclass(frozen=True, slots=True)
class RateChange:
    """How a rate compares with the one before; `difference` (now minus before) is None where one side is empty."""

    kind: Kind
    difference: Interval | None


def compare_rates(x_now: int, n_now: int, x_before: int, n_before: int) -> RateChange:
    """A change is one whose likely range (Newcombe 95 %) leaves out zero. ValueError unless 0 ≤ x ≤ n."""
    difference = newcombe_difference(x_now, n_now, x_before, n_before)
    if difference is None or 0 in difference:
        return RateChange("cant_tell", difference)
    return RateChange("more" if difference.low > 0 else "fewer", difference)


def compare_counts(now: int, before: int, *, days_now: int, days_before: int) -> CountChange:
    """Whether leads come at another pace than before, at p ≤ 0.05 by `same_pace`."""
    p = same_pace(now, before, days_now=days_now, days_before=days_before)
    return CountChange(_kind(now * days_before - before * days_now, p), p)


def compare_all_counts(pairs: Sequence[tuple[int, int]], *, days_now: int, days_before: int) -> list[CountChange]:
    """Many (now, before) at once, as the rows of a table: Benjamini–Hochberg over the rows, `p` being the q value."""
    tests = [same_pace(now, before, days_now=days_now, days_before=days_before) for now, before in pairs]
    p_values = {index: p for index, p in enumerate(tests) if p is not None}
    q_values = dict(zip(p_values, benjamini_hochberg(list(p_values.values())), strict=True))
    return [
        CountChange(_kind(now * days_before - before * days_now, q_values.get(index)), q_values.get(index))
        for index, (now, before) in enumerate(pairs)
    ]


def same_pace(now: int, before: int, *, days_now: int, days_before: int) -> float | None:
    """Two-sided mid-p value of the test that two counts came at one pace a day; None when both are 0 or a side has no days.

    Given their sum, the first count is then binomial with the share of its days. Twice the smaller tail, half of the
    probability of the count seen. It takes leads to come one by one: a fair that brings twenty at once looks
    less like chance than it is. ValueError for a negative number.
    Source: Przyborowski and Wilenski 1940, Biometrika 31, 313–323; mid-p: Lancaster 1961, J. Am. Stat. Assoc. 56, 223–234.
    """
    if min(now, before, days_now, days_before) < 0:
        raise ValueError("counts and days are not negative")
    total = now + before
    if total == 0 or days_now == 0 or days_before == 0:
        return None
    share = days_now / (days_now + days_before)
    seen = _binomial(now, total, share)
    # The two mid-p tails add up to 1. The one away from the mean is summed, so that a small one keeps its digits.
    tail = _tail(now, total, share, step=1 if now >= share * total else -1) - seen / 2
    return 2 * min(tail, 1 - tail)


def _kind(difference: int, p: float | None) -> Kind:
    if p is None or p > LEVEL or difference == 0:
        return "cant_tell"
    return "more" if difference > 0 else "fewer"


def _binomial(x: int, n: int, share: float) -> float:
    return exp(lgamma(n + 1) - lgamma(x + 1) - lgamma(n - x + 1) + x * log(share) + (n - x) * log(1 - share))


def _tail(x: int, n: int, share: float, *, step: Literal[1, -1]) -> float:
    """P(X ≥ x) for step 1, P(X ≤ x) for step −1, from the side of the mean outwards; stops where terms stop counting."""
    odds = share / (1 - share)
    term, total = _binomial(x, n, share), 0.0
    while 0 <= x <= n and term > total * 1e-17:
        total += term
        term *= (n - x) / (x + 1) * odds if step == 1 else x / (n - x + 1) / odds
        x += step
    return total
