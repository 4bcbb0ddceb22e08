"""What is won of a pipeline and what that brings, drawn by chance: one by one, or all of it at once where there is much of it.

Plain Python, no Django, like `reports.statistics.stats`.

The sum of many independent parts is nearly normal: it is drawn as that, bent by its skewness (the first term of Cornish and Fisher 1937,
Rev. Inst. Int. Stat. 5, 307–320). What is left out grows with how uneven the parts are. Where they vary at least as evenly as EVEN equal
ones, an end of the middle 95 of 100 is moved by fewer than 0.2 outcomes in a hundred; a thousand draws leave 0.5 to chance.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from math import sqrt, sumprod
from random import Random
from statistics import fmean

MANY = 500
"""Fewer parts than this are drawn one by one, which takes no time."""
EVEN = 20

type Powers = tuple[float, float, float, float]
"""The means of what a part brings, of its square, its cube and its fourth power."""


def powers(values: Sequence[float]) -> Powers:
    first, second, third, fourth = (fmean(value**power for value in values) if values else 0.0 for power in (1, 2, 3, 4))
    return first, second, third, fourth


class Whole:
    """The sum of parts in groups: each part comes with the chance of its group, and brings what its powers say."""

    def __init__(self, groups: Iterable[Iterable[Powers]]):
        rows = [[(x1, x2, x3, x4, x1 * x1, x1 * x2, x1**3) for x1, x2, x3, x4 in group] for group in groups]
        self._sums = [list(column) for column in zip(*([sum(part) for part in zip(*row, strict=True)] for row in rows), strict=True)]

    def draw(self, shares: Sequence[float], chance: Random, *, times: int = 1) -> float | None:
        """`times` such sums together, where these are the chances; None where a few of the parts make most of it."""
        first, second, third, fourth, square, product, cube = self._sums
        twice, thrice = [share**2 for share in shares], [share**3 for share in shares]
        variance = times * (sumprod(second, shares) - sumprod(square, twice))
        if variance**2 < EVEN * times * sumprod(fourth, shares):
            return None
        moment = times * (sumprod(third, shares) - 3 * sumprod(product, twice) + 2 * sumprod(cube, thrice))
        z = chance.gauss(0, 1)
        return times * sumprod(first, shares) + sqrt(variance) * z + (moment / variance / 6 * (z * z - 1) if variance else 0)


class Amounts:
    """What sales brought, to draw from for what nobody knows; there may be none."""

    def __init__(self, known: Sequence[float]):
        self.known, self.powers = known, powers(known)
        self._whole = Whole([[self.powers]])

    def draw(self, count: int, chance: Random) -> float:
        """What so many sales bring."""
        whole = self._whole.draw([1.0], chance, times=count) if count >= MANY else None
        return sum(chance.choices(self.known, k=count)) if whole is None else whole


class Parts[Key: Hashable]:
    """Opportunities, each with the key of its chance and its value; None: nobody knows it, so that it brings one of the amounts."""

    def __init__(self, parts: Sequence[tuple[Key, float | None]], amounts: Amounts):
        self._parts, self._amounts, self._counts = parts, amounts, Counter(key for key, _value in parts)
        self._wholes = self._summed() if len(parts) >= MANY else []

    @property
    def keys(self) -> Collection[Key]:
        return self._counts.keys()

    def _summed(self) -> list[Whole]:
        """How many are won; and what those bring, where any amount is known."""
        worth = defaultdict(list)
        for key, value in self._parts if self._amounts.known else ():
            worth[key].append(self._amounts.powers if value is None else (value, value**2, value**3, value**4))
        won = Whole([(1.0, 1.0, 1.0, 1.0)] * n for n in self._counts.values())
        return [won, Whole(worth[key] for key in self._counts)] if worth else [won]

    def draw(self, shares: Mapping[Key, float], chance: Random) -> tuple[int, float]:
        """How many are won where these are the chances, and what they bring; nothing where no amount is known."""
        drawn = [whole.draw([shares[key] for key in self._counts], chance) for whole in self._wholes]
        wholes = [whole for whole in drawn if whole is not None]
        if wholes and len(wholes) == len(drawn):
            return round(wholes[0]), wholes[1] if len(wholes) > 1 else 0.0
        if not self._amounts.known:
            return sum(chance.binomialvariate(n, shares[key]) for key, n in self._counts.items()), 0.0
        won = [value for key, value in self._parts if chance.random() < shares[key]]
        return len(won), sum(chance.choice(self._amounts.known) if value is None else value for value in won)
