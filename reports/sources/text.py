"""The sentence that stands above the sources report: what the rows say, and nothing more."""

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.formatting import when
from reports.core.text import NAMING, counted, joined, row_name
from reports.metrics.counting import Row
from reports.metrics.credit import EQUAL
from reports.sources.query import Report


def headline(report: Report) -> str:
    """One or more whole sentences, true of these very rows."""
    if not report.total.leads:
        return _("No leads came in this period.")
    if report.credit == EQUAL:
        return _("Each lead is shared by the sources that had a part in it, so the sources are not compared.")
    if not report.total.mature_leads:
        return _none_old_enough(report)
    rows = [row for row in report.rows if _kind(row) in ("better", "worse")]
    return " ".join(_told_apart(report, rows)) if rows else _none_told_apart(report)


def _none_old_enough(report: Report) -> str:
    leads = report.total.leads
    text = ngettext(
        "It is too early to say: the one lead is not more than %(days)s days old.",
        "It is too early to say: none of the %(leads)s leads is more than %(days)s days old.",
        leads,
    )
    return text % {"leads": counted(leads), "days": report.within_days}


def _told_apart(report: Report, params: list[Row]) -> list[str]:
    sentences = []
    for kind in ("better", "worse"):
        names = [row_name(row, by=report.by) for row in params if _kind(row) == kind]
        if names:
            sentences.append(_compared(kind, len(names)) % {"names": joined(names)})
    others = sum(1 for row in report.rows if row.leads) - len(params)
    if others:
        text = ngettext("The other one cannot be told apart yet.", "The other %(count)s cannot be told apart yet.", others)
        sentences.append(text % {"count": apnumber(others)})
    return sentences


def _compared(kind: str, count: int) -> str:
    if kind == "better":
        return ngettext("%(names)s converts better than the rest.", "%(names)s convert better than the rest.", count)
    return ngettext("%(names)s converts worse than the rest.", "%(names)s convert worse than the rest.", count)


def _none_told_apart(report: Report) -> str:
    judged = [row for row in report.rows if row.mature_leads]
    if len(judged) == 1:
        name = row_name(judged[0], by=report.by)
        return _("There is nothing to compare yet: every lead old enough to judge has the same entry, “%(name)s”.") % {"name": name}
    if all(_kind(row) == "too_close" for row in judged):
        return str(NAMING[report.by].too_close)
    return str(NAMING[report.by].too_early)


def summary(report: Report) -> str:
    """How many leads the sentence rests on, and how many of them are old enough."""
    total = report.total
    first = ngettext(
        "%(period)s: %(leads)s, %(clients)s of them a client so far.",
        "%(period)s: %(leads)s, %(clients)s of them clients so far.",
        total.clients,
    ) % {"period": report.period.label(), "leads": _leads(total.leads), "clients": counted(total.clients)}
    return " ".join(filter(None, (first, _judged(report) if total.mature_leads else "", _missing(report))))


def _missing(report: Report) -> str:
    if report.first_sale is None:
        return ""
    text = _("The first sale on record is of %(day)s, long after the first lead: those from before it probably did better than it looks.")
    return text % {"day": when(report.first_sale)}


def _judged(report: Report) -> str:
    mature, won = report.total.mature_leads, report.total.converted_within
    text = ngettext(
        "Of %(leads)s more than %(days)s days old, %(won)s became a client within %(days)s days.",
        "Of %(leads)s more than %(days)s days old, %(won)s became clients within %(days)s days.",
        won,
    )
    return text % {"leads": _leads(mature), "days": report.within_days, "won": counted(won)}


def _leads(count: int) -> str:
    return ngettext("%(n)s lead", "%(n)s leads", count) % {"n": counted(count)}


def _kind(row: Row) -> str:
    return row.verdict.kind if row.verdict else ""
