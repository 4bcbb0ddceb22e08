"""Which source or campaign brings a client at the lowest cost, and which at the highest, as far as the ranges can tell."""

from math import inf

from django.utils.translation import gettext as _

from reports.core.amounts import about
from reports.core.text import row_name
from reports.money.query import MoneyRow, Report
from reports.statistics.stats import Interval


def sentences(report: Report) -> list[str]:
    """A sentence on each that can be told."""
    cheapest, dearest = _ends(report)
    parts = []
    if cheapest:
        text = _("“%(name)s” brings a client at the lowest cost, %(cost)s.")
        parts.append(text % {"name": row_name(cheapest.counted, by=report.by), "cost": about(cheapest.acquisition_cost)})
    if dearest and dearest.acquisition_cost is None:
        parts.append(_("“%(name)s” costs most: it has brought no client yet.") % {"name": row_name(dearest.counted, by=report.by)})
    elif dearest:
        text = _("“%(name)s” brings one at the highest cost, %(cost)s.") if cheapest else _highest_alone()
        parts.append(text % {"name": row_name(dearest.counted, by=report.by), "cost": about(dearest.acquisition_cost)})
    return parts


def _highest_alone() -> str:
    return _("“%(name)s” brings a client at the highest cost, %(cost)s.")


def unknown_sentence(report: Report) -> str:
    """What of it cannot be told; "" where there are no two to compare."""
    cheapest, dearest = _ends(report)
    if len(_compared(report)) < 2 or (cheapest and dearest):
        return ""
    texts = {
        "source": (
            _("Which source brings a client at the highest cost cannot be told."),
            _("Which source brings a client at the lowest cost cannot be told."),
            _("Which source brings a client at the lowest cost, and which at the highest, cannot be told."),
        ),
        "campaign": (
            _("Which campaign brings a client at the highest cost cannot be told."),
            _("Which campaign brings a client at the lowest cost cannot be told."),
            _("Which campaign brings a client at the lowest cost, and which at the highest, cannot be told."),
        ),
    }
    return texts[report.by][0 if cheapest else 1 if dearest else 2]


def _ends(report: Report) -> tuple[MoneyRow | None, MoneyRow | None]:
    """The cheapest and the dearest, each only where its range lies apart from that of every other."""
    rows = _compared(report)
    if len(rows) < 2:
        return None, None
    by_low, by_high = sorted(rows, key=lambda row: _range(row).high), sorted(rows, key=lambda row: _range(row).low)
    cheapest = by_low[0] if all(_range(by_low[0]).high < _range(row).low for row in by_low[1:]) else None
    dearest = by_high[-1] if all(_range(by_high[-1]).low > _range(row).high for row in by_high[:-1]) else None
    return cheapest, dearest


def _compared(report: Report) -> list[MoneyRow]:
    return [row for row in report.rows if row.spend and row.counted.leads]


def _range(row: MoneyRow) -> Interval:
    """With no client yet it has no upper end."""
    return row.acquisition_range or Interval(row.acquired_for_at_least, inf)
