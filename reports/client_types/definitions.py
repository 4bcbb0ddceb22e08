"""What the numbers on the page of client types mean."""

from django.utils.translation import gettext_lazy as _

from reports.core.definition import Definition

DEFINITIONS = {
    "clients_by_type": Definition(
        _("Clients by source and type"),
        _(
            "The clients that the leads received in the period became by now, by the source of the lead and the type written on the "
            "client. No type is a column of its own. Of more than ten types the rarest are counted together."
        ),
    ),
    "stands_out": Definition(
        _("Stands out"),
        _(
            "Expected is what would be there if source and type had nothing to do with each other. A cell stands out where chance is an "
            "unlikely reason for the difference (adjusted residuals, Haberman 1973; Benjamini–Hochberg over the table, 5 %%). Where "
            "fewer than 5 are expected, nothing is said. It goes together, and is no proof of why."
        ),
    ),
    "bought_again": Definition(
        _("Bought again"),
        _(
            "Of the clients who first bought more than a year ago, the share that bought on another day within a year of the first, with "
            "its likely range (Wilson, 95 %%). Below it how many of all clients have bought on another day by now."
        ),
    ),
    "revenue_per_client": Definition(
        _("Brought per client"),
        _(
            "What clients of a source have bought by now, refunds taken off, on average, with its likely range (95 %%, Hall 1992). Clients "
            "of whom no amount is known are left out; fewer than five with an amount have no range. The earlier a client was won, "
            "the more time there was to buy."
        ),
        is_money=True,
    ),
}
