"""What the lists of who to sell to again say: their names, what they mean, and why a client is on one."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.amounts import Amount
from accounts.current_business import amount_cell
from accounts.formatting import dated, money, percent
from sales.clients.repeat_sales import Row
from sales.models import NotNow


@dataclass(frozen=True)
class Tab:
    """`needs`: what has to be there before the list can have a row."""

    name: str
    kind: NotNow.List
    label: str
    title: str
    meaning: str
    needs: str


TABS = {
    tab.name: tab
    for tab in (
        Tab(
            "quiet",
            NotNow.List.QUIET,
            gettext_lazy("Gone quiet"),
            gettext_lazy("Not bought for longer than usual"),
            gettext_lazy(
                "Days since the last purchase against the usual days between two purchases. Who bought on three days or more is"
                " measured by the median of their own; others by the median of all your clients. Longest beyond the usual first."
            ),
            gettext_lazy("This list needs clients with at least two sales on different days: that tells how often people come back."),
        ),
        Tab(
            "never",
            NotNow.List.CROSS,
            gettext_lazy("Never bought"),
            gettext_lazy("Bought one thing, never the other"),
            gettext_lazy(
                "Clients with a sale of the first product that stands and none of the second. Who bought it last comes first."
                " To begin with it shows the two products where most clients are missing one."
            ),
            gettext_lazy("This list needs sales of two products. Say what you sell in the settings, and choose it when you record a sale."),
        ),
        Tab(
            "share",
            NotNow.List.WALLET,
            gettext_lazy("Low share"),
            gettext_lazy("They buy most of it elsewhere"),
            gettext_lazy(
                "What they bought from you in the last twelve months, less refunds, divided by what they spend a year on such"
                " things. Below 50 % they are here, the lowest first. Sales of unknown amount are left out."
            ),
            gettext_lazy("This list needs what a client spends a year: press Change on the client’s page and enter it."),
        ),
        Tab(
            "renewal",
            NotNow.List.RENEWAL,
            gettext_lazy("Renewals"),
            gettext_lazy("Due for renewal"),
            gettext_lazy(
                "The last sale of a product plus the months after which it is renewed. Here is what is past that day or comes to"
                " it within 30 days, the longest overdue first."
            ),
            gettext_lazy("This list needs products with “to be renewed after months” in the settings, and sales of them."),
        ),
    )
}


def why(row: Row) -> str:
    """Why the client is on the list, in words with the figures."""
    return WHY[row.kind](row)


def _quiet(row: Row) -> str:
    since = ngettext("%(n)d day since the last purchase", "%(n)d days since the last purchase", row.days_since) % {"n": row.days_since}
    usual = _("%(n)d is usual for them") if row.basis == "own" else _("%(n)d is usual among all your clients")
    return _("%(since)s; %(usual)s.") % {"since": since, "usual": usual % {"n": row.figure}}


def _never(row: Row) -> str:
    said = _("Bought %(other)s, last on %(day)s; never %(product)s.") if row.day else _("Bought %(other)s; never %(product)s.")
    return said % {"product": row.product, "other": row.other, "day": dated(row.day)}


def _share(row: Row) -> str:
    words = {"ours": money(row.figure), "all": money(row.contact.yearly_spend), "share": percent(row.share)}
    said = _("%(share)s with us: %(ours)s in twelve months of %(all)s a year.") % words
    unknown = int(row.basis)
    if unknown:
        said += " " + ngettext("%(n)d sale of unknown amount is left out.", "%(n)d sales of unknown amount are left out.", unknown) % {
            "n": unknown
        }
    return said


def _renewal(row: Row) -> str:
    late = row.days_since
    if late > 0:
        said = ngettext("%(product)s was due on %(day)s, %(n)d day ago.", "%(product)s was due on %(day)s, %(n)d days ago.", late)
    elif late == 0:
        said = _("%(product)s is due today.")
    else:
        said = ngettext("%(product)s is due on %(day)s, in %(n)d day.", "%(product)s is due on %(day)s, in %(n)d days.", -late)
    return said % {"product": row.product, "day": dated(row.day), "n": abs(late)}


WHY = {NotNow.List.QUIET: _quiet, NotNow.List.CROSS: _never, NotNow.List.WALLET: _share, NotNow.List.RENEWAL: _renewal}


def as_table(rows: list[Row]) -> Iterator[list]:
    """The list as files have it: phones are text, the figure of the low share is money, and all other figures are counts."""
    yield [_("client"), _("company"), _("phone"), _("e-mail"), _("product"), _("day"), _("figure"), _("why")]
    for row in rows:
        phone, email = row.contact.main_phone, row.contact.main_email
        number = phone.for_files if phone else ""
        address = email.address if email else ""
        yield [str(row.contact), row.contact.company, number, address, str(row.product or ""), row.day, _figure(row), why(row)]


def _figure(row: Row) -> Amount | int | None:
    if row.kind == NotNow.List.WALLET:
        return amount_cell(row.figure)
    return None if row.figure is None else int(row.figure)
