"""Is a person's rate out of the ordinary, or what chance brings? Limits round one rate, and what fair comparing needs first.

Plain Python, no Django, like `reports.statistics.stats`. A stratum is a source; counts are (converted, mature leads).
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from math import exp, floor, lgamma, log, sqrt
from typing import Literal

from reports.statistics.standard import LEAST, Counts
from reports.statistics.stats import Interval

TOO_FEW = 10
"""Fewer leads than this are not judged: whatever became of them, chance could have done it."""
USUAL, RARE = 0.05, 0.002
"""Outside these limits lies one in twenty, and one in five hundred, by chance alone."""

type Kind = Literal["too_few", "inside", "above", "below", "far_above", "far_below"]


@dataclass(frozen=True, slots=True)
class Limits:
    """The range that holds 95 %, and the one that holds 99.8 %, of rates seen in so many leads."""

    usual: Interval
    rare: Interval


def limits(n: float, rate: float) -> Limits:
    """Limits round `rate` for `n` leads, n ≥ 1; between two whole numbers of leads by straight line.

    ValueError unless 0 ≤ rate ≤ 1 and n ≥ 1.
    """
    if not 0 <= rate <= 1 or n < 1:
        raise ValueError(f"no limits for {n} leads at a rate of {rate}")
    return Limits(_between(n, rate, USUAL / 2), _between(n, rate, RARE / 2))


def _between(n: float, rate: float, tail: float) -> Interval:
    whole, part = floor(n), n - floor(n)
    first = _exact(whole, rate, tail)
    if not part:
        return first
    second = _exact(whole + 1, rate, tail)
    return Interval(first.low + (second.low - first.low) * part, first.high + (second.high - first.high) * part)


def _exact(n: int, rate: float, tail: float) -> Interval:
    """The upper limit is the lower one of the leads not won, so that either tail is as cautious as the other."""
    return Interval(lower_limit(n, rate, tail), 1 - lower_limit(n, 1 - rate, tail))


def lower_limit(n: int, rate: float, tail: float) -> float:
    """The share of `n` below which a binomial share lies with a probability of at most `tail`; 0 where no share is so rare.

    (r − α)/n, where r is the least number with P(R ≤ r) > tail and α = (P(R ≤ r) − tail)/P(R = r): exact, and smooth in n.
    Never below 0, where the straight line between two counts would lead.
    Source: Spiegelhalter 2005, Stat. Med. 24, 1185–1202, appendix A.1.1. He reads his upper limit from below as well, which
    lets one count more through than its level allows; see Manktelow and Seaton 2012, PLoS ONE 7, e45723, on such choices.
    """
    if rate in (0, 1):
        return float(rate)
    below = 0.0
    for r in range(max(0, floor(n * rate - 12 * (sqrt(n * rate * (1 - rate)) + 1))), n + 1):  # what lies before never counts
        chance = exp(lgamma(n + 1) - lgamma(r + 1) - lgamma(n - r + 1) + r * log(rate) + (n - r) * log(1 - rate))
        if below + chance > tail:
            return max(0.0, (r - (below + chance - tail) / chance) / n)
        below += chance
    return 1.0


@dataclass(frozen=True, slots=True)
class Standing:
    """One person among all. `expected`: the clients these leads would be at the company's rate of each source.

    `weight`: as many leads of the company's usual mix bring as many clients as expected here. `rate`: won ÷ weight, which is
    observed ÷ expected × the company's rate; None where nothing was to be expected. `limits` belong to `weight`.
    """

    won: int
    leads: int
    expected: float
    weight: float
    rate: float | None
    limits: Limits | None
    kind: Kind


def standings(people: Mapping[Hashable, Counts]) -> dict[Hashable, Standing]:
    """Everybody against the rate of all, each with the sources they were given. The expected add up to the won.

    Indirect standardisation: sources under 20 leads in all are pooled. The limits are read at `weight`, not at the number of
    leads, because what is expected of few easy leads is known no better than of more hard ones.
    Source: Spiegelhalter 2005 (as above), section 2 and appendix A.1.3: observed against expected, precision as the expected.
    """
    company = pooled(people.values())
    won, leads = (sum(counts[i] for counts in company.values()) for i in (0, 1))
    rate = won / leads if leads else 0.0
    return {key: _standing(counts, company=company, rate=rate) for key, counts in people.items()}


def pooled(people: Iterable[Counts]) -> dict[Hashable | None, tuple[int, int]]:
    """The counts of all, by source; of those under 20 leads together, under the key POOL."""
    totals: dict[Hashable, tuple[int, int]] = {}
    for counts in people:
        for source, (won, n) in counts.items():
            before = totals.get(source, (0, 0))
            totals[source] = (before[0] + won, before[1] + n)
    large = {source: counts for source, counts in totals.items() if counts[1] >= LEAST}
    small = [counts for source, counts in totals.items() if source not in large]
    return large | {POOL: (sum(won for won, _n in small), sum(n for _won, n in small))}


POOL = "(pooled)"


def _standing(counts: Counts, *, company: Counts, rate: float) -> Standing:
    won, leads = (sum(count[i] for count in counts.values()) for i in (0, 1))
    expected = 0.0
    for source, (_won, n) in counts.items():
        all_won, all_n = company.get(source, company[POOL])
        expected += n * all_won / all_n if n else 0.0
    weight = expected / rate if rate else 0.0
    own = won / weight if weight else None
    result = limits(weight, rate) if weight >= 1 else None
    return Standing(won, leads, expected, weight, own, result, _kind(own, leads, result))


def _kind(rate: float | None, leads: int, limits: Limits | None) -> Kind:
    """A rate on a limit is inside it. One more than a hair outside is outside, or rounding would decide."""
    if rate is None or leads < TOO_FEW or limits is None:
        return "too_few"
    if rate > limits.rare.high + HAIR:
        return "far_above"
    if rate < limits.rare.low - HAIR:
        return "far_below"
    if rate > limits.usual.high + HAIR:
        return "above"
    return "below" if rate < limits.usual.low - HAIR else "inside"


HAIR = 1e-9
