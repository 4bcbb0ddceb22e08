"""Made-up businesses whose true rates are known: how often the ranges we show hold them, and how often a verdict is wrong.

    python -m tests.covered            prints both, of 2,000 businesses a line, with their seed

What it exercises is plain Python, so it needs neither Django nor a database.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import exp

from reports.statistics.standard import standardise, strata
from reports.statistics.stats import against_the_rest, newcombe_difference, wilson
from reports.statistics.survival import kaplan_meier, share_by
from tests.planted import RATES, USUAL, come, poisson

RUNS, SEED = 2000, 1
SIZES = (150, 400, 1000)
"""Leads a business has to show for itself: a quarter, a year, and a busy year of a small one."""

type Range = tuple[float, object]
"""The truth, and the range that should hold it (None: nothing was said)."""


@dataclass(frozen=True)
class Business:
    """Five sources of known rates, drawn for each business anew, and who came from them: then, and now."""

    rates: dict[str, float]
    then: dict[str, tuple[int, int]]
    now: dict[str, tuple[int, int]]

    @classmethod
    def of(cls, chance: random.Random, *, leads: int) -> "Business":
        rates = {key: min(0.6, rate * chance.uniform(0.6, 1.4)) for key, rate in RATES.items()}
        then, now = (come(chance, poisson(chance, leads), mix=USUAL, rates=rates) for _ in range(2))
        return cls(rates, then, now)

    def mixed(self, keys) -> float:
        """The true rate of leads that come from these sources in their usual shares."""
        return sum(USUAL[key] * self.rates[key] for key in keys) / sum(USUAL[key] for key in keys)


def of_a_source(chance: random.Random, leads: int) -> Iterator[Range]:
    business = Business.of(chance, leads=leads)
    for key, counts in business.now.items():
        yield business.rates[key], wilson(*counts)


def of_all_leads(chance: random.Random, leads: int) -> Iterator[Range]:
    business = Business.of(chance, leads=leads)
    yield business.mixed(business.rates), wilson(*_all(business.now))


def of_a_source_against_the_rest(chance: random.Random, leads: int) -> Iterator[Range]:
    business = Business.of(chance, leads=leads)
    for key, (won, n) in business.now.items():
        others = set(business.rates) - {key}
        rest_won, rest = _all({other: business.now[other] for other in others if other in business.now})
        yield business.rates[key] - business.mixed(others), newcombe_difference(won, n, rest_won, rest)


def of_now_against_then(chance: random.Random, leads: int) -> Iterator[Range]:
    """The truth is no change at all: every source converts as before, and only the mix of who came is left to chance."""
    business = Business.of(chance, leads=leads)
    found = standardise(strata(business.now, business.then))
    yield 0.0, found and found.difference


def of_the_curve(chance: random.Random, leads: int) -> Iterator[Range]:
    """Won by day 90, of leads of every age up to 200 days, so that some are too young."""
    won, watched = Counter(), Counter()
    for _ in range(leads):
        age, days = chance.randrange(200), chance.expovariate(1 / 40)
        if chance.random() < 0.25 and days <= age:
            won[int(days)] += 1
        else:
            watched[age] += 1
    step = share_by(kaplan_meier(won, watched), 90)
    yield 0.25 * _share_by_the_end_of_day(90), step and step.range


def _share_by_the_end_of_day(day: int) -> float:
    return 1 - exp(-(day + 1) / 40)


CASES: dict[str, Callable[[random.Random, int], Iterator[Range]]] = {
    "conversion of a source (Wilson)": of_a_source,
    "conversion of all leads (Wilson)": of_all_leads,
    "a source against the rest (Newcombe)": of_a_source_against_the_rest,
    "now against then, same mix (MOVER)": of_now_against_then,
    "won by day 90 (Kaplan-Meier)": of_the_curve,
}


def covered(name: str, *, leads: int, runs: int = RUNS, seed: int = SEED) -> float:
    """Of the ranges said in so many businesses, the share that holds the truth."""
    chance = random.Random(f"{seed} {name} {leads}")
    said = held = 0
    for _ in range(runs):
        for truth, likely in CASES[name](chance, leads):
            if likely is not None:
                said, held = said + 1, held + (truth in likely)
    return held / said


@dataclass(frozen=True)
class Verdicts:
    """`tables` said better or worse of any source. Of all `said`, `wrong` named the wrong side, or a difference where there is none."""

    tables: int
    said: int
    wrong: int


def verdicts(*, leads: int, alike: bool, runs: int = RUNS, seed: int = SEED) -> Verdicts:
    """`alike`: all sources convert at one rate, so that every verdict is wrong."""
    chance = random.Random(f"{seed} {alike} {leads}")
    tables = said = wrong = 0
    for _ in range(runs):
        rates = dict.fromkeys(RATES, 0.2) if alike else {key: rate * chance.uniform(0.6, 1.4) for key, rate in RATES.items()}
        now = come(chance, poisson(chance, leads), mix=USUAL, rates=rates)
        kinds = dict(zip(now, (verdict.kind for verdict in against_the_rest(list(now.values()))), strict=True))
        named = {key: kind for key, kind in kinds.items() if kind in ("better", "worse")}
        tables, said = tables + bool(named), said + len(named)
        wrong += sum(alike or (kind == "better") != (_lead_over_the_rest(rates, key) > 0) for key, kind in named.items())
    return Verdicts(tables, said, wrong)


def _lead_over_the_rest(rates: dict[str, float], key: str) -> float:
    others = [other for other in rates if other != key]
    return rates[key] - sum(USUAL[other] * rates[other] for other in others) / sum(USUAL[other] for other in others)


def _all(counts: dict[str, tuple[int, int]]) -> tuple[int, int]:
    return sum(won for won, _n in counts.values()), sum(n for _won, n in counts.values())


def main() -> None:
    print(f"Ranges of 95 %: the share that holds the truth, {RUNS} businesses a figure, seed {SEED}")
    print(f"{'':<40}" + "".join(f"{leads:>8}" for leads in SIZES) + "  leads")
    for name in CASES:
        print(f"{name:<40}" + "".join(f"{covered(name, leads=leads):>8.1%}" for leads in SIZES))
    print("\nBetter or worse than the rest")
    for leads in SIZES:
        none, some = verdicts(leads=leads, alike=True), verdicts(leads=leads, alike=False)
        false = f"{none.tables / RUNS:.1%} of tables with no difference say one"
        print(f"{leads:>6} leads: {false}; {some.wrong} of {some.said} verdicts wrong")


if __name__ == "__main__":
    main()
