"""bin/manage report NAME: the rows of a report, as a table, CSV or JSON."""

import json

from django.core.management.base import BaseCommand, CommandError

from accounts.models import Business
from reports import export, handoffs, overview, playbook, sources
from reports.moments import parse_moment
from reports.overview_rows import OverviewRows
from reports.periods import Period, PeriodError


class Command(BaseCommand):
    help = """Prints a report: `sources` is leads, clients and conversion per source, channel or campaign, of everything unless told
which days; `overview` is a period (the last 90 days) against the one before; `handoffs` is what was handed
over to sales, and how soon it was answered, of everything unless told; `playbook` is how each stage does, with and without its steps."""

    def add_arguments(self, parser):
        parser.add_argument("name", choices=["sources", "overview", "handoffs", "playbook"])
        parser.add_argument("--from", dest="first", default="", metavar="D", help="first day, YYYY-MM-DD")
        parser.add_argument("--to", dest="last", default="", metavar="D", help="last day, YYYY-MM-DD, counted in")
        parser.add_argument("--as-of", default="", metavar="T", help="the moment (ISO 8601) or day to look back from; now by default")
        parser.add_argument("--by", choices=sources.GROUPS, default="source")
        parser.add_argument("--format", choices=["table", "csv", "json"], default="table")

    def handle(self, *, name, first, last, as_of, by, format, **_):
        business = Business.current()
        try:
            period, moment = self._period(name, first, last, business), parse_moment(as_of or "", business=business)
        except PeriodError as error:
            raise CommandError(str(error)) from error
        if name == "overview":
            found = OverviewRows.of(overview.overview(period, business=business, as_of=moment), business=business)
        elif name == "handoffs":
            found = handoffs.report(period, business=business, as_of=moment)
        elif name == "playbook":
            found = playbook.report(period, business=business, as_of=moment)
        else:
            found = sources.report(period, business=business, by=by, as_of=moment)
        getattr(self, f"write_{format}")(found)

    def _period(self, name: str, first: str, last: str, business: Business) -> Period:
        if name == "overview" and not first and not last:
            return Period.named("last_90_days", today=business.today())
        return Period.parse(first, last)

    def write_json(self, found: export.Rows) -> None:
        self.stdout.write(json.dumps(found.as_dict(), **export.JSON_STYLE))

    def write_csv(self, found: export.Rows) -> None:
        for line in export.csv_lines(found):
            self.stdout.write(line.removesuffix("\r\n"))

    def write_table(self, found: export.Rows) -> None:
        lines = [[_cell(value) for value in row] for row in found.table()]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        for line in lines:
            cells = [line[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True))]
            self.stdout.write("  ".join(cells).rstrip())
        self.stdout.write(f"\n{found.footer}")


def _cell(value) -> str:
    if value is None:
        return "–"
    return f"{value:.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
