"""What the numbers of the hand-off mean."""

from django.utils.translation import gettext_lazy as _

from reports.core.definition import Definition

DEFINITIONS = {
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
    "conversion_by_speed": Definition(
        _("Conversion by speed to first contact"),
        _(
            "Of the leads of First contact that are old enough, the share won within %(days)s days, by the working time from received "
            "to the first contact, before the hand-off and after it alike, with its likely range (Wilson, 95 %%). On Team only those "
            "that sales took on. It goes together and is no proof: whoever is called first may be the likeliest anyway."
        ),
    ),
}
