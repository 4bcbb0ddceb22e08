"""What every number on a report means, once. The pages show these words on tap; docs/metrics.md repeats them."""

from django.utils.translation import gettext_lazy as _

from reports.definitions.clients import CLIENT_FIGURES
from reports.definitions.definition import Definition
from reports.definitions.forecast import FORECAST
from reports.definitions.funnel import FUNNEL
from reports.definitions.health import HEALTH
from reports.definitions.money import MONEY_FIGURES
from reports.definitions.types import CLIENT_TYPES, CLIENT_VALUE

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
    ),
    "cost_per_lead": Definition(
        _("Cost per lead"),
        _("Spend of the period divided by leads of the period, of the same source. No figure without spend or without leads."),
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
    "new_clients": Definition(
        _("New clients"),
        _(
            "Contacts whose first sale that was not reversed was made in the period, whenever their lead came. On the sources page "
            "clients belong to the period of their lead instead."
        ),
    ),
    "revenue": Definition(
        _("Revenue"),
        _(
            "Sum of the sales made in the period and not reversed, repeat sales too, less what was given back on them, whenever it "
            "was given back. Sales of an amount nobody knows are left out, and how many is said."
        ),
    ),
    "change_leads": Definition(
        _("More or fewer leads"),
        _(
            "Said only where chance is an unlikely reason: if leads came at the same pace in both periods, a split at least this uneven "
            "would happen less than once in twenty times (conditional binomial test, mid-p)."
        ),
    ),
    "change_conversion": Definition(
        _("Conversion then and now"),
        _(
            "The latest leads old enough to judge, as many days of them as the period has, against those of as many days before. A change "
            "is said only where the likely range of the difference leaves out zero (Newcombe, 95 %%)."
        ),
    ),
    "months": Definition(
        _("Month by month"),
        _(
            "Leads by the month they came in, and what became of them. Conversion counts only leads more than %(days)s days old; "
            "until a month has any, it says “not yet”."
        ),
    ),
    "cohorts": Definition(
        _("Month by month, by age"),
        _(
            "Of the leads received in a month and more than so many days old, the share won within so many days. A hatched cell counts "
            "only those old enough; the others have not had the time. Leads and clients are those of the Sources page."
        ),
    ),
    "flows": Definition(
        _("Where leads went"),
        _(
            "New-business leads received in the period, each once. A lead went to sales when sales accepted it; a hand-over that came "
            "back is still with marketing. What became of it is what the funnel says: client, lost, disqualified, or not decided yet."
        ),
    ),
    "weeks": Definition(
        _("Week by week"),
        _("New-business leads by the week they were received in, Monday to Sunday, the first and the last week as far as the period goes."),
    ),
    "curves": Definition(
        _("How soon leads are won"),
        _(
            "The share of leads won by each day of their age. Leads too young for a day count up to their own age (Kaplan–Meier), those "
            "lost stay among the unwon. Below each share its likely range (95 %%)."
        ),
    ),
    "diagnosis": Definition(
        _("Sales, marketing or both?"),
        _(
            "Three questions, each as a share of what is wanted: enough leads, from the usual sources, converted as usual. “Short” is "
            "said where the likely range lies below 100 %%, “fine” where it leaves out falling short by a quarter or more. Short of "
            "leads, or of good sources, is marketing (97.5 %% each, 95 %% together); short of conversion is sales (95 %%)."
        ),
    ),
    "needed_leads": Definition(
        _("Leads needed"),
        _(
            "Clients wanted in these days divided by the usual conversion within %(days)s days. The range holds the chance in how many "
            "leads come and in what conversion is usual."
        ),
    ),
    "mix": Definition(
        _("The mix of sources"),
        _(
            "What these leads would bring if each source converted as it usually does, against as many leads in the usual mix. Fewer "
            "means that they came from sources that seldom bring clients."
        ),
    ),
    "standardised": Definition(
        _("Converted as usual?"),
        _(
            "Conversion within %(days)s days of the latest leads old enough, against the twelve months before, both weighted to the mix "
            "of sources of then, so that other sources are not taken for worse selling. Sources of fewer than 20 leads are pooled."
        ),
    ),
    "split": Definition(
        _("Why clients changed"),
        _(
            "Clients within %(days)s days of the latest leads old enough, against those of as many days before, in three parts that "
            "add up: more or fewer leads, better or worse sources, and each source converting more or less."
        ),
    ),
    "handed_over": Definition(
        _("Handed over"),
        _(
            "Leads that were given to sales in the period, by hand or by themselves. Each hand-over counts: one that came back and "
            "was handed over again is two. What marketing took back, and leads that were withdrawn since, are left out."
        ),
    ),
    "time_to_accept": Definition(
        _("Time to accept"),
        _(
            "Working time from the hand-over until somebody in sales accepted it: half took less, half took more. Returned and "
            "waiting ones are in the other columns. Reckoned with the working hours as they are set now."
        ),
    ),
    "answered_in_time": Definition(
        _("Answered in time"),
        _(
            "Of the hand-overs with a promise that were answered, or whose promise has run out, the share accepted or returned by "
            "then. The promise is the one that was given when it was handed over."
        ),
    ),
    "speed_to_lead": Definition(
        _("First contact"),
        _(
            "From received to the first call, message or meeting, by the clock, for new business received in the period. A lead "
            "nobody was in touch with counts as slower than all; “–” means the figure lies among those. People at the counter, on "
            "the phone, or whom we contacted ourselves were talked to on arrival and are left out. In time: within the promise of "
            "its source as it is now, in working hours."
        ),
    ),
    "whose": Definition(
        _("Whose a lead is"),
        _(
            "New business received in the period that sales took on, by who had its opportunity when it was won or lost, or has it now "
            "while it is open. What is given to somebody else afterwards stays where it was decided. Of several opportunities the one "
            "won first counts, else the latest. Names from an import are people too."
        ),
    ),
    "control_limits": Definition(
        _("What chance would do"),
        _(
            "If everybody’s leads were won at the same rate, 95 %% of people would stand within the inner lines and 99.8 %% within the "
            "outer ones (exact binomial limits, Spiegelhalter 2005). The fewer the leads, the further apart the lines. Outside is a "
            "question to ask, inside is noise. Fewer than 10 leads old enough are too few to say."
        ),
    ),
    "expected_wins": Definition(
        _("Expected"),
        _(
            "The clients that the leads of this person would have become within %(days)s days if each source had converted for them as "
            "it does for everybody. Sources of fewer than 20 leads are pooled. All expected add up to all won."
        ),
    ),
    "like_for_like": Definition(
        _("Like for like"),
        _(
            "Won divided by expected, times everybody’s conversion within %(days)s days: what this person’s rate would be if they were "
            "given the same sources as everybody. Whoever is given harder sources is so judged by harder sources."
        ),
    ),
    "stage_entered": Definition(
        _("Entered a stage"),
        _(
            "Opportunities that came to the stage for the first time in the period, wherever they stand now. What came and "
            "went in the same moment, such as a repeat sale entered when it was made, walked through no stage and is not "
            "counted."
        ),
    ),
    "stage_days": Definition(
        _("Median days in a stage"),
        _(
            "Half of the stays that ended took fewer calendar days from coming to leaving, half more. Stays whose beginning "
            "or end nobody knows are left out."
        ),
    ),
    "stage_win_rate": Definition(
        _("Won of those decided"),
        _(
            "Of the opportunities that entered the stage in the period and are won or lost by now, the share won, with its "
            "likely range (Wilson, 95 %%)."
        ),
    ),
    "steps_done": Definition(
        _("Steps done"),
        _(
            "Of the steps that opportunities which went on from the stage could have had ticked there, the share that was. "
            "A step counts for those that stood in the stage while the playbook named it."
        ),
    ),
    "step_difference": Definition(
        _("With and without a step"),
        _(
            "Goes together, not proof. Among the won and lost that stood in the stage while the playbook named the step: "
            "the share won with the step done and the share won without. “More” or “less often won” is said only where the "
            "likely range of the difference leaves out zero (Newcombe, 95 %%)."
        ),
    ),
}
DEFINITIONS |= HEALTH | FORECAST | FUNNEL | MONEY_FIGURES | CLIENT_FIGURES | CLIENT_TYPES | CLIENT_VALUE
MONEY_WORDS = ("spend", "cost_per_lead", "revenue", *MONEY_FIGURES, *CLIENT_FIGURES, *CLIENT_VALUE)
"""Definitions of what only those see who may see money."""
