"""The life of one sample lead, drawn from the truth of its source. Pure: the same random numbers, the same lives."""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from leadtrack.sample import trade
from leadtrack.sample.trade import SourceTruth


@dataclass(frozen=True)
class HandedOver:
    """`decided` None: waiting. `returned_for` empty: accepted."""

    at: datetime
    decided: datetime | None
    returned_for: str = ""


@dataclass
class Story:
    """Moments are local and without a zone; `writing` puts them in the business's. None: it did not happen (yet)."""

    source: SourceTruth
    received: datetime
    channel: str
    spam: bool = False
    named: bool = True
    buys: bool = False
    hand_offs: list[HandedOver] = field(default_factory=list)
    stages: list[datetime] = field(default_factory=list)
    won: datetime | None = None
    lost: datetime | None = None
    lost_reason: str = ""
    disqualified: datetime | None = None
    disqualified_for: str = ""
    value: int = 0
    again: datetime | None = None

    @property
    def accepted(self) -> datetime | None:
        return next((each.decided for each in self.hand_offs if not each.returned_for), None)

    def hand_over(self, at: datetime, *, decided: datetime, until: datetime, returned_for: str = "") -> None:
        if at < until:
            self.hand_offs.append(HandedOver(at, *((decided, returned_for) if decided < until else (None, ""))))


def stories(rng: random.Random, *, today: date, now: time) -> Iterator[Story]:
    """Every lead of the eighteen months up to `now` on `today`, in the order they came."""
    end = datetime.combine(today, now)
    for offset in range(trade.DAYS, -1, -1):
        day = today - timedelta(days=offset)
        arrivals = [(moment, source) for source in trade.SOURCES for moment in _arrivals(rng, source, day) if moment < end]
        for moment, source in sorted(arrivals, key=lambda pair: pair[0]):
            yield _live(rng, source, moment, until=end)


def _arrivals(rng: random.Random, source: SourceTruth, day: date) -> list[datetime]:
    if day.month not in source.months:
        return []
    weight = trade.WEEKDAYS[day.weekday()] / sum(trade.WEEKDAYS) * trade.SEASON[day.month]
    return [_in_hours(rng, day) for _ in range(_poisson(rng, source.weekly * weight))]


def _live(rng: random.Random, source: SourceTruth, received: datetime, *, until: datetime) -> Story:
    channel = rng.choices(list(source.channels), list(source.channels.values()))[0]
    story = Story(source, received, channel)
    if rng.random() < trade.SPAM:
        story.spam, story.named = True, False
        return story
    story.buys = rng.random() < source.conversion
    story.value = round(source.value * math.exp(rng.gauss(0, 0.4)) / 50) * 50
    days = max(3.0, source.days * math.exp(rng.gauss(0, trade.DAYS_TO_WIN_SPREAD)))
    if not story.buys and channel == "walk_in" and rng.random() < trade.ANONYMOUS:
        story.named = False
    elif not story.buys and rng.random() < 0.28:
        _disqualify(rng, story, until=until)
    else:
        _sell(rng, story, days=days, until=until)
    return story


def _disqualify(rng: random.Random, story: Story, *, until: datetime) -> None:
    at = _working(rng, story.received + timedelta(days=rng.randint(1, 9)))
    if at < until:
        story.disqualified = at
        story.disqualified_for = rng.choice(["unreachable", "unreachable", "no_budget", "not_a_fit", "out_of_area", "not_interested"])


def _sell(rng: random.Random, story: Story, *, days: float, until: datetime) -> None:
    """Hand-over, stages and decision; what lies after `until` has not happened."""
    handed = _soon(rng, story.received, hours=20)
    if rng.random() < 0.04:
        returned = _soon(rng, handed, hours=8)
        story.hand_over(handed, decided=returned, returned_for=rng.choice(["no_contact", "not_ready", "unreachable"]), until=until)
        handed = _soon(rng, returned, hours=40)
    accepted = _soon(rng, handed, hours=6)
    story.hand_over(handed, decided=accepted, until=until)
    if accepted >= until:
        return
    reached = len(trade.STAGES) if story.buys else rng.choices([1, 2, 3, 4], [0.25, 0.2, 0.35, 0.2])[0]
    # Those who say no say it from the stage they are in, so they take the shorter the earlier that is.
    part = 1.0 if story.buys else sum(stage.share for stage in trade.STAGES[:reached])
    decided = max(_working(rng, accepted + timedelta(days=days * part)), accepted + timedelta(hours=5))
    story.stages = [at for at in _stages(accepted, decided, reached) if at < until]
    if decided >= until:
        return
    if story.buys:
        story.won = decided
        story.again = _again(rng, decided, until)
    else:
        story.lost = decided
        story.lost_reason = rng.choices(list(trade.LOST_REASONS), list(trade.LOST_REASONS.values()))[0]


def _stages(accepted: datetime, decided: datetime, reached: int) -> list[datetime]:
    """When each stage was entered: the time up to the decision, cut by the stages' shares."""
    shares = [stage.share for stage in trade.STAGES[:reached]]
    passed, moments = 0.0, []
    for share in shares:
        moments.append(accepted + (decided - accepted) * passed)
        passed += share / sum(shares)
    return moments


def _again(rng: random.Random, won: datetime, until: datetime) -> datetime | None:
    if rng.random() >= trade.REPEAT:
        return None
    return _past(_working(rng, won + timedelta(days=rng.randint(60, 380))), until)


def _past(moment: datetime, until: datetime) -> datetime | None:
    return moment if moment < until else None


def _soon(rng: random.Random, moment: datetime, *, hours: float) -> datetime:
    later = moment + timedelta(hours=max(0.2, rng.expovariate(1 / hours)))
    return later if trade.OPENS <= later.hour < trade.SHUTS and later.weekday() < 6 else _working(rng, later)


def _working(rng: random.Random, moment: datetime) -> datetime:
    """The next moment of an opening hour, on the day of `moment` or the day after."""
    day = moment.date() if moment.hour < trade.OPENS else moment.date() + timedelta(days=1)
    while day.weekday() == 6:
        day += timedelta(days=1)
    return _in_hours(rng, day)


def _in_hours(rng: random.Random, day: date) -> datetime:
    minutes = rng.randint(0, (trade.SHUTS - trade.OPENS) * 60 - 1)
    return datetime.combine(day, time(trade.OPENS)) + timedelta(minutes=minutes, seconds=rng.randint(0, 59))


def _poisson(rng: random.Random, mean: float) -> int:
    """Knuth's method, The Art of Computer Programming 2, 3.4.1; the means here are small."""
    limit, product, count = math.exp(-mean), rng.random(), 0
    while product > limit:
        product *= rng.random()
        count += 1
    return count
