"""Where each person can go. One table, read by the rail on a desk and the tabs on a phone."""

from dataclasses import dataclass, replace

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from accounts.roles import EVERYONE, OFFICE, SELLERS, Role


@dataclass(frozen=True)
class Place:
    """One entry: the name of its URL, what it is called, its icon and who may go there."""

    url_name: str
    label: str
    icon: str
    roles: tuple[Role, ...] = EVERYONE
    count: str = ""
    """Name of a URL that answers with the number to show, when there is one."""
    is_timed: bool = False
    """Whether it is about a period, and so keeps the one that somebody chose beside it."""
    also: tuple[str, ...] = ()
    """Names of URLs whose pages belong here although their address lies elsewhere."""


WORK = (
    Place("tally", _("Log"), "tally-5", also=("sheet", "new_lead")),
    Place("today", _("Today"), "calendar-check", count="today_count"),
    Place("leads", _("Leads"), "inbox"),
    Place("board", _("Pipeline"), "square-kanban", SELLERS),
    Place("clients", _("Clients"), "users", SELLERS),
    Place("playbook", _("How we sell here"), "book-open", SELLERS),
)


@dataclass(frozen=True)
class Shelf:
    """Reports that answer for one job. The rail has one entry for all of them; each page links the others."""

    label: str
    icon: str
    places: tuple[Place, ...]


SHELVES: list[Shelf] = []
"""Filled by the app of the reports when it is ready (`reports.core.shelves`): nothing here imports an app above."""
OFFICE_PLACES = (Place("settings", _("Settings"), "settings-2", OFFICE),)

TABS_AT_THE_DESK = ("tally", "today", "leads", "report_sources")
TABS_IN_SALES = ("tally", "today", "board", "clients")
TABS_OF_THE_OWNER = ("overview", "report_sources", "today", "board")


@dataclass(frozen=True)
class Link:
    place: Place
    href: str
    count_href: str
    is_current: bool


@dataclass(frozen=True)
class Nav:
    """`beside`: the reports on the same shelf as the page that is open, itself too; empty anywhere else."""

    work: tuple[Link, ...]
    answers: tuple[Link, ...]
    beside: tuple[Link, ...]
    office: tuple[Link, ...]
    tabs: tuple[Link, ...]
    more: tuple[Link, ...]
    log: str
    search: str
    profile: str
    reminders: str

    @property
    def more_is_current(self) -> bool:
        return any(link.is_current for link in self.more)


def nav_for(user, *, path: str) -> Nav:
    """The places `user` may go to, the one that `path` lies in marked. Places without a URL are left out."""
    groups = (WORK, *(shelf.places for shelf in SHELVES), OFFICE_PLACES)
    allowed = [place for group in groups for place in group if user.has_role(*place.roles)]
    # Not by place: its hash would translate its label each time, a thousand times a page.
    hrefs = {place.url_name: address(place.url_name) for place in allowed}
    homes = {address(name): hrefs[place.url_name] for place in allowed for name in (place.url_name, *place.also)}
    here = homes.get(_nearest(path, homes) or None, "")

    def links(places) -> tuple[Link, ...]:
        offered = [(place, hrefs[place.url_name]) for place in places if hrefs.get(place.url_name)]
        return tuple(Link(place, href, address(place.count), href == here) for place, href in offered)

    work, office = links(WORK), links(OFFICE_PLACES)
    shelves = [(shelf, found) for shelf in SHELVES if (found := links(shelf.places))]
    # Where what was saved is all that somebody sees of its shelf, it comes last.
    shelves.sort(key=lambda pair: _is_saved_alone(pair[1]))
    answers = tuple(_of_shelf(shelf, found) for shelf, found in shelves)
    beside = next((found for _shelf, found in shelves if any(link.is_current for link in found)), ())
    by_name = {link.place.url_name: link for link in (*work, *answers, *office)}
    tabs = tuple(by_name[name] for name in _tab_names(user) if name in by_name)
    more = tuple(link for link in by_name.values() if link not in tabs)
    search = address("search") or address("leads")
    return Nav(
        work,
        answers,
        beside,
        office,
        tabs,
        more,
        log=address("tally"),
        search=search,
        profile=address("profile"),
        reminders=address("reminders"),
    )


def _is_saved_alone(links: tuple[Link, ...]) -> bool:
    return [link.place.url_name for link in links] == ["saved_reports"]


def _of_shelf(shelf: Shelf, links: tuple[Link, ...]) -> Link:
    """One entry for a shelf: it opens the first report that this person may see, and goes by its name where it is the only one."""
    first = links[0]
    place = first.place if len(links) == 1 else replace(first.place, label=shelf.label, icon=shelf.icon)
    return replace(first, place=place, is_current=any(link.is_current for link in links))


def home_for(user) -> str:
    """Where a person begins after signing in: at the Log, unless they only look after the business.

    An owner reads the Overview; an admin who is nothing else keeps the Settings.
    """
    if user.has_role(Role.STAFF, Role.SALES):
        return address("tally")
    return address("overview" if user.has_role(Role.OWNER) else "settings")


def address(url_name: str) -> str:
    try:
        return reverse(url_name) if url_name else ""
    except NoReverseMatch:
        return ""


def _tab_names(user) -> tuple[str, ...]:
    """Four tabs: what this person does most. Whoever also sells or sits at the desk works first and reads later."""
    if user.has_role(Role.SALES):
        return TABS_IN_SALES
    if user.has_role(Role.OWNER) and not user.has_role(Role.STAFF):
        return TABS_OF_THE_OWNER
    return TABS_AT_THE_DESK


def _nearest(path: str, hrefs) -> str:
    """The longest address that `path` lies in, so that /leads/7/ is in Leads and not in the page at /."""
    inside = [href for href in hrefs if href and (path == href or (href != "/" and path.startswith(href)))]
    return max(inside, key=len, default="")
