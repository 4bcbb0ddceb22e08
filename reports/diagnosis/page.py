"""The section "Sales, marketing or both?": three whiskers round "just as much", and the parts of the change of clients."""

from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from reports.core.drilldown import leads_href
from reports.diagnosis import text as diagnosis_text
from reports.diagnosis.query import Diagnosis
from reports.statistics.judging import Side

END = 2.0
"""The ruler runs from nothing to twice what is wanted; what lies beyond is drawn at its end."""


@dataclass(frozen=True)
class Line:
    """One side: what it is called, which it is, its figure in words, the list behind it, and where the whisker's parts stand (0 to 2)."""

    name: str
    about: str
    side: Side
    text: str
    href: str

    @property
    def marks(self) -> dict[str, float] | None:
        if self.side.ratio is None:
            return None
        low, point, high = self.side.range.low, self.side.ratio, self.side.range.high
        return {name: min(max(value, 0), END) for name, value in (("low", low), ("point", point), ("high", high))}


@dataclass(frozen=True)
class Part:
    name: str
    clients: int


class DiagnosisPart:
    def __init__(self, diagnosis: Diagnosis, *, as_of, fewer: bool = False) -> None:
        self.report, self._as_of, self._fewer = diagnosis, as_of, fewer

    @property
    def headline(self) -> str:
        return diagnosis_text.headline(self.report, fewer=self._fewer)

    @property
    def weighted(self) -> str:
        return diagnosis_text.weighted_words(self.report)

    @property
    def missing(self) -> str:
        return diagnosis_text.missing(self.report)

    @property
    def end(self) -> float:
        return END

    @cached_property
    def lines(self) -> list[Line]:
        report, sides = self.report, self.report.judgement
        now, cohort = leads_href(report.period, as_of=self._as_of), leads_href(report.cohort, as_of=self._as_of)
        return [
            Line(_("Enough leads?"), "volume", sides.volume, diagnosis_text.volume_words(report), now),
            Line(_("The usual mix of sources?"), "mix", sides.mix, diagnosis_text.mix_words(report), now),
            Line(_("Converted as usual?"), "conversion", sides.conversion, diagnosis_text.conversion_words(report), cohort),
        ]

    @property
    def change(self) -> str:
        return diagnosis_text.split_words(self.report) if self.report.split else ""

    @property
    def parts(self) -> list[Part]:
        """Whole clients, the last digit of each put so that they add up to the whole change as it is written."""
        split = self.report.split
        names = [_("How many leads came"), _("From which sources they came"), _("How many of them became clients")]
        values = _rounded([split.volume, split.mix, split.conversion])
        return [Part(name, value) for name, value in zip(names, values, strict=True)]


def _rounded(values: list[float]) -> list[int]:
    """Each to a whole number, the sum being that of the values, rounded: those nearest to the next number take the difference."""
    whole = [round(value) for value in values]
    missing = round(sum(values)) - sum(whole)
    step = 1 if missing > 0 else -1
    by_need = sorted(range(len(values)), key=lambda n: (values[n] - whole[n]) * step, reverse=True)
    for n in by_need[: abs(missing)]:
        whole[n] += step
    return whole
