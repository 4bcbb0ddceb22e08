"""What the page of data health says of each check: what it is, why it matters to the numbers, and what mends it."""

from dataclasses import dataclass

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from reports.data_health.query import Report


@dataclass(frozen=True)
class Words:
    title: str
    why: str
    mend: str
    """What the button of a row says."""


WORDS = {
    "no_source": Words(
        gettext_lazy("Leads without a source"),
        gettext_lazy("They count in no source’s figures, so every source looks smaller than it is."),
        gettext_lazy("Set the source"),
    ),
    "assumed": Words(
        gettext_lazy("Sources that were only assumed"),
        gettext_lazy("Nobody asked these people, and a guess that is usual makes the usual source look better."),
        gettext_lazy("Change it"),
    ),
    "untouched": Words(
        gettext_lazy("Leads that wait, and nobody was in touch with"),
        gettext_lazy("They cannot become clients while nobody calls, and it is their source that looks bad."),
        gettext_lazy("Open it"),
    ),
    "doubles": Words(
        gettext_lazy("People who are probably in here twice"),
        gettext_lazy("Somebody counted twice is two leads of whom one at most can be won: conversion looks lower than it is."),
        gettext_lazy("Compare"),
    ),
    "stuck": Words(
        gettext_lazy("Opportunities past what their stage promises"),
        gettext_lazy("What was given up and never closed still counts as open, in the forecast and on the board."),
        gettext_lazy("Open it"),
    ),
    "nobodys": Words(
        gettext_lazy("Open opportunities with nobody"),
        gettext_lazy("They are in the figures of nobody who is here, and nobody in particular calls. Those of people who left count too."),
        gettext_lazy("Give it to somebody"),
    ),
    "left_behind": Words(
        gettext_lazy("Follow-ups of people who left"),
        gettext_lazy("They are on everyone’s list for today, and nobody’s in particular."),
        gettext_lazy("Give it to somebody"),
    ),
    "no_amount": Words(
        gettext_lazy("Sales of an amount nobody knows"),
        gettext_lazy("They count as sales and bring nothing to revenue, so the average and every goal of revenue are off."),
        gettext_lazy("Write the amount"),
    ),
    "to_come": Words(
        gettext_lazy("Leads received on a day still to come"),
        gettext_lazy("No period up to today holds them."),
        gettext_lazy("Change the day"),
    ),
    "won_too_soon": Words(
        gettext_lazy("Won before they asked"),
        gettext_lazy("Their days to win are less than none, which makes all others look slower or quicker than they were."),
        gettext_lazy("Change the day"),
    ),
    "sold_too_soon": Words(
        gettext_lazy("Sold before they asked"),
        gettext_lazy("The sale counts to a period in which its enquiry had not come."),
        gettext_lazy("Change the sale"),
    ),
    "closed_too_soon": Words(
        gettext_lazy("Decided before they were begun"),
        gettext_lazy("Their time with sales is less than none."),
        gettext_lazy("Open it"),
    ),
    "unsent": Words(
        gettext_lazy("Mail that may not have gone out"),
        gettext_lazy("It looks as if somebody was in touch, and perhaps nobody was."),
        gettext_lazy("Decide"),
    ),
}


def headline(report: Report) -> str:
    amiss = len(report.amiss)
    if not amiss:
        return _("Nothing in the records bends your numbers.")
    text = ngettext("%(count)s thing would make your numbers better.", "%(count)s things would make your numbers better.", amiss)
    return capfirst(text % {"count": apnumber(amiss)})


def summary(report: Report) -> str:
    if not report.amiss:
        return _("Every lead has a source and every sale an amount; no date is impossible, and nobody waits unanswered.")
    return _("Of all time, as the records stand now. What counts most for the numbers comes first.")
