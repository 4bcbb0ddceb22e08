"""Comparing like with like: rates weighted to one mix of sources, and a change of clients split into its parts.

Plain Python, no Django, like `reports.statistics.stats`. A stratum is a source; counts are (converted, mature leads).
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from math import fsum, sqrt

from reports.statistics.stats import Interval, wilson

LEAST = 20
"""Sources with fewer leads than this on either side are pooled: a rate of a handful says nothing of its own."""

type Counts = Mapping[Hashable, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Stratum:
    """One source, or the small ones together, then and now. `weight`: its share of the leads then, all weights adding up to 1."""

    weight: float
    then: tuple[int, int]
    now: tuple[int, int]


def strata(now: Counts, then: Counts) -> list[Stratum]:
    """The sources that can be compared, small ones pooled. A pool that is empty on a side is left out: nothing answers to it there."""
    large = [key for key in then if then[key][1] >= LEAST and now.get(key, (0, 0))[1] >= LEAST]
    rest = {*now, *then} - set(large)
    pairs = [(then[key], now[key]) for key in large] + [(_pool(then, rest), _pool(now, rest))]
    filled = [(before, after) for before, after in pairs if before[1] and after[1]]
    leads = sum(before[1] for before, _after in filled)
    return [Stratum(before[1] / leads, before, after) for before, after in filled]


@dataclass(frozen=True, slots=True)
class Standardised:
    """Conversion now and then, both in the mix of sources of then; `difference` is now − then with its 95 % range."""

    now: float
    then: float
    difference: Interval
    spread_now: float
    spread_then: float
    """Half the width of the range of each rate: how much either side has to do with what cannot be told."""


def standardise(parts: list[Stratum]) -> Standardised | None:
    """Direct standardisation; None without a stratum.

    The range of the difference of two weighted sums of rates: the Wilson limits of every rate, squared and added by weight
    (MOVER), the sampling of the weights left aside, since both sums carry the same.
    Source: Zou and Donner 2008, Stat. Med. 27, 1693–1702; for one stratum it is Newcombe's method 10.
    """
    if not parts:
        return None
    now, then = (sum(part.weight * _rate(getattr(part, side)) for part in parts) for side in ("now", "then"))
    now_below, now_above = _reach(parts, "now")
    then_below, then_above = _reach(parts, "then")
    low, high = now - then - sqrt(now_below**2 + then_above**2), now - then + sqrt(now_above**2 + then_below**2)
    return Standardised(now, then, Interval(low, high), (now_below + now_above) / 2, (then_below + then_above) / 2)


@dataclass(frozen=True, slots=True)
class Split:
    """Why clients changed: the three parts add up to the change exactly, but for the last digit of a float."""

    volume: float
    mix: float
    conversion: float

    @property
    def total(self) -> float:
        return self.volume + self.mix + self.conversion


def split(now: Counts, then: Counts) -> Split | None:
    """Clients C = L·Σ mₛ·rₛ; the change of C as that of leads L, of the mix m and of the rates r, each at the mean of the others.

    A source absent from one period takes the other period's rate, so that its coming or going is mix. None where a period
    has no leads at all. METRICS: "Why did clients change?"; the symmetric (Marshall–Edgeworth) form of Kitagawa 1955,
    J. Am. Stat. Assoc. 50, 1168–1194.
    """
    leads_now, leads_then = (sum(n for _won, n in side.values()) for side in (now, then))
    if not leads_now or not leads_then:
        return None
    total_now, total_then = (sum(won for won, _n in side.values()) for side in (now, then))
    mean_leads = (leads_now + leads_then) / 2
    mix, conversion = [], []
    for key in {*now, *then}:
        rate_now, rate_then = _rates(now.get(key, (0, 0)), then.get(key, (0, 0)))
        share_now, share_then = now.get(key, (0, 0))[1] / leads_now, then.get(key, (0, 0))[1] / leads_then
        mix.append(mean_leads * (share_now - share_then) * (rate_now + rate_then) / 2)
        conversion.append(mean_leads * (share_now + share_then) / 2 * (rate_now - rate_then))
    volume = (leads_now - leads_then) * (total_now / leads_now + total_then / leads_then) / 2
    return Split(volume, fsum(mix), fsum(conversion))  # fsum: the same in whatever order the set has


def _rates(now: tuple[int, int], then: tuple[int, int]) -> tuple[float, float]:
    first, second = (_rate(counts) if counts[1] else None for counts in (now, then))
    return (second if first is None else first) or 0.0, (first if second is None else second) or 0.0


def _rate(counts: tuple[int, int]) -> float:
    return counts[0] / counts[1]


def _pool(side: Counts, keys: Iterable[Hashable]) -> tuple[int, int]:
    result = [side[key] for key in keys if key in side]
    return sum(won for won, _n in result), sum(n for _won, n in result)


def _reach(parts: list[Stratum], side: str) -> tuple[float, float]:
    """How far the weighted sum reaches below and above its value."""
    below = above = 0.0
    for part in parts:
        counts = getattr(part, side)
        limits, rate = wilson(*counts), _rate(counts)
        if limits is None:
            continue
        below += (part.weight * (rate - limits.low)) ** 2
        above += (part.weight * (limits.high - rate)) ** 2
    return sqrt(below), sqrt(above)
