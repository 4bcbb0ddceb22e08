"""Made-up businesses whose trouble is known, and how often the diagnosis names it.

    python -m tests.planted            prints a table: leads a period, cause, and what was said, of 2,000 businesses each

Both modules it exercises are plain Python, so it needs neither Django nor a database.
"""

import math
import random
from collections import Counter

from reports.statistics.judging import Judgement, judge

RATES = {"recommendation": 0.35, "search": 0.18, "leaflet": 0.08, "signboard": 0.12, "fair": 0.2}
USUAL = {"recommendation": 0.2, "search": 0.35, "leaflet": 0.2, "signboard": 0.15, "fair": 0.1}
POORER = {"recommendation": 0.05, "search": 0.15, "leaflet": 0.5, "signboard": 0.28, "fair": 0.02}
FALL = 0.6
"""What is left of the leads, or of every rate, where that is the trouble."""
TRUTHS = {"none": "holding", "volume": "marketing", "mix": "marketing", "conversion": "sales", "both": "both"}


def judged(cause: str, *, leads: int, chance: random.Random) -> Judgement:
    """One business of about so many leads a period, its past twelve months four periods long, and its goal what it usually reaches."""
    volume, rate = (FALL if cause in (what, "both") else 1 for what in ("volume", "conversion"))
    rates = {key: value * rate for key, value in RATES.items()}
    mix = POORER if cause == "mix" else USUAL
    baseline = come(chance, poisson(chance, leads * 4), mix=USUAL, rates=RATES)
    period, cohort = (come(chance, poisson(chance, leads * volume), mix=mix, rates=rates) for _ in range(2))
    return judge(
        leads_by_source={key: n for key, (_won, n) in period.items()},
        needed_clients=leads * sum(USUAL[key] * RATES[key] for key in USUAL),
        baseline=baseline,
        cohort=cohort,
    )


def verdicts(cause: str, *, leads: int, runs: int, seed: int = 1) -> Counter:
    chance = random.Random(f"{seed} {cause} {leads}")
    return Counter(judged(cause, leads=leads, chance=chance).verdict for _ in range(runs))


def come(chance: random.Random, count: int, *, mix: dict[str, float], rates: dict[str, float]) -> dict[str, tuple[int, int]]:
    """Leads by source, as (won, all): so many in all, in this mix by chance, each source winning at its rate by chance."""
    came = Counter(chance.choices(list(mix), list(mix.values()), k=count))
    return {key: (chance.binomialvariate(n, rates[key]), n) for key, n in came.items()}


def poisson(chance: random.Random, mean: float) -> int:
    """Exact: each term of the distribution in turn, from the logarithm so that none underflows."""
    left, count = chance.random(), 0
    while (left := left - math.exp(count * math.log(mean) - mean - math.lgamma(count + 1))) > 0 and count < 10 * mean + 100:
        count += 1
    return count


def main(runs: int = 2000) -> None:
    print(f"{'leads':>6}  {'cause':<11}{'right':>7}  said of {runs} businesses, seed 1")
    for leads in (50, 150, 400, 1000, 2000):
        for cause, truth in TRUTHS.items():
            said = verdicts(cause, leads=leads, runs=runs)
            print(f"{leads:>6}  {cause:<11}{said[truth] / runs:>7.1%}  {dict(said.most_common())}")


if __name__ == "__main__":
    main()
