"""The reports in the navigation, and beside them what belongs to all of them."""

from django.utils.translation import gettext_lazy as _

from accounts.navigation import NavGroup, NavItem
from accounts.roles import OFFICE
from reports.core.catalogue import MARKETING_GROUP, OVERVIEW_GROUP, PAGES, SALES_GROUP

OTHER_PAGES = (NavItem("saved_reports", _("Saved"), "bookmark"), NavItem("annotations", _("Dates"), "calendar-heart", OFFICE))
"""No reports, and in the group of the overview."""


def report_groups() -> list[NavGroup]:
    return [
        NavGroup(_("Overview"), "gauge", (*_items(OVERVIEW_GROUP), *OTHER_PAGES)),
        NavGroup(_("Marketing"), "signpost", _items(MARKETING_GROUP)),
        NavGroup(_("Sales"), "handshake", _items(SALES_GROUP)),
    ]


def _items(group: str) -> tuple[NavItem, ...]:
    return tuple(page.item for page in PAGES.values() if page.group == group)
