"""What the numbers of the forecast mean."""

from django.utils.translation import gettext_lazy as _

from reports.core.definition import Definition

DEFINITIONS = {
    "pipeline": Definition(
        _("Pipeline"),
        _(
            "Opportunities that are open, by the stage they stand in. Of all that ever stood in the stage and are won or lost, the "
            "share won, with its likely range (Wilson, 95 %%), weighs the value; nobody types a chance in. Unknown values are "
            "counted apart. Past its promise: longer there, in calendar days, than the stage promises."
        ),
    ),
    "forecast": Definition(
        _("What will be won"),
        _(
            "Each open opportunity has the chance of those that stood in the same stage for about as long: the share of them won "
            "within so many days (Kaplan–Meier), of the last two years. What is yet to come are new opportunities at the pace of "
            "the last 90 days, which may change as it did before, won as soon as others were from their first day. The range "
            "holds 95 of 100 outcomes, drawn by chance from chances and a pace that the history allows. Nothing is said with "
            "fewer than 20 like cases followed for so long. Sales entered when they were made walked through no stage and are "
            "left out. It takes for granted that you go on as you did."
        ),
    ),
    "forecast_revenue": Definition(
        _("What that will bring"),
        _(
            "The same draws in money: an opportunity brings its value. One of unknown value, and one yet to come, brings what a "
            "sale drawn from the latest thousand brought, less what was given back. Nothing is said with fewer than 20 known amounts."
        ),
    ),
    "forecast_checks": Definition(
        _("Earlier forecasts"),
        _(
            "The same forecast made again as of six earlier days, each 90 days before the next, from what was known by then, against "
            "the number won in the days after. Held: what came lies in the range. Of a few, one or two may miss by chance."
        ),
    ),
}
