"""What is meant where leads are followed as they grow older."""

from django.utils.translation import gettext_lazy as _

from reports.core.definition import Definition

DEFINITIONS = {
    "cohorts": Definition(
        _("Month by month, by age"),
        _(
            "Of the leads received in a month and more than so many days old, the share won within so many days. A hatched cell counts "
            "only those old enough; the others have not had the time. Leads and clients are those of the Sources page."
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
}
