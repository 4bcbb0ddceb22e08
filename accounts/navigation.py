"""Where each person can go. One table, read by the rail on a desk and the tabs on a phone."""

from dataclasses import dataclass, replace

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from accounts.roles import EVERYONE, OFFICE, SELLERS, Role


@dataclass(frozen=True)
class NavItem:
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
    NavItem("tally", _("Log"), "tally-5", also=("sheet", "new_lead")),
    NavItem("today", _("Today"), "calendar-check", count="today_count"),
    NavItem("leads", _("Leads"), "inbox", also=("contacts",)),
    NavItem("board", _("Pipeline"), "square-kanban", SELLERS),
    NavItem("clients", _("Clients"), "users", SELLERS),
    NavItem("playbook", _("How we sell here"), "book-open", SELLERS),
)


@dataclass(frozen=True)
class NavGroup:
    """Reports that answer for one job. The rail has one entry for all of them; each page links the others."""

    label: str
    icon: str
    items: tuple[NavItem, ...]


REPORT_GROUPS: list[NavGroup] = []
"""Filled by the app of the reports when it is ready (`reports.core.menu`): nothing here imports an app above."""
SETTINGS_ITEMS = (NavItem("settings", _("Settings"), "settings-2", OFFICE),)

TABS_AT_THE_DESK = ("tally", "today", "leads", "report_sources")
TABS_IN_SALES = ("tally", "today", "board", "clients")
TABS_OF_THE_OWNER = ("overview", "report_sources", "today", "board")


@dataclass(frozen=True)
class Link:
    item: NavItem
    href: str
    count_href: str
    is_current: bool


@dataclass(frozen=True)
class Nav:
    """`siblings`: the reports of the same group as the page that is open, itself too; empty anywhere else."""

    work: tuple[Link, ...]
    reports: tuple[Link, ...]
    siblings: tuple[Link, ...]
    settings: tuple[Link, ...]
    tabs: tuple[Link, ...]
    more: tuple[Link, ...]
    log: str
    search: str
    profile: str
    reminders: str

    @property
    def more_is_current(self) -> bool:
        return any(link.is_current for link in self.more)


def navigation_for(user, *, path: str) -> Nav:
    """The items `user` may go to, the one that `path` lies in marked. Items without a URL are left out."""
    sections = (WORK, *(group.items for group in REPORT_GROUPS), SETTINGS_ITEMS)
    allowed = [item for section in sections for item in section if user.has_role(*item.roles)]
    # Not by item: its hash would translate its label each time, a thousand times a page.
    hrefs = {item.url_name: address(item.url_name) for item in allowed}
    homes = {address(name): hrefs[item.url_name] for item in allowed for name in (item.url_name, *item.also)}
    here = homes.get(_nearest(path, homes) or None, "")

    def links(items) -> tuple[Link, ...]:
        offered = [(item, hrefs[item.url_name]) for item in items if hrefs.get(item.url_name)]
        return tuple(Link(item, href, address(item.count), href == here) for item, href in offered)

    work, settings = links(WORK), links(SETTINGS_ITEMS)
    groups = [(group, group_links) for group in REPORT_GROUPS if (group_links := links(group.items))]
    # Where what was saved is all that somebody sees of its group, it comes last.
    groups.sort(key=lambda pair: _is_saved_alone(pair[1]))
    reports = tuple(_of_group(group, group_links) for group, group_links in groups)
    siblings = next((group_links for _group, group_links in groups if any(link.is_current for link in group_links)), ())
    by_name = {link.item.url_name: link for link in (*work, *reports, *settings)}
    tabs = tuple(by_name[name] for name in _tab_names(user) if name in by_name)
    more = tuple(link for link in by_name.values() if link not in tabs)
    search = address("search") or address("leads")
    return Nav(
        work,
        reports,
        siblings,
        settings,
        tabs,
        more,
        log=address("tally"),
        search=search,
        profile=address("profile"),
        reminders=address("reminders"),
    )


def _is_saved_alone(links: tuple[Link, ...]) -> bool:
    return [link.item.url_name for link in links] == ["saved_reports"]


def _of_group(group: NavGroup, links: tuple[Link, ...]) -> Link:
    """One entry for a group: it opens the first report that this person may see, and goes by its name where it is the only one."""
    first = links[0]
    item = first.item if len(links) == 1 else replace(first.item, label=group.label, icon=group.icon)
    return replace(first, item=item, is_current=any(link.is_current for link in links))


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
