"""How the pages of reports speak of groups, counts and lists of names."""

from dataclasses import dataclass

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from reports.metrics.counting import Row


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


def counted(number: int) -> str:
    return formats.number_format(number, force_grouping=True)


def joined(names: list[str]) -> str:
    """Three names at most; of more, two and how many others."""
    if len(names) == 1:
        return names[0]
    shown, last = (names[:-1], names[-1]) if len(names) <= 3 else (names[:2], _others(len(names) - 2))
    return _("%(names)s and %(last)s") % {"names": ", ".join(shown), "last": last}


def _others(count: int) -> str:
    return ngettext("%(count)s other", "%(count)s others", count) % {"count": apnumber(count)}


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
