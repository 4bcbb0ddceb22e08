"""The sentence that stands above the sources report: what the rows say, and nothing more."""

from dataclasses import dataclass

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.templatetags.house import when
from reports.metrics.counting import Row
from reports.metrics.credit import EQUAL
from reports.sources.query import Report


@dataclass(frozen=True)
class Naming:
    """How a page speaks of what the leads are grouped by."""

    switch: str
    column: str
    question: str
    blank: str
    too_early: str
    too_close: str
    all_together: str


NAMING = {
    "source": Naming(
        gettext_lazy("By source"),
        gettext_lazy("Source"),
        gettext_lazy("Which sources bring clients?"),
        gettext_lazy("No source recorded"),
        gettext_lazy("It is too early to say which sources convert better."),
        gettext_lazy("The sources cannot be told apart."),
        gettext_lazy("All sources"),
    ),
    "channel": Naming(
        gettext_lazy("By channel"),
        gettext_lazy("Channel"),
        gettext_lazy("Which ways of reaching us bring clients?"),
        gettext_lazy("No channel recorded"),
        gettext_lazy("It is too early to say which channels convert better."),
        gettext_lazy("The channels cannot be told apart."),
        gettext_lazy("All channels"),
    ),
    "campaign": Naming(
        gettext_lazy("By campaign"),
        gettext_lazy("Campaign"),
        gettext_lazy("Which campaigns bring clients?"),
        gettext_lazy("No campaign"),
        gettext_lazy("It is too early to say which campaigns convert better."),
        gettext_lazy("The campaigns cannot be told apart."),
        gettext_lazy("All campaigns"),
    ),
}


REASONS = ("spam", "test", "withdrawn", "merged", "from_clients")
"""What `reason_words` has words for."""


def row_name(row: Row, *, by: str) -> str:
    return str(NAMING[by].blank) if row.key is None else row.label


def headline(found: Report) -> str:
    """One or more whole sentences, true of these very rows."""
    if not found.total.leads:
        return _("No leads came in this period.")
    if found.credit == EQUAL:
        return _("Each lead is shared by the sources that had a part in it, so the sources are not compared.")
    if not found.total.mature_leads:
        return _none_old_enough(found)
    told = [row for row in found.rows if _kind(row) in ("better", "worse")]
    return " ".join(_told_apart(found, told)) if told else _none_told_apart(found)


def _none_old_enough(found: Report) -> str:
    leads = found.total.leads
    text = ngettext(
        "It is too early to say: the one lead is not more than %(days)s days old.",
        "It is too early to say: none of the %(leads)s leads is more than %(days)s days old.",
        leads,
    )
    return text % {"leads": counted(leads), "days": found.within_days}


def _told_apart(found: Report, told: list[Row]) -> list[str]:
    sentences = []
    for kind in ("better", "worse"):
        names = [row_name(row, by=found.by) for row in told if _kind(row) == kind]
        if names:
            sentences.append(_compared(kind, len(names)) % {"names": joined(names)})
    others = sum(1 for row in found.rows if row.leads) - len(told)
    if others:
        text = ngettext("The other one cannot be told apart yet.", "The other %(count)s cannot be told apart yet.", others)
        sentences.append(text % {"count": apnumber(others)})
    return sentences


def _compared(kind: str, count: int) -> str:
    if kind == "better":
        return ngettext("%(names)s converts better than the rest.", "%(names)s convert better than the rest.", count)
    return ngettext("%(names)s converts worse than the rest.", "%(names)s convert worse than the rest.", count)


def _none_told_apart(found: Report) -> str:
    judged = [row for row in found.rows if row.mature_leads]
    if len(judged) == 1:
        name = row_name(judged[0], by=found.by)
        return _("There is nothing to compare yet: every lead old enough to judge has the same entry, “%(name)s”.") % {"name": name}
    if all(_kind(row) == "too_close" for row in judged):
        return str(NAMING[found.by].too_close)
    return str(NAMING[found.by].too_early)


def summary(found: Report) -> str:
    """How many leads the sentence rests on, and how many of them are old enough."""
    total = found.total
    first = ngettext(
        "%(period)s: %(leads)s, %(clients)s of them a client so far.",
        "%(period)s: %(leads)s, %(clients)s of them clients so far.",
        total.clients,
    ) % {"period": found.period.label(), "leads": _leads(total.leads), "clients": counted(total.clients)}
    return " ".join(filter(None, (first, _judged(found) if total.mature_leads else "", _missing(found))))


def _missing(found: Report) -> str:
    if found.first_sale is None:
        return ""
    text = _("The first sale on record is of %(day)s, long after the first lead: those from before it probably did better than it looks.")
    return text % {"day": when(found.first_sale)}


def _judged(found: Report) -> str:
    mature, won = found.total.mature_leads, found.total.converted_within
    text = ngettext(
        "Of %(leads)s more than %(days)s days old, %(won)s became a client within %(days)s days.",
        "Of %(leads)s more than %(days)s days old, %(won)s became clients within %(days)s days.",
        won,
    )
    return text % {"leads": _leads(mature), "days": found.within_days, "won": counted(won)}


def _leads(count: int) -> str:
    return ngettext("%(n)s lead", "%(n)s leads", count) % {"n": counted(count)}


def reason_words(reason: str, count: int) -> str:
    """A part of "12 left out: 7 spam, 3 merged, 2 from clients"."""
    texts = {
        "spam": ngettext("%(n)s spam", "%(n)s spam", count),
        "test": ngettext("%(n)s test", "%(n)s tests", count),
        "withdrawn": ngettext("%(n)s withdrawn", "%(n)s withdrawn", count),
        "merged": ngettext("%(n)s merged", "%(n)s merged", count),
        "no_enquiry": ngettext("%(n)s sale without its enquiry", "%(n)s sales without their enquiry", count),
        "from_clients": ngettext("%(n)s from a client", "%(n)s from clients", count),
    }
    return texts[reason] % {"n": counted(count)}


def joined(names: list[str]) -> str:
    """Three names at most; of more, two and how many others."""
    if len(names) == 1:
        return names[0]
    shown, last = (names[:-1], names[-1]) if len(names) <= 3 else (names[:2], _others(len(names) - 2))
    return _("%(names)s and %(last)s") % {"names": ", ".join(shown), "last": last}


def _others(count: int) -> str:
    return ngettext("%(count)s other", "%(count)s others", count) % {"count": apnumber(count)}


def counted(number: int) -> str:
    return formats.number_format(number, force_grouping=True)


def _kind(row: Row) -> str:
    return row.verdict.kind if row.verdict else ""
