"""What the figures of the page of client value mean."""

from django.utils.translation import gettext_lazy as _

from reports.core.definition import Definition

DEFINITIONS = {
    "average_per_client": Definition(
        _("Average per client"),
        _(
            "Revenue of the period, divided by the clients who bought in it for a known amount. The range (95 %%, Hall) is told from five "
            "paying clients on; “more” or “less” than before only where the range of the difference leaves out zero."
        ),
        is_money=True,
    ),
    "client_value": Definition(
        _("Client value"),
        _(
            "What a client bought within 12 and 24 months of the first sale, less what was given back, on average over those who have "
            "been clients for longer than that; and to date, of all. It belongs to the source that won them. Clients of whom no amount "
            "is known are left out."
        ),
        is_money=True,
    ),
    "retention": Definition(
        _("Clients kept"),
        _(
            "Of the clients who bought in the 12 months before the last 12, the share that bought again in the last 12, with its likely "
            "range (Wilson, 95 %%)."
        ),
        is_money=True,
    ),
    "came_back": Definition(
        _("Who comes back"),
        _(
            "Of the clients who first bought in a quarter, the share that bought again in the first, second and each further year after "
            "their first sale. A hatched cell counts only those who have been clients for the whole of that year."
        ),
        is_money=True,
    ),
    "repeat_rate": Definition(
        _("More than one purchase"),
        _("Of all clients, the share that bought on two days or more, with its likely range (Wilson, 95 %%)."),
        is_money=True,
    ),
    "share_of_wallet": Definition(
        _("Share of their spending"),
        _(
            "What clients bought from us in the last 12 months, divided by what they say they spend a year, over those of whom that is "
            "known. Other clients are left out."
        ),
        is_money=True,
    ),
    "referrals": Definition(
        _("Who sends others"),
        _(
            "Enquiries of new business that somebody is named to have sent, and how many of these people are clients by now, whenever "
            "they became one."
        ),
        is_money=True,
    ),
}
