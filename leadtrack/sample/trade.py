"""The sample business: a kitchen showroom, and the truth about it that its numbers should find again."""

from dataclasses import dataclass, field

from accounts.roles import Role
from leads.models import Source

NAME = "Alder & Finch Kitchens"
DAYS = 548
"""How far back it goes: eighteen months."""


@dataclass(frozen=True)
class SourceTruth:
    """`conversion`: the true share of its valid leads that ever buy. `days`: median days from first contact to the win."""

    name: str
    weekly: float
    conversion: float
    days: float
    value: float
    channels: dict[str, float]
    spend: int = 0
    months: tuple[int, ...] = tuple(range(1, 13))
    kind: str = ""
    campaign: str = ""
    tracked: bool = False


SOURCES = (
    SourceTruth("Walked past the showroom", 7.0, 0.16, 24, 9_500, {"walk_in": 0.96, "phone": 0.04}),
    SourceTruth(
        "Recommended by a friend", 5.2, 0.37, 18, 13_500, {"phone": 0.55, "walk_in": 0.3, "email": 0.15}, kind=Source.Kind.REFERRAL
    ),
    SourceTruth("Google search", 9.5, 0.14, 26, 10_500, {"phone": 0.5, "website": 0.4, "email": 0.1}, spend=580, tracked=True),
    SourceTruth("Builders and plumbers", 2.2, 0.25, 21, 11_800, {"phone": 0.9, "email": 0.1}),
    SourceTruth("Instagram", 5.0, 0.06, 30, 8_200, {"message": 0.7, "website": 0.3}, spend=210),
    SourceTruth(
        "Leaflet", 5.5, 0.045, 28, 7_900, {"phone": 0.7, "walk_in": 0.3}, spend=280, months=(3, 4, 5, 10), campaign="Spring leaflet"
    ),
    SourceTruth("Local paper", 1.8, 0.11, 25, 9_100, {"phone": 0.85, "walk_in": 0.15}, spend=160),
    SourceTruth("Home show", 16.0, 0.19, 34, 12_400, {"event": 1.0}, spend=900, months=(2, 9), campaign="Home show stand"),
    SourceTruth("Our van", 1.4, 0.15, 22, 9_800, {"phone": 1.0}),
    SourceTruth("Unknown", 3.0, 0.12, 23, 9_400, {"phone": 0.5, "walk_in": 0.5}, kind=Source.Kind.UNKNOWN),
)
OWN_CLIENTS = "Our own clients"

# Kitchens are wanted after Christmas and after the summer.
SEASON = {1: 1.25, 2: 1.1, 3: 1.15, 4: 1.0, 5: 0.95, 6: 0.9, 7: 0.8, 8: 0.7, 9: 1.15, 10: 1.1, 11: 1.0, 12: 0.55}
WEEKDAYS = (1.0, 0.9, 0.9, 1.0, 1.1, 1.5, 0.0)
"""Monday to Sunday; the showroom is shut on Sundays."""
OPENS, SHUTS = 9, 17

SPAM = 0.02
ANONYMOUS = 0.3
"""Share of the people at the counter who buy nothing and leave no name."""
REPEAT = 0.16
"""Share of clients who buy again."""
DAYS_TO_WIN_SPREAD = 0.55
"""Sigma of the log-normal of days to win."""


@dataclass(frozen=True)
class Person:
    name: str
    email: str
    roles: tuple[Role, ...]


PEOPLE = (
    Person("Jo Adeyemi", "jo@alder.example", (Role.STAFF,)),
    Person("Tom Kerr", "tom@alder.example", (Role.SALES,)),
    Person("Lena Moss", "lena@alder.example", (Role.SALES,)),
    Person("Ruth Finch", "ruth@alder.example", (Role.OWNER,)),
    Person("Ada Alder", "ada@alder.example", (Role.ADMIN, Role.STAFF)),
)


@dataclass(frozen=True)
class StageTruth:
    """`share` of the time from hand-over to the decision is spent here."""

    name: str
    promise: str
    promise_days: int | None
    share: float = field(default=0.0)


STAGES = (
    StageTruth("New", "Call them", 2, 0.04),
    StageTruth("Survey", "Measure up", 10, 0.26),
    StageTruth("Quoted", "Get an answer", 10, 0.3),
    StageTruth("Deciding", "Agree on a decision", 21, 0.4),
)
WON_PROMISE = "Thank them, ask for a name"

LOST_REASONS = {
    "Too expensive": 0.34,
    "Chose someone else": 0.24,
    "Bad timing": 0.2,
    "No answer": 0.17,
    "Not what they needed": 0.05,
}
WANTS = (
    "Galley kitchen with oak worktops",
    "L-shape, laminate, small budget",
    "Handleless units and an island",
    "Grey gloss with a utility room",
    "Sage shaker doors",
    "New worktops only",
    "In-frame kitchen with a larder wall",
    "Rental flat, simple and quick",
    "Boot room and kitchen",
    "U-shape in quartz",
    "Doors replaced, units kept",
    "Kitchen for an extension, plans ready",
    "Birch ply galley",
    "Pull-out larder and new appliances",
)
AGAIN = ("Utility room to match", "Worktops for the rental", "Second kitchen", "Wardrobes in the same doors", "New appliances fitted")
TO_DO = ("Ask if the quote fits the budget", "Confirm the survey", "Send photos of the doors", "Agree a date for the answer")
DUE_IN = (-2, -1, 0, 0, 1, 1, 2, 3, 4, 5, 6, 8, 9, 12)
"""Days from today of the follow-ups of what is open."""
CLIENT_TYPES = {"Homeowner": 0.74, "Landlord": 0.14, "Builder": 0.12}
