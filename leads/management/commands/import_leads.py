import codecs
import json
import os
import shutil
import tempfile
import time
from argparse import RawDescriptionHelpFormatter
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import IO

import pghistory
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import current_business
from accounts.models import Business
from leads.imports.columns.recognition import propose
from leads.imports.fields import DATES
from leads.imports.kinds import LEADS, kinds
from leads.imports.own.kind import kind_of
from leads.imports.plan import BadPlan, Plan
from leads.imports.questions.choices import readers
from leads.imports.questions.new_names import NAMED, NewName, known_names, misspelt, newcomers, settle
from leads.imports.questions.unclear_values import Question, answer_plain, unanswered
from leads.imports.rows.missing import Missing, checked_no_day, missing
from leads.imports.runs.batch_loop import run
from leads.imports.runs.file_run import bring_in, stored
from leads.imports.runs.summary import Summary
from leads.imports.systems import proposed_system
from leads.imports.table import Table, Unreadable
from leads.imports.values.dates import DAY_FIRST, MONTH_FIRST
from leads.management.layout import add_layout, table_of
from leads.management.report import report_lines

SECONDS = 5
"""What PostgreSQL may take to notice that a process is gone."""


class Command(BaseCommand):
    help = """Import leads from a CSV file or a spreadsheet.

  import_leads leads.csv --map "Lead Id=external_id" Created=received_at Origin=source
  import_leads deals.csv --map "Lead Id=external_id" Won=won_at

A known external_id updates its lead; empty cells change nothing. Good rows go in; bad ones are written to FILE.bad.csv
with the reason of each. Without --map the columns are recognised, and what was recognised is shown.
The file stands under Settings, Import, and can be taken back there. Cut off, the same command goes on where it was.
Exit status: 0 when rows went in (or there were none), 1 when every row failed or the options do not fit the file."""

    kind = LEADS
    command = "import_leads"

    def create_parser(self, *args, **kwargs):
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser):
        many = {"action": "extend", "nargs": "+", "default": []}
        parser.add_argument("file", nargs="?", help="CSV in any encoding and with any separator, .xlsx, .xls or .ods")
        parser.add_argument("--map", metavar="COLUMN=FIELD", help="Fields: " + ", ".join(kinds[self.kind].fields), **many)
        parser.add_argument("--map-value", metavar="FIELD:THEIRS=OURS", help="Theirs, ours: " + ", ".join(_valued(self.kind)), **many)
        parser.add_argument("--default", metavar="FIELD=VALUE", help="What a new row gets where the file says nothing", **many)
        parser.add_argument("--zone", help="Where the clocks of the file stand; the business's zone unless given")
        parser.add_argument("--country", help="Where phone numbers without a country code are dialled (DE); the business's unless given")
        parser.add_argument("--system", metavar="NAME", help="The program the ids come from; the same id of another is another lead")
        parser.add_argument("--date-order", choices=(DAY_FIRST, MONTH_FIRST), help="For 03/04/2026, where the column does not show it")
        parser.add_argument("--no-day", metavar="DAY", help="For leads without a day: today, unknown, or YYYY-MM-DD")
        add_layout(parser)
        parser.add_argument("--bad-rows", metavar="FILE", help="Where the rows that did not go in are written")
        parser.add_argument("--dry-run", action="store_true", help="Do everything, then take it back")
        parser.add_argument("--json", action="store_true", help="The summary as JSON")

    def handle(self, *args, **options):
        path, bad_rows = _file(options), tempfile.TemporaryFile()  # noqa: SIM115 (closed with the command)
        business = Business.current()
        with current_business.at(business), timezone.override(business.zone):
            try:
                table = table_of(path, options)
                plan = _plan(table, options, business=business, kind=self.kind)
                plan.check(table)
                answer_plain(table, plan)
                _refuse_questions(unanswered(table, plan))
                self._say_what_is_missing(missing(table, plan), plan)
                known = known_names(plan)
                _refuse_misspelt(misspelt(newcomers(table, plan, known=known)))
                summary = self._run(path, table, plan, options, bad_rows=bad_rows)
                found = newcomers(table, plan, known=known, bad_rows=set(summary.refused))
                new = {each.field: each.made for each in found if each.made}
            except (Unreadable, BadPlan, OSError) as error:
                raise CommandError(str(error)) from error
        bad = self._write_bad_rows(bad_rows, path, options)
        self._report(summary, table, new=new, bad=bad, options=options)
        if summary.failed and not summary.went_in:
            raise SystemExit(1)

    def _say_what_is_missing(self, lacking: Missing, plan: Plan) -> None:
        """Before anything goes in. Raises BadPlan where leads have no day and nobody said what to do with them."""
        if lacking.day and not plan.no_day:
            text = _("%(n)s leads have no day. Say when they came: --no-day unknown (they are in no period), today, or YYYY-MM-DD.")
            raise BadPlan(text % {"n": lacking.day})
        if lacking:
            self.stderr.write(_("New leads without a day: %(day)s, a person: %(person)s, a source: %(source)s.") % asdict(lacking))

    def _run(self, path: Path, table: Table, plan: Plan, options, *, bad_rows: IO[bytes]) -> Summary:
        if not options["map"]:
            columns = ", ".join(f"{header}={name}" for header, name in plan.columns.items())
            self.stderr.write(_("Recognised: %(columns)s") % {"columns": columns})

        def progress(done: int) -> None:
            if self.stderr.isatty() and options["verbosity"]:
                self.stderr.write(f"\r{done} / {len(table.rows)}", ending="")

        with pghistory.context(command=self.command):
            if options["dry_run"]:
                summary = run(table, plan, by=None, dry_run=True, progress=progress)
            else:
                summary = self._bring_in(path, table, plan, progress=progress, bad_rows=bad_rows)
        if self.stderr.isatty() and options["verbosity"]:
            self.stderr.write("")
        return summary

    def _bring_in(self, path: Path, table: Table, plan: Plan, *, progress: Callable[[int], None], bad_rows: IO[bytes]) -> Summary:
        """Raises BadPlan while the worker, or the same command elsewhere, is at this file."""
        plan.layout = table.layout_to_keep.as_json()
        file = stored(path, plan, rows=len(table.rows))
        if file.checkpoint:
            told = {"done": file.rows_done, "rows": file.rows}
            self.stderr.write(_("Going on with this file: %(done)s of %(rows)s rows are in.") % told)
        until = time.monotonic() + SECONDS
        while (summary := bring_in(file, table=table, progress=progress)) is None and time.monotonic() < until:
            time.sleep(0.2)
        if summary is None:
            raise BadPlan(_("This file is going in already. How far it is stands under Settings, Import."))
        for piece in file.bad_rows():
            bad_rows.write(piece)
        return summary

    def _write_bad_rows(self, bad_rows: IO[bytes], path: Path, options) -> Path | None:
        """Beside the file, unless it was said where. A place that cannot be written to costs a message, not the import."""
        if not bad_rows.tell():
            return None
        bad = Path(options["bad_rows"] or f"{path}.bad.csv")
        bad_rows.seek(0)
        try:
            with bad.open("wb") as file:
                file.write(codecs.BOM_UTF8)
                shutil.copyfileobj(bad_rows, file)
        except OSError as error:
            said = _("The bad rows could not be written (%(reason)s). Name another place with --bad-rows.")
            self.stderr.write(said % {"reason": error})
            return None
        return bad

    def _report(self, summary: Summary, table: Table, *, new: dict[str, list[str]], bad: Path | None, options) -> None:
        if options["json"]:
            told = summary.as_json() | {
                "new": new,
                "left_out": [asdict(each) for each in table.left_out],
                "dry_run": options["dry_run"],
                "bad_rows": str(bad) if bad else None,
            }
            self.stdout.write(json.dumps(told, indent=2, ensure_ascii=False))
            return
        for line in report_lines(summary, table, new=new, is_dry_run=options["dry_run"]):
            self.stdout.write(line)
        if bad:
            self.stdout.write(_("The rows that did not go in: %(path)s") % {"path": bad})


def _file(options) -> Path:
    """The file, also where it was written behind the values of an option and so was taken for one of them."""
    if options["file"]:
        return Path(options["file"])
    for name in ("map", "map_value", "default"):
        for value in options[name]:
            if os.path.isfile(value):
                options[name].remove(value)
                return Path(value)
    raise CommandError(_("Name the file to import."))


def _plan(table: Table, options, *, business: Business, kind: str) -> Plan:
    kind = kind_of(table, kind)
    columns = dict(_column(table, text) for text in options["map"]) or propose(table, kind=kind)
    places = {"zone_name": options["zone"] or "", "country": (options["country"] or "").upper()}
    system = options["system"] if options["system"] is not None else proposed_system(table, columns)
    plan = Plan.for_business(business, columns=columns, kind=kind, system=system, **places)
    plan.defaults = dict(_halves(text, "--default FIELD=VALUE") for text in options["default"])
    plan.orders = dict.fromkeys(DATES, options["date_order"]) if options["date_order"] else {}
    plan.no_day = checked_no_day(options["no_day"], today=timezone.localdate()) if options["no_day"] else ""
    for text in options["map_value"]:
        named, ours = _halves(text, "--map-value FIELD:THEIRS=OURS")
        name, found, theirs = named.partition(":")
        if not found or name not in _valued(kind):
            told = {"text": text, "fields": ", ".join(_valued(kind))}
            raise CommandError(_("%(text)s: write FIELD:THEIRS=OURS, where FIELD is one of %(fields)s.") % told)
        if name in NAMED:
            settle(name, theirs, ours, table=table, plan=plan)
        else:
            plan.answer(name, theirs, _ours(name, theirs, ours))
    return plan


def _valued(kind: str) -> list[str]:
    """The fields whose values are ours, and may be called otherwise in the file."""
    return [name for name in (*readers, *NAMED) if name in kinds[kind].fields]


def _column(table: Table, text: str) -> tuple[str, str]:
    column, field = _halves(text, "--map COLUMN=FIELD")
    return table.find(column) or column, field


def _halves(text: str, usage: str) -> tuple[str, str]:
    left, found, right = text.rpartition("=")
    if not found or not left.strip() or not right.strip():
        raise CommandError(_("%(text)s is not understood; write %(usage)s.") % {"text": text, "usage": usage})
    return left.strip(), right.strip()


def _ours(name: str, theirs: str, ours: str) -> str:
    reader = readers[name]()
    known, values = reader.known(ours), [value for value, _label in reader.choices(theirs)]
    if known is None and ours not in values:
        told = {"field": name, "ours": ours, "values": ", ".join(filter(None, values))}
        raise CommandError(_("%(field)s has no value “%(ours)s”; it has: %(values)s.") % told)
    return ours if known is None else known


def _refuse_questions(open_questions: list[Question]) -> None:
    """A command cannot ask, so it names the option that answers, with what it would propose."""
    lines = [_option(each) for each in open_questions]
    if lines:
        raise BadPlan("\n".join([_("Say what these are (shown is a proposal):"), *dict.fromkeys(lines)]))


def _refuse_misspelt(names: list[NewName]) -> None:
    """What is spelt almost as something here is made only when somebody says so."""
    lines = []
    for name in names:
        option = f"  --map-value '{name.field}:{name.theirs}={name.near}'   ({name.times} ×)"
        lines.append(_("%(option)s, or =%(theirs)s to make it new") % {"option": option, "theirs": name.theirs})
    if lines:
        raise BadPlan("\n".join([_("These are spelt almost as something here. Say what they are:"), *lines]))


def _option(question: Question) -> str:
    if not question.theirs:
        choices = ", ".join(f"{value} ({label})" for value, label in question.choices)
        words = {"field": question.field, "example": question.example, "choices": choices}
        return _("  --date-order %(choices)s: %(field)s has dates like %(example)s") % words
    proposal = question.answer or next(value for value, _label in question.choices if value)
    return f"  --map-value '{question.field}:{question.theirs}={proposal}'   ({question.times} ×)"
