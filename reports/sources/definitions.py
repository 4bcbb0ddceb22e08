"""What the numbers of the sources mean: leads, clients, conversion, what they cost, and how sure all that is."""

from django.utils.translation import gettext_lazy as _

from reports.core.definition import Definition

DEFINITIONS = {
    "leads": Definition(
        _("Leads"),
        _(
            "Enquiries received in the period that are new business: not spam, not a test, not withdrawn, not merged into "
            "another, and not from somebody who was a client already. Those that could not be reached or were not a fit "
            "stay in: they are part of what a source brings."
        ),
    ),
    "left_out": Definition(
        _("Left out"),
        _(
            "Enquiries of the period that are no new business: spam, tests, withdrawn, merged into another, sales that came in "
            "without their enquiry, or from somebody who was a client already. Each counts once, in the first of these that fits: "
            "merged, withdrawn, spam or test, sale, client."
        ),
    ),
    "date_unknown": Definition(
        _("Date unknown"),
        _(
            "Leads of which nobody knows when they came, or when they were won. They count to date and in no figure that "
            "needs the days in between."
        ),
    ),
    "clients": Definition(
        _("Clients"),
        _(
            "Of the leads received in the period, those that made their contact a client: the lead of the first sale that "
            "was not reversed. Sold later still counts to the period in which the lead came."
        ),
    ),
    "conversion_within": Definition(
        _("Conversion within %(days)s days"),
        _(
            "Of the leads received in the period and more than %(days)s days ago, the share won within %(days)s days. Younger "
            "leads have not had the time and are not counted. The range is where the true rate probably lies (Wilson, 95 %%)."
        ),
    ),
    "conversion_to_date": Definition(
        _("Conversion to date"),
        _(
            "Of all leads received in the period, the share won so far, with its likely range (Wilson, 95 %%). While leads are "
            "still young and open, the bar runs from the share won so far to the share there would be if every open lead were won."
        ),
    ),
    "open": Definition(
        _("Open"),
        _("Leads of the period that are neither won, lost nor disqualified: with marketing, handed over, or with sales."),
    ),
    "median_days": Definition(
        _("Median days to win"),
        _(
            "Half of the clients were won in fewer calendar days from received to won, half in more. A lead won before it was "
            "received counts with its negative days and is pointed out."
        ),
    ),
    "spend": Definition(
        _("Spend"),
        _(
            "What was entered as spent on the source for the months of the period. A month that the period cuts, and the month "
            "under way, count by their share of days."
        ),
        is_money=True,
    ),
    "cost_per_lead": Definition(
        _("Cost per lead"),
        _("Spend of the period divided by leads of the period, of the same source. No figure without spend or without leads."),
        is_money=True,
    ),
    "verdict": Definition(
        _("Better or worse than the rest"),
        _(
            "Each row against all other rows together, on leads old enough to judge. “Better” and “worse” are said only where "
            "chance is an unlikely reason (mid-p Fisher test, Benjamini–Hochberg over the table, 5 %%). Otherwise it is too early: "
            "the leads still needed are those that would show the difference seen four times out of five."
        ),
    ),
    "credit": Definition(
        _("Who gets the credit"),
        _(
            "First source: how they first heard of us. Last touch: the source of the latest further contact of the same enquiry before "
            "it was won, else the first. Equal shares: every source that had a part gets the same part of the lead and of the client, so "
            "that all rows still add up; they are then not compared. Contacts without a source or a time change nothing."
        ),
    ),
    "coverage": Definition(
        _("How well the source is known"),
        _(
            "The share of leads whose source they were asked for, or that was tracked. Assumed sources, and leads with none recorded, are "
            "not known well. “Unknown” is known: they were asked."
        ),
    ),
}
