"""What the numbers of the funnel mean."""

from django.utils.translation import gettext_lazy as _

from reports.core.definition import Definition

DEFINITIONS = {
    "funnel_step": Definition(
        _("Came to a step"),
        _(
            "Leads of the period, each counted once at the furthest step it ever came to, whichever of its opportunities came "
            "there. It passed every step before, also one it jumped over; going back changes nothing. Clients passed them all. "
            "The bar is the share of all leads, in its likely range (Wilson, 95 %%); the outline is where it ends if every lead "
            "still on the way comes here."
        ),
    ),
    "funnel_ended": Definition(
        _("Ended at a step"),
        _("Leads that came this far and no further, and are lost or disqualified now. One that is taken up again is on its way again."),
    ),
    "funnel_still": Definition(
        _("Still at a step"),
        _("Leads that came this far, and are neither a client nor lost nor disqualified yet. They may still go on, and are no loss."),
    ),
    "funnel_loses": Definition(
        _("Loses more, loses most"),
        _(
            "Of the leads through with a step, the share that ended there, with its likely range (Wilson, 95 %%). “More” and “less” "
            "are against all other steps together (mid-p Fisher test, Benjamini–Hochberg over the steps, 5 %%). “Most” is said only "
            "where a step differs so from each other one (Benjamini–Hochberg over all pairs), or of several that cannot be told apart. "
            "Nothing can end between accepting and the first stage, so that is not compared."
        ),
    ),
    "funnel_then": Definition(
        _("Then and now, step by step"),
        _(
            "The share of the step before that came here, against the period before, seen when its leads were as old as these are. "
            "A change is said only where the likely range of the difference leaves out zero (Newcombe, wide enough for all steps "
            "to hold together in 95 of 100 cases)."
        ),
    ),
    "funnel_days": Definition(
        _("Days at a step"),
        _(
            "Calendar days of stays that ended, of the leads of the period: half took fewer, half more, and the middle half lies between "
            "the quarter that was quickest and the quarter that was slowest. Each stay counts, also a second one in the same stage. "
            "Stays of unknown days, and those still going on, are left out."
        ),
    ),
}
