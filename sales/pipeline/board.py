"""The pipeline as lanes of cards."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import Count, Prefetch, Q, QuerySet, Sum

from sales.models import Opportunity, Sale, Stage

CARDS = 30
"""Cards a lane begins with; further ones come as it is scrolled."""
MOST = 500
"""Cards of a lane that are drawn again at once, however far somebody scrolled."""


@dataclass(frozen=True)
class Lane:
    """One stage. `value` sums what is known (None: nothing is), `unvalued` counts the rest; `more` says where the cards go on."""

    stage: Stage
    count: int
    value: Decimal | None
    unvalued: int
    cards: list[Opportunity]
    more: str


@dataclass(frozen=True)
class WonLane:
    """What was won in the month that `since` begins. `value` sums the standing sales whose amount is known."""

    stage: Stage | None
    since: date
    count: int
    value: Decimal | None
    unvalued: int
    cards: list[Opportunity]


@dataclass(frozen=True)
class Board:
    lanes: list[Lane]
    won: WonLane
    count: int
    value: Decimal | None
    unvalued: int


def board(found: QuerySet, *, business, depths: dict[int, int] | None = None) -> Board:
    """`found`: the opportunities to show, open or not. `depths`: how many cards somebody has before them already, by stage.

    Queries: five, and one a stage; none of them grows with the cards.
    """
    sums = {row["stage"]: row for row in _sums(found.open())}
    empty = {"count": 0, "known": None, "valued": 0}
    lanes = []
    for stage in Stage.objects.lanes():
        row = sums.get(stage.pk, empty)
        cards, more = lane_cards(found, stage, depth=(depths or {}).get(stage.pk, 0)) if row["count"] else ([], "")
        lanes.append(Lane(stage, row["count"], row["known"], row["count"] - row["valued"], cards, more))
    known = [lane.value for lane in lanes if lane.value is not None]
    return Board(
        lanes=lanes,
        won=_won_lane(found, business=business),
        count=sum(lane.count for lane in lanes),
        value=sum(known, Decimal(0)) if known else None,
        unvalued=sum(lane.unvalued for lane in lanes),
    )


def lane_cards(found: QuerySet, stage: Stage, *, after: str = "", depth: int = 0) -> tuple[list[Opportunity], str]:
    """The next cards of a lane, those longest in the stage first, and where to go on. One query on opportunities_by_stage."""
    most = min(max(depth, CARDS), MOST)
    found = found.filter(stage=stage)
    position = _position(after)
    if position:
        since, pk = position
        found = found.filter(Q(stage_since__gte=since) & (Q(stage_since__gt=since) | Q(pk__gt=pk)))
    cards = list(found.for_cards().with_next_activity().order_by("stage_since", "pk")[: most + 1])
    more = len(cards) > most
    cards = cards[:most]
    return cards, f"{cards[-1].stage_since.isoformat()}_{cards[-1].pk}" if more else ""


def depths_of(query) -> dict[int, int]:
    """How deep each lane was, from `deep=STAGE.CARDS` in an address, once a lane. What cannot be read is left out."""
    pairs = (text.partition(".") for text in query.getlist("deep")[:50])
    return {int(stage): int(cards) for stage, _dot, cards in pairs if _small(stage) and _small(cards)}


def _small(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def _sums(found: QuerySet):
    return found.order_by().values("stage").annotate(count=Count("pk"), known=Sum("value"), valued=Count("value"))


def _won_lane(found: QuerySet, *, business) -> WonLane:
    first = business.today().replace(day=1)
    start, _end = business.day_bounds(first)
    won = found.won().filter(closed_at__gte=start)
    sums = Sale.objects.standing().filter(opportunity__in=won).aggregate(known=Sum("net"), valued=Count("amount"))
    count = won.count()
    standing = Prefetch("sales", Sale.objects.standing(), to_attr="standing_sales")
    cards = list(won.for_cards().prefetch_related(standing).order_by("-closed_at", "-pk")[:CARDS]) if count else []
    stage = Stage.objects.the(Stage.Kind.WON)
    return WonLane(stage, first, count, sums["known"], count - sums["valued"], cards)


def _position(text: str):
    at, _sep, pk = text.partition("_")
    try:
        since = datetime.fromisoformat(at)
        return (since.astimezone(UTC), Opportunity._meta.pk.to_python(pk)) if since.tzinfo else None
    except (ValueError, OverflowError, ValidationError):
        return None
