"""What the figures of the Overview mean: now against then."""

from django.utils.translation import gettext_lazy as _

from reports.core.definition import Definition

DEFINITIONS = {
    "new_clients": Definition(
        _("New clients"),
        _(
            "Contacts whose first sale that was not reversed was made in the period, whenever their lead came. On the sources page "
            "clients belong to the period of their lead instead."
        ),
    ),
    "win_rate": Definition(
        _("Win rate of what was decided"),
        _(
            "Of the new-business leads that sales won or lost in the period, whenever they came, the share won, by the day they were "
            "decided, with its likely range (Wilson, 95 %%). It says how sales closes, not what marketing brings: that is conversion."
        ),
    ),
    "revenue": Definition(
        _("Revenue"),
        _(
            "Sum of the sales made in the period and not reversed, repeat sales too, less what was given back on them, whenever it "
            "was given back. Sales of an amount nobody knows are left out, and how many is said."
        ),
        is_money=True,
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
}
