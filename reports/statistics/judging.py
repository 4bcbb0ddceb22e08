"""Sales, marketing or both? What can be said of the leads, of their mix and of their conversion, and when nothing can.

Plain Python, no Django. Each side is judged the same way: `short` where the range of the figure lies below what it is measured
against, `fine` where the range leaves out falling short by a quarter or more, else `unknown`. "Fine" is so a finding of its own,
never the want of one.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from math import ceil, exp, log, sqrt
from typing import Literal

from reports.statistics.standard import Counts, Standardised, standardise, strata
from reports.statistics.stats import Z_95, Interval

MARGIN = 0.25
"""A shortfall smaller than this share is not worth turning a business round for, and "fine" need not rule it out."""

Z_OF_TWO = 2.241403
"""97.5 % each: leads and their mix are two questions to marketing, and together they get the 5 % of error that sales gets."""

type State = Literal["short", "fine", "unknown"]
type Verdict = Literal["marketing", "sales", "both", "holding", "not_enough"]


@dataclass(frozen=True, slots=True)
class Side:
    """`ratio`: what there is, as a share of what is wanted (1: just as much), in its likely range; None where nothing is known.

    `more_leads`: about how many more leads would settle an unknown; None where no number would, or none is needed.
    """

    state: State
    ratio: float | None = None
    range: Interval | None = None
    more_leads: int | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """`volume`: the leads that came against those needed. `mix`: what these leads should bring at each source's usual rate,
    against as many of the usual mix. `conversion`: the rate of the latest leads old enough, in the usual mix, against the usual rate.
    """

    verdict: Verdict
    volume: Side
    mix: Side
    conversion: Side
    standardised: Standardised | None

    @property
    def is_partial(self) -> bool:
        """Whether the verdict stands on one side while the other cannot be told."""
        return self.verdict in ("marketing", "sales") and "unknown" in (self.volume.state, self.conversion.state)


def judge(
    *,
    leads_by_source: Mapping[Hashable, int],
    needed_clients: float | None,
    baseline: Counts,
    cohort: Counts,
    set_rate: float | None = None,
) -> Judgement:
    """All three sides and what follows from them.

    `leads_by_source`: leads of the period. `needed_clients`: how many clients they should become. `baseline`: (converted, mature
    leads) per source of the twelve months before, `cohort` those of the latest leads old enough. `set_rate`: conversion that the
    owner expects, instead of the baseline's own.
    """
    compared = standardise(strata(cohort, baseline))
    won, n = _sum(baseline.values())
    volume = _volume(sum(leads_by_source.values()), needed_clients, won=won, n=n, set_rate=set_rate)
    mix = _mix(leads_by_source, baseline)
    conversion = _conversion(compared, n=_sum(cohort.values())[1])
    return Judgement(_verdict(volume, mix, conversion), volume, mix, conversion, compared)


def _verdict(volume: Side, mix: Side, conversion: Side) -> Verdict:
    """Too few leads, and leads of sources that convert less, are both marketing's to mend."""
    marketing = "short" in (volume.state, mix.state)
    sales = conversion.state == "short"
    if marketing or sales:
        return "both" if marketing and sales else "marketing" if marketing else "sales"
    return "holding" if volume.state == conversion.state == "fine" else "not_enough"


def _volume(leads: int, needed_clients: float | None, *, won: int, n: int, set_rate: float | None) -> Side:
    """Leads × usual conversion ÷ clients needed. The range holds the chance in how many leads come (Poisson) and, on the log
    scale, that of a rate seen in `n` leads (the delta method); a rate that the owner set is taken as it is."""
    rate = set_rate if set_rate is not None else (won / n if n and won else None)
    if not needed_clients or not rate:
        return Side("unknown")
    needed = needed_clients / rate
    chance_of_rate = 0.0 if set_rate is not None else (1 - rate) / (n * rate)
    seen = max(leads, 0.5)  # no lead at all has a range too
    return _side(log(seen / needed), 1 / seen + chance_of_rate, leads=seen, fixed=chance_of_rate)


def _mix(leads_by_source: Mapping[Hashable, int], baseline: Counts) -> Side:
    """What these leads bring at the usual rate of their sources, against the usual rate of all: 1 where the mix is the usual one.

    Sources without a usual rate take that of all. The range: the leads are a sample of the present mix, and the rates were seen
    in so many leads.
    """
    won, n = _sum(baseline.values())
    leads = sum(leads_by_source.values())
    if not leads or not won:
        return Side("unknown")
    usual = won / n
    rates = {key: baseline[key][0] / baseline[key][1] if baseline.get(key, (0, 0))[1] else usual for key in leads_by_source}
    mean = sum(count * rates[key] for key, count in leads_by_source.items()) / leads
    sampling = sum(count * (rates[key] - mean) ** 2 for key, count in leads_by_source.items()) / leads**2
    of_rates = 0.0
    for key in {*baseline, *leads_by_source}:
        there = baseline.get(key, (0, 0))[1]
        if there:
            rate = baseline[key][0] / there
            of_rates += (leads_by_source.get(key, 0) / leads - there / n) ** 2 * rate * (1 - rate) / there
    if mean <= 0:
        return Side("unknown")
    return _side(log(mean / usual), (sampling + of_rates) / usual**2, leads=leads, fixed=of_rates / usual**2)


def _conversion(compared: Standardised | None, *, n: int) -> Side:
    """The rate now against the rate then, both in the usual mix; judged by the range of their difference."""
    if compared is None or not compared.then:
        return Side("unknown")
    then = compared.then
    result = Interval(1 + compared.difference.low / then, 1 + compared.difference.high / then)
    state = _state(result)
    more = None
    if state == "unknown":
        fixed = (compared.spread_then / then / Z_95) ** 2
        more = _more(n, varying=(compared.spread_now / then / Z_95) ** 2, fixed=fixed, wanted=MARGIN / (2 * Z_95))
    return Side(state, compared.now / then, result, more)


def _side(log_ratio: float, variance: float, *, leads: float, fixed: float) -> Side:
    spread = Z_OF_TWO * sqrt(variance)
    result = Interval(exp(log_ratio - spread), exp(log_ratio + spread))
    state = _state(result)
    more = _more(leads, varying=variance - fixed, fixed=fixed, wanted=-log(1 - MARGIN) / (2 * Z_OF_TWO)) if state == "unknown" else None
    return Side(state, exp(log_ratio), result, more)


def _state(interval: Interval) -> State:
    if interval.high < 1:
        return "short"
    return "fine" if interval.low >= 1 - MARGIN else "unknown"


def _more(leads: float, *, varying: float, fixed: float, wanted: float) -> int | None:
    """How many more leads until the standard error falls to `wanted`, what does not shrink with them staying; None: never."""
    room = wanted**2 - fixed
    if room <= 0 or leads <= 0:
        return None
    return max(1, ceil(leads * varying / room - leads))


def _sum(counts: Iterable[tuple[int, int]]) -> tuple[int, int]:
    pairs = list(counts)
    return sum(won for won, _n in pairs), sum(n for _won, n in pairs)
