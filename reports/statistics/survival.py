"""How many of the leads have become clients after so many days, when some leads are younger than that.

Plain Python, no Django, like `reports.statistics.stats`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, inf, log, sqrt

from reports.statistics.stats import Z_95, Interval


@dataclass(frozen=True, slots=True)
class Step:
    """From `day` on, `share` of the leads (0 to 1) have become clients, in its 95 % range; `at_risk` leads were watched that long."""

    day: int
    share: float
    range: Interval
    at_risk: int


def kaplan_meier(won: Mapping[int, int], watched: Mapping[int, int]) -> list[Step]:
    """The curve of leads won, a step a day on which any was; empty without a win.

    `won`: leads by the day, counted from receipt, on which they were won (a negative day is day 0). `watched`: leads not won, by
    how many days they have been watched. A lead lost or disqualified stays among those watched: it will not be won, and leaving
    it out would make the rest look better. One minus the product-limit estimate; the range is Greenwood's on the log(−log) scale.
    Source: Kaplan and Meier 1958, J. Am. Stat. Assoc. 53, 457–481; range: Kalbfleisch and Prentice, Statistical Analysis of
    Failure Time Data, 2nd ed. 2002, §1.4.
    """
    wins: dict[int, int] = {}
    for day, count in won.items():
        wins[max(day, 0)] = wins.get(max(day, 0), 0) + count
    at_risk = sum(wins.values()) + sum(watched.values())
    left = sorted([*((day, 1, count) for day, count in watched.items()), *((day, 0, count) for day, count in wins.items())])
    steps, still, variance = [], 1.0, 0.0
    for day, leaves, count in left:  # on one day wins come before those whose watch ends with it
        if not leaves and count:
            still *= 1 - count / at_risk
            variance = inf if count == at_risk else variance + count / (at_risk * (at_risk - count))
            steps.append(Step(day, 1 - still, _range(still, variance), at_risk))
        at_risk -= count
    return steps


def share_by(steps: list[Step], day: int) -> Step | None:
    """The last step up to that day; None before the first."""
    return next((step for step in reversed(steps) if step.day <= day), None)


def _range(still: float, variance: float) -> Interval:
    if not 0 < still < 1:
        return Interval(0.0, 1.0)
    spread = Z_95 * sqrt(variance) / abs(log(still))
    return Interval(1 - still ** exp(-spread), 1 - still ** exp(spread))
