"""bin/manage report NAME: the rows of a report, as a table, CSV or JSON."""

import json

from django.core.management.base import BaseCommand, CommandError

from accounts.models import Business
from reports import export, sources
from reports.moments import parse_moment
from reports.periods import Period, PeriodError


class Command(BaseCommand):
    help = "Prints a report: leads, clients and conversion per source, channel or campaign."

    def add_arguments(self, parser):
        parser.add_argument("name", choices=["sources"])
        parser.add_argument("--from", dest="first", default="", metavar="D", help="first day, YYYY-MM-DD")
        parser.add_argument("--to", dest="last", default="", metavar="D", help="last day, YYYY-MM-DD, counted in")
        parser.add_argument("--as-of", default="", metavar="T", help="the moment (ISO 8601) or day to look back from; now by default")
        parser.add_argument("--by", choices=sources.GROUPS, default="source")
        parser.add_argument("--format", choices=["table", "csv", "json"], default="table")

    def handle(self, *, name, first, last, as_of, by, format, **_):
        business = Business.current()
        try:
            period, moment = Period.parse(first, last), parse_moment(as_of or "", business=business)
        except PeriodError as error:
            raise CommandError(str(error)) from error
        found = sources.report(period, business=business, by=by, as_of=moment)
        getattr(self, f"write_{format}")(found)

    def write_json(self, found: sources.Report) -> None:
        self.stdout.write(json.dumps(found.as_dict(), **export.JSON_STYLE))

    def write_csv(self, found: sources.Report) -> None:
        for line in export.csv_lines(found):
            self.stdout.write(line.removesuffix("\r\n"))

    def write_table(self, found: sources.Report) -> None:
        lines = [[_cell(value) for value in row] for row in found.table()]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        for line in lines:
            cells = [line[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True))]
            self.stdout.write("  ".join(cells).rstrip())
        left_out = ", ".join(f"{count} {reason}" for reason, count in found.left_out.items() if count)
        self.stdout.write(f"\n{found.period.label()}, as of {found.as_of.isoformat()}. Left out: {left_out or 'none'}.")


def _cell(value) -> str:
    if value is None:
        return "–"
    return f"{value:.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
