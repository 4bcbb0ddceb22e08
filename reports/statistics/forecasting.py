"""What will be won in the next days, from how soon others were won, with the range that chance and thin history leave.

Plain Python, no Django, like `reports.statistics.stats`.

An open opportunity is compared with those that stood in the same stage for about as long: the share of them won within so many days
is its chance (Kaplan–Meier; who was lost stays among the unwon, as `survival` says). What is still to come is a stream: new
opportunities at the recent pace, which may change as it did before, each won as soon as others were from their first day. How many that
makes is drawn many times over, each time with chances and a pace that the history allows, so that a thin history gives a wide range.
Landmarks: Anderson, Cain and Gelber 1983, J. Clin. Oncol. 1, 710–719. Draws of a rate: Jeffreys' prior on the logit scale; of the
pace: the Gamma that goes with it (Gelman et al., Bayesian Data Analysis, 3rd ed. 2013, §2.6 and §2.8).
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from math import exp, log, sqrt
from random import Random

from reports.statistics.drawing import Amounts, Parts
from reports.statistics.stats import Interval
from reports.statistics.survival import Step, kaplan_meier, share_by

HORIZONS = (30, 60, 90)
LANDMARKS = (0, 3, 7, 14, 28, 56, 112)
"""Days in a stage at which opportunities are compared."""
STEP = 5
"""Days are counted in fives: finer adds rows, and nothing to see."""
BEYOND = HORIZONS[-1] + STEP
ENOUGH = 20
"""Opportunities like it that were followed to the end of the horizon; with fewer nothing is said."""
PACE_DAYS = 90
LEAST_DAYS = 30
RUNS = 1000
COMMON = 0.5
"""How much of the error of the chances all stages share: an opportunity that was won was won in each stage it stood in."""
_MANY = 100_000

type Place = tuple[Hashable, int]
"""A stage, and for about how many days something has stood in it (one of `LANDMARKS`)."""


@dataclass
class Past:
    """How it went with some stays: by days from the landmark, how many were `won`, and how long the others were `watched`."""

    won: Counter[int] = field(default_factory=Counter)
    watched: Counter[int] = field(default_factory=Counter)

    def __add__(self, other: "Past") -> "Past":
        return Past(self.won + other.won, self.watched + other.watched)

    @cached_property
    def _curve(self) -> list[Step]:
        return kaplan_meier(self.won, self.watched)

    def share(self, days: int) -> float:
        """Won within so many days."""
        step = share_by(self._curve, days)
        return step.share if step else 0.0

    def followed(self, days: int) -> int:
        """Those of whom it is known whether they were won by then."""
        return sum(n for day, n in self.won.items() if day <= days) + sum(n for day, n in self.watched.items() if day >= days)


@dataclass(frozen=True)
class Chance:
    """A share of 0 to 1 seen among `n`, drawn anew by `draw` with an error `z` (standard normal)."""

    share: float
    n: int

    @cached_property
    def _logit(self) -> tuple[float, float]:
        """Its place on the logit scale, and how sure that is."""
        share = (self.share * self.n + 0.5) / (self.n + 1)
        return log(share / (1 - share)), sqrt((self.n + 1) * share * (1 - share))

    def draw(self, z: float) -> float:
        place, sure = self._logit
        return 1 / (1 + exp(-(place + z / sure)))


@dataclass
class History:
    """What is known at one moment. `stays`: by stage and landmark; `start`: from the first day.

    `made`: opportunities of the last 90 days, of the 90 before, and so on, as far as all of them are known; where not even the first
    are, of the `days` that are.
    """

    stays: Mapping[tuple[Hashable, int], Past]
    start: Past
    made: Sequence[int]
    days: float
    _found: dict[tuple[Hashable, int, int], Chance | None] = field(default_factory=dict)

    def chance(self, stage: Hashable, landmark: int, days: int) -> Chance | None:
        """Of those most like it, of whom there are enough: as long in the stage, less long, else in any stage. None: nobody."""
        key = (stage, landmark, days)
        if key not in self._found:
            self._found[key] = self._chance(stage, landmark, days)
        return self._found[key]

    def _chance(self, stage: Hashable, landmark: int, days: int) -> Chance | None:
        shorter = [mark for mark in reversed(LANDMARKS) if mark <= landmark]
        for past in (*(self.stays.get((stage, mark)) for mark in shorter), *(self._anywhere[mark] for mark in shorter)):
            if past and past.followed(days) >= ENOUGH:
                return Chance(past.share(days), past.followed(days))
        return None

    @cached_property
    def _anywhere(self) -> dict[int, Past]:
        together = {landmark: Past() for landmark in LANDMARKS}
        for (_stage, landmark), past in self.stays.items():
            together[landmark] += past
        return together

    def unrest(self, days: int) -> float:
        """How far the pace may go from the one seen in so many days: the deviation of its logarithm, beyond what chance makes of counts.

        From how much it changed from each 90 days to the next, as a walk whose steps grow with the time between.
        """
        counts = [count + 0.5 for count in self.made]
        changes = [log(value / other) ** 2 - 1 / value - 1 / other for value, other in pairwise(counts)]
        between = (PACE_DAYS + days) / 2 / PACE_DAYS
        return sqrt(max(sum(changes) / len(changes), 0) * between) if changes else 0.0

    def to_come(self, days: int) -> float | None:
        """Wins in so many days of each opportunity made a day, from what is not there yet; None: too little was followed."""
        if self.days < LEAST_DAYS or self.start.followed(days) < ENOUGH:
            return None
        shares = [self.start.share(day) for day in range(0, days + 1, STEP)]
        return STEP * (sum(shares) - (shares[0] + shares[-1]) / 2)


@dataclass(frozen=True, slots=True)
class Open:
    """An opportunity that stood in its stage for about `landmark` days; `value` None: not known."""

    stage: Hashable
    landmark: int
    value: float | None = None

    @classmethod
    def since(cls, days: float, stage: Hashable, value: float | None = None) -> "Open":
        return cls(stage, min(LANDMARKS, key=lambda mark: abs(mark - days)), value)


@dataclass(frozen=True, slots=True)
class Range:
    """What to expect, and where 95 of 100 outcomes should lie. `pipeline` and `to_come` are the parts of `expected`."""

    expected: float
    likely: Interval
    pipeline: float
    to_come: float


@dataclass(frozen=True, slots=True)
class Outlook:
    """The next `days`. None: too little history to say; `revenue` also where too few amounts are known."""

    days: int
    wins: Range | None
    revenue: Range | None


def outlook(
    pipeline: Sequence[Open],
    history: History,
    *,
    amounts: Sequence[float] = (),
    horizons: Iterable[int] = HORIZONS,
    runs: int = RUNS,
    seed: int = 1,
) -> list[Outlook]:
    """Wins and revenue of each horizon. The same question has the same answer: chance is drawn from a fixed seed.

    `amounts`: what sales brought; whatever is of unknown value, or still to come, brings one of them.
    """
    sales = Amounts(amounts if len(amounts) >= ENOUGH else ())
    parts = Parts([((deal.stage, deal.landmark), deal.value) for deal in pipeline], sales)
    return [_outlook(parts, history, days, sales=sales, runs=runs, chance=Random(seed)) for days in horizons]  # noqa: S311 - no secret


def _outlook(parts: Parts[Place], history: History, days: int, *, sales: Amounts, runs: int, chance: Random) -> Outlook:
    by_place = {place: history.chance(*place, days) for place in parts.keys}
    chances = {place: result for place, result in by_place.items() if result is not None}
    coming = history.to_come(days)
    if coming is None or len(chances) < len(by_place):
        return Outlook(days, None, None)
    wins: list[tuple[float, float]] = []
    revenue: list[tuple[float, float]] = []
    for drawn, new in _worlds(chances, history, coming, days, runs=runs, chance=chance):
        won, brought = parts.draw(drawn, chance)
        wins.append((won, new))
        if sales.known:
            revenue.append((brought, sales.draw(new, chance)))
    return Outlook(days, _range(wins), _range(revenue) if sales.known else None)


def _worlds(
    chances: Mapping[Place, Chance], history: History, coming: float, days: int, *, runs: int, chance: Random
) -> Iterator[tuple[dict[Place, float], int]]:
    """Worlds that the history allows: the chances in each, and how many wins come of what is not there yet."""
    start = Chance(history.start.share(days), history.start.followed(days))
    usual, unrest = start.draw(0), history.unrest(days)
    stages = list(dict.fromkeys(stage for stage, _landmark in chances))
    for _ in range(runs):
        common = chance.gauss(0, 1)
        errors = {stage: _mixed(common, chance.gauss(0, 1)) for stage in stages}
        drawn = {key: result.draw(errors[key[0]]) for key, result in chances.items()}
        times = start.draw(_mixed(common, chance.gauss(0, 1))) / usual
        pace = chance.gammavariate(history.made[0] + 0.5, 1 / history.days) * exp(unrest * chance.gauss(0, 1) - unrest**2 / 2)
        mean = min(pace * coming * times, _MANY)
        yield drawn, chance.binomialvariate(_MANY, mean / _MANY)


def _mixed(common: float, own: float) -> float:
    return sqrt(COMMON) * common + sqrt(1 - COMMON) * own


def _range(drawn: list[tuple[float, float]]) -> Range:
    """The middle 95 of 100 of the sums, both ends drawn themselves."""
    sums = sorted(sum(pair) for pair in drawn)
    runs = len(sums)
    low, high = sums[int(0.025 * runs)], sums[min(int(0.975 * runs), runs - 1)]
    pipeline, to_come = (sum(part) / runs for part in zip(*drawn, strict=True))
    return Range(pipeline + to_come, Interval(low, high), pipeline, to_come)
