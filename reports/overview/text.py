"""The sentence above the overview: what changed, as far as the data can say."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.formatting import percent, when
from reports.core.periods import YEAR
from reports.core.text import counted
from reports.overview.query import Overview


def headline(overview: Overview, *, as_usual: bool = False) -> str:
    """`as_usual`: the diagnosis beside it finds that conversion holds against what is usual, which is another question."""
    return " ".join(filter(None, (_leads(overview), _conversion(overview, as_usual=as_usual))))


def _leads(overview: Overview) -> str:
    now = overview.now.leads.leads
    if overview.leads is None:
        return ngettext("%(now)s lead came in.", "%(now)s leads came in.", now) % {"now": counted(now)}
    before, then = overview.before.leads.leads, _("a year before") if overview.against == YEAR else _("before")
    texts = {
        "more": _("More leads came in: %(now)s, against %(before)s %(then)s."),
        "fewer": _("Fewer leads came in: %(now)s, against %(before)s %(then)s."),
        "cant_tell": _("%(now)s leads came in, against %(before)s %(then)s: no more of a difference than chance makes."),
    }
    return texts[overview.leads.kind] % {"now": counted(now), "before": counted(before), "then": then}


def _conversion(overview: Overview, *, as_usual: bool) -> str:
    conversion = overview.conversion
    if conversion is None or not conversion.now.mature_leads or conversion.change is None:
        return ""
    texts = {
        "more": _("Conversion rose to %(now)s, from %(before)s."),
        "fewer": _("Conversion fell to %(now)s, from %(before)s."),
        "cant_tell": _unsure(overview, as_usual=as_usual),
    }
    shares = {"now": percent(conversion.now.conversion_within), "before": percent(conversion.before.conversion_within)}
    return texts[conversion.change.kind] % shares


def _unsure(overview: Overview, *, as_usual: bool) -> str:
    """Against the days before alone; over a longer past more can be told."""
    then = {"days": overview.conversion.period_before.label()}
    if as_usual:
        return _("Conversion holds against what is usual; whether it changed against the leads of %(days)s alone cannot be told.") % then
    return _("Whether conversion changed against the leads of %(days)s cannot be told.") % then


def summary(overview: Overview) -> str:
    """Which days are compared, or why none are."""
    now = overview.now.period.label()
    if overview.before:
        compared = _("%(now)s against %(before)s.") % {"now": now, "before": overview.before.period.label()}
    elif overview.now.period.previous() is None:
        compared = _("%(now)s. A period without two ends has none before it to compare with.") % {"now": now}
    else:
        compared = _("%(now)s. Nothing earlier can be compared: the first lead here was received on %(first)s.") % {
            "now": now,
            "first": when(overview.first_day),
        }
    return " ".join(filter(None, (compared, _cohort(overview), _record(overview))))


def _record(overview: Overview) -> str:
    """What was missing before the first sale on record is held against nothing."""
    if overview.first_sale is None or (overview.conversion and overview.conversion.before):
        return ""
    text = _("The first sale on record is of %(day)s, long after the first lead: conversion is not compared with before that.")
    return text % {"day": when(overview.first_sale)}


def _cohort(overview: Overview) -> str:
    if overview.conversion is None or overview.conversion.period == overview.now.period:
        return ""
    text = _("Conversion needs %(days)s days, so it is judged on the leads of %(period)s.")
    return text % {"days": overview.within_days, "period": overview.conversion.period.label()}
