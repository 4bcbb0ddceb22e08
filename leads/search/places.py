"""Pages, reports, settings and actions by their words: those of the navigation and of the Settings page, as far as a person's roles go."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.navigation import REPORT_GROUPS, SETTINGS_ITEMS, WORK, NavItem, address
from accounts.roles import OFFICE
from accounts.settings_menu import visible_groups
from leads.letters import folded, words_of
from leads.search.names import typed_words

MOST = 6


@dataclass(frozen=True)
class Place:
    """`about`: what kind of place it is, in sight; `also`: further words it is found by."""

    label: str
    about: str
    href: str
    icon: str
    also: str = ""


@dataclass(frozen=True)
class Action:
    item: NavItem
    also: str = ""


ACTIONS = (
    Action(NavItem("tally", gettext_lazy("Log a call or a walk-in"), "plus"), also=gettext_lazy("new lead, enquiry, tick")),
    Action(NavItem("new_lead", gettext_lazy("New lead, for another time"), "calendar-clock"), also=gettext_lazy("an enquiry of yesterday")),
    Action(NavItem("sheet", gettext_lazy("Enter a paper sheet"), "clipboard-list"), also=gettext_lazy("tally, print")),
    Action(NavItem("imports", gettext_lazy("Import a file"), "file-up", OFFICE), also=gettext_lazy("bring in leads, spreadsheet, CSV")),
    Action(NavItem("people", gettext_lazy("Invite a colleague"), "user-plus", OFFICE), also=gettext_lazy("new person, add somebody")),
    Action(NavItem("sources_settings", gettext_lazy("Add a source"), "signpost", OFFICE), also=gettext_lazy("new source")),
)
"""What is begun from anywhere. Its address is looked up, so that an app above may answer it."""
OTHER_PAGES = (
    NavItem("profile", gettext_lazy("Your profile"), "user"),
    NavItem("glossary", gettext_lazy("What the words mean"), "book-open"),
)


def actions_for(user: User) -> list[Place]:
    return [
        Place(str(action.item.label), _("Action"), href, action.item.icon, str(action.also))
        for action in ACTIONS
        if user.has_role(*action.item.roles) and (href := address(action.item.url_name))
    ]


def pages_for(user: User) -> list[Place]:
    """Every entry of the navigation and of the Settings page that this person may open, an address once."""
    places = [*_entries(WORK, _("Page"), user), *(place for group in REPORT_GROUPS for place in _entries(group.items, _("Report"), user))]
    places += [*_entries(SETTINGS_ITEMS, _("Page"), user), *_settings(user), *_entries(OTHER_PAGES, _("Page"), user)]
    return list({place.href: place for place in reversed(places)}.values())[::-1]


def _entries(items: tuple[NavItem, ...], about: str, user: User) -> Iterator[Place]:
    for item in items:
        if user.has_role(*item.roles) and (href := address(item.url_name)):
            yield Place(str(item.label), about, href, item.icon)


def _settings(user: User) -> Iterator[Place]:
    if user.has_role(*OFFICE):
        for _label, entries in visible_groups():
            for entry, href in entries:
                yield Place(str(entry.label), _("Settings"), href, entry.icon, str(entry.about))


def matching(places: list[Place], text: str) -> list[Place]:
    """Those with a word that begins so for each word typed; first those that are called so. At most `MOST`."""
    typed = typed_words(text)
    if not typed:
        return []
    by_label = [place for place in places if _has(place.label, typed)]
    by_words = [place for place in places if place not in by_label and _has(f"{place.label} {place.about} {place.also}", typed)]
    return [*by_label, *by_words][:MOST]


def _has(words: str, typed: list[str]) -> bool:
    theirs = _folded(words)
    return all(any(own.startswith(word) for own in theirs) for word in typed)


@lru_cache(maxsize=1000)
def _folded(text: str) -> list[str]:
    return [folded(word) for word in words_of(text)]
