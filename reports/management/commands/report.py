"""bin/manage report NAME: the rows of a report, as a table, CSV or JSON."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from accounts import current_business
from accounts.models import Business
from reports.core import export
from reports.core.as_of import parse_moment
from reports.core.catalogue import REPORTS
from reports.core.periods import Period, PeriodError
from reports.metrics.credit import CREDITS, FIRST
from reports.sources import query as sources


class Command(BaseCommand):
    help = "Prints a report: " + "; ".join(f"{name}, {entry.about}" for name, entry in REPORTS.items()) + "."

    def add_arguments(self, parser):
        parser.add_argument("name", choices=list(REPORTS))
        parser.add_argument("--from", dest="first", default="", metavar="D", help="first day, YYYY-MM-DD")
        parser.add_argument("--to", dest="last", default="", metavar="D", help="last day, YYYY-MM-DD, counted in")
        parser.add_argument("--as-of", default="", metavar="T", help="the moment (ISO 8601) or day to look back from; now by default")
        parser.add_argument("--by", choices=sources.GROUPS, default="source", help="how the sources report counts")
        parser.add_argument("--credit", choices=list(CREDITS), default=FIRST, help="which source the sources report counts a lead for")
        parser.add_argument("--format", choices=["table", "csv", "json"], default="table")

    def handle(self, *, name, first, last, as_of, by, credit, format, **_options):
        business = Business.current()
        if credit != FIRST and (name, by) != ("sources", "source"):
            raise CommandError(_("Credit is about sources: leave --by out, and ask for the report “sources”."))
        params = {"by": by} | ({"credit": credit} if credit != FIRST else {})
        try:
            days = Period.parse(first, last) if first or last else Period.named(REPORTS[name].default, today=business.today())
            with current_business.at(business):
                result = REPORTS[name].rows(days, business=business, as_of=parse_moment(as_of or "", business=business), **params)
                getattr(self, f"write_{format}")(result)
        except PeriodError as error:
            raise CommandError(str(error)) from error

    def write_json(self, result: export.Rows) -> None:
        self.stdout.write(json.dumps(result.as_dict(), **export.JSON_STYLE))

    def write_csv(self, result: export.Rows) -> None:
        for line in export.csv_lines(result):
            self.stdout.write(line.removesuffix("\r\n"))

    def write_table(self, result: export.Rows) -> None:
        lines = [[_cell(value) for value in row] for row in result.table()]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        for line in lines:
            cells = [line[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True))]
            self.stdout.write("  ".join(cells).rstrip())
        self.stdout.write(f"\n{result.footer}")


def _cell(value) -> str:
    if value is None:
        return "–"
    return f"{value:.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
