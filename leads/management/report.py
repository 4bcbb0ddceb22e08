"""What became of an import, in lines for a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

from django.utils.translation import gettext as _

from leads.imports.runs.summary import Summary
from leads.imports.table import Table

SHOWN = 20


def report_lines(summary: Summary, table: Table, *, new: Mapping[str, Sequence[str]], is_dry_run: bool) -> Iterator[str]:
    """The counts, then what was left out, what was made, and each row something is to be said of; lists are cut at SHOWN."""
    counted = summary.as_json()
    if is_dry_run:
        yield _("Nothing was kept: this was a dry run.")
    yield ", ".join([*(f"{name} {counted[name]}" for name in ("created", "updated", "skipped", "warned")), f"errors {counted['failed']}"])
    for each in table.left_out[:SHOWN]:
        yield _("  left out row %(row)s “%(text)s”: %(reason)s") % asdict(each)
    for each in summary.unused:
        yield _("  not taken %(column)s (%(cells)s filled cells): %(reason)s") % asdict(each)
    if any(counted["without"].values()):
        yield _("  made without a day: %(day)s, a person: %(person)s, a source: %(source)s") % counted["without"]
    for name, made in new.items():
        yield f"  new {name}: " + ", ".join([*made[:SHOWN], *([f"… {len(made) - SHOWN}"] if len(made) > SHOWN else [])])
    yield from _remarks(counted)


def _remarks(counted: Mapping) -> Iterator[str]:
    for name, count in (("warnings", counted["warned"]), ("errors", counted["failed"])):
        for each in counted[name][:SHOWN]:
            yield f"  {name[:-1]} in row {each['row']}: {each['reason']}"
        if count > SHOWN:
            yield _("  … and %(more)s more") % {"more": count - SHOWN}
