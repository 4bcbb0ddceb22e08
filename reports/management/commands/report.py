"""bin/manage report NAME: the rows of a report, as a table, CSV or JSON."""

import csv
import json
from datetime import datetime

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from accounts.models import Business
from reports import sources
from reports.periods import Period, PeriodError


class Command(BaseCommand):
    help = "Prints a report: leads, clients and conversion per source, channel or campaign."

    def add_arguments(self, parser):
        parser.add_argument("name", choices=["sources"])
        parser.add_argument("--from", dest="first", default="", metavar="D", help="first day, YYYY-MM-DD")
        parser.add_argument("--to", dest="last", default="", metavar="D", help="last day, YYYY-MM-DD, counted in")
        parser.add_argument("--as-of", metavar="T", help="the moment (ISO 8601) or day to look back from; now by default")
        parser.add_argument("--by", choices=list(sources.GROUPS), default="source")
        parser.add_argument("--format", choices=["table", "csv", "json"], default="table")

    def handle(self, *, name, first, last, as_of, by, format, **_):
        business = Business.current()
        try:
            period = Period.parse(first, last)
        except PeriodError as error:
            raise CommandError(str(error)) from error
        found = sources.report(period, business=business, by=by, as_of=_moment(as_of, business))
        getattr(self, f"write_{format}")(found)

    def write_json(self, found: sources.Report) -> None:
        self.stdout.write(json.dumps(found.as_dict(), ensure_ascii=False, indent=1))

    def write_csv(self, found: sources.Report) -> None:
        rows = csv.DictWriter(self.stdout, sources.COLUMNS, lineterminator="\n")
        rows.writeheader()
        rows.writerows(row.as_dict() for row in (*found.rows, found.total))

    def write_table(self, found: sources.Report) -> None:
        lines = [list(sources.COLUMNS)] + [[_cell(value) for value in row.as_dict().values()] for row in (*found.rows, found.total)]
        widths = [max(len(line[i]) for line in lines) for i in range(len(sources.COLUMNS))]
        for line in lines:
            cells = [line[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True))]
            self.stdout.write("  ".join(cells).rstrip())
        left_out = ", ".join(f"{count} {reason}" for reason, count in found.left_out.items() if count)
        self.stdout.write(f"\n{found.period.label()}, as of {found.as_of.isoformat()}. Left out: {left_out or 'none'}.")


def _cell(value) -> str:
    if value is None:
        return "–"
    return f"{value:.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _moment(text: str | None, business: Business) -> datetime | None:
    """A typed moment; a bare day means its end, so that everything of that day counts. CommandError for neither."""
    if not text:
        return None
    try:
        day = parse_date(text)
        moment = business.day_bounds(day)[1] if day else parse_datetime(text)
    except ValueError as error:
        raise CommandError(f"--as-of {text}: {error}") from error
    if moment is None:
        raise CommandError(f"--as-of {text!r} is neither a day (2026-05-31) nor a moment (2026-05-31T17:00:00+02:00)")
    return moment if timezone.is_aware(moment) else moment.replace(tzinfo=business.zone)
