"""How often the range of a forecast holds what came, in made-up businesses whose chances are known.

    python -m tests.forecasts            2,000 businesses of each kind; takes some minutes
    python -m tests.forecasts 200        as many as that

Pure Python: `past_of` gathers by hand what `reports.forecast.query` asks the database for.
"""

import sys
from collections import defaultdict
from dataclasses import dataclass
from math import ceil, exp, floor
from random import Random

from reports.statistics import forecasting
from reports.statistics.forecasting import BEYOND, HORIZONS, LANDMARKS, PACE_DAYS, STEP, History, Open, Past

LOOKS_BACK = 730


@dataclass
class Life:
    """One opportunity: its stays (stage, from day, to day or None), and the day it was won; None: lost, or not decided yet."""

    stays: list[tuple[str, float, float | None]]
    won: float | None = None


@dataclass(frozen=True)
class Trade:
    """New opportunities a day; per stage the mean days of a stay and the chance to go on rather than be lost.

    `slow` below 1: who stays long stays longer. `restless`: how far the pace goes from one 90 days to the next (its logarithm).
    """

    pace: float
    stages: tuple[tuple[str, float, float], ...]
    days: int = 540
    slow: float = 1.0
    restless: float = 0.0


TRADES = {
    "kitchens": Trade(0.6, (("new", 2, 0.85), ("survey", 8, 0.8), ("quoted", 12, 0.6), ("deciding", 15, 0.6))),
    "small": Trade(0.2, (("new", 5, 0.7), ("quoted", 20, 0.5))),
    "slow": Trade(0.5, (("new", 10, 0.6), ("talks", 60, 0.6), ("offer", 60, 0.7)), days=720),
    "restless": Trade(0.8, (("new", 2, 0.85), ("quoted", 15, 0.5)), days=720, restless=0.25),
    "uneven": Trade(0.8, (("new", 3, 0.9), ("quoted", 25, 0.4)), slow=0.5),
}


def lives(trade: Trade, chance: Random, *, until: float) -> list[Life]:
    """Everything that begins before `until`, lived to its end."""
    found, day, paces = [], 0.0, [trade.pace]
    while (day := day + chance.expovariate(paces[-1])) < until:
        while len(paces) <= day // PACE_DAYS:
            paces.append(paces[-1] * exp(chance.gauss(0, trade.restless)))
        now, life = day, Life([])
        for stage, mean, goes_on in trade.stages:
            left = now + chance.weibullvariate(mean, trade.slow)
            life.stays.append((stage, now, left))
            now = left
            if chance.random() > goes_on:
                break
        else:
            life.won = now
        found.append(life)
    return found


def past_of(found: list[Life], *, at: float) -> tuple[list[Open], History]:
    """What is open at a moment, and what is known then."""
    stays, start, standing = defaultdict(Past), Past(), []
    begun = [life for life in found if life.stays[0][1] < at]
    for life in begun:
        for number, (stage, came, left) in enumerate(life.stays):
            if came >= at:
                continue
            if left is None or left >= at:
                standing.append(Open.since(at - came, stage))
            for landmark in LANDMARKS:
                if came + landmark < min(at, left if left is not None else at) and came >= at - LOOKS_BACK:
                    note(stays[stage, landmark], life, came + landmark, at=at)
            if number == 0 and came >= at - LOOKS_BACK:
                note(start, life, came, at=at)
    known = at - min((life.stays[0][1] for life in begun), default=at)
    periods = max(int(min(known, LOOKS_BACK) // PACE_DAYS), 1)
    made = [sum(PACE_DAYS * ago <= at - life.stays[0][1] < PACE_DAYS * (ago + 1) for life in begun) for ago in range(periods)]
    return standing, History(dict(stays), start, made, min(PACE_DAYS, known))


def note(past: Past, life: Life, since: float, *, at: float) -> None:
    after = None if life.won is None or life.won >= at else life.won - since
    if after is not None and after <= HORIZONS[-1]:
        past.won[STEP * ceil(after / STEP)] += 1
    else:
        past.watched[min(STEP * floor((at - since) / STEP), BEYOND)] += 1


def held(trade: Trade, seed: int, *, runs: int = forecasting.RUNS) -> list[tuple[bool, bool] | None]:
    """Per horizon: whether what came lies in the range, and whether it lies below; None: nothing was said."""
    chance, at = Random(seed), float(trade.days)
    found = lives(trade, chance, until=at + HORIZONS[-1])
    standing, history = past_of(found, at=at)
    told = []
    for each in forecasting.outlook(standing, history, runs=runs):
        came = sum(life.won is not None and at <= life.won < at + each.days for life in found)
        told.append(each.wins and (came in each.wins.likely, came < each.wins.likely.low))
    return told


def share_held(trade: Trade, seeds: range, *, runs: int = forecasting.RUNS) -> dict[int, tuple[int, int, int]]:
    """Per horizon: how many ranges held, how many lay too high, of how many."""
    results = [held(trade, seed, runs=runs) for seed in seeds]
    told = {days: [each[place] for each in results if each[place]] for place, days in enumerate(HORIZONS)}
    return {days: (sum(inside for inside, _ in some), sum(low for _, low in some), len(some)) for days, some in told.items()}


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    for name, trade in TRADES.items():
        for days, (inside, low, of) in share_held(trade, range(count)).items():
            share = f"{inside / of:.1%}" if of else "–"
            print(f"{name:10} {days:3} days  {inside:5} of {of:5} held: {share}; {low} came below, {of - inside - low} above", flush=True)


if __name__ == "__main__":
    main()
