"""The reports in the navigation, and beside them what belongs to all of them."""

from django.utils.translation import gettext_lazy as _

from accounts.nav import Place, Shelf
from accounts.roles import OFFICE
from reports.core.catalogue import MARKETING_SHELF, OVERVIEW_SHELF, PAGES, SALES_SHELF

BESIDE = (Place("saved_reports", _("Saved"), "bookmark"), Place("annotations", _("Dates"), "calendar-heart", OFFICE))
"""No reports, and on the shelf of the overview."""


def shelves() -> list[Shelf]:
    return [
        Shelf(_("Overview"), "gauge", (*_places(OVERVIEW_SHELF), *BESIDE)),
        Shelf(_("Marketing"), "signpost", _places(MARKETING_SHELF)),
        Shelf(_("Sales"), "handshake", _places(SALES_SHELF)),
    ]


def _places(shelf: str) -> tuple[Place, ...]:
    return tuple(page.place for page in PAGES.values() if page.shelf == shelf)
