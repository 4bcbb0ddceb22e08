"""A stored file goes in, in the worker or by a command; what became of it is kept with it."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import asdict
from pathlib import Path

from django.utils.translation import gettext as _

from leads.imports.files.layout import Layout
from leads.imports.files.source import local_copy
from leads.imports.plan import BadPlan, Plan
from leads.imports.reading import read
from leads.imports.runs.bad_rows import BadRows
from leads.imports.runs.batch_loop import REMARKS_KEPT, run
from leads.imports.runs.summary import Summary
from leads.imports.table import Table, Unreadable
from leads.models import Import


def stored(path: Path, plan: Plan, *, rows: int) -> Import:
    """A file of this machine, in line. The same one again, and read in the same way, is gone on with where it was cut off."""
    with path.open("rb") as data:
        digest = hashlib.file_digest(data, "sha256").hexdigest()
        file = Import.objects.unfinished(digest=digest, plan=plan.as_json())
        if file is None:
            data.seek(0)
            file = Import.objects.store(data, name=path.name[-200:], rows=rows, plan=plan.as_json(), by=None, digest=digest)
    file.queue()
    return file


def bring_in(file: Import, *, table: Table | None = None, progress: Callable[[int], None] | None = None) -> Summary | None:
    """None when somebody else is at it, or it is not in line. `table`: the file, where it has been read already.

    Raises what stopped it, which then stands with the file.
    """
    with file.alone() as is_alone:
        if not (is_alone and file.begin()):
            return None
        try:
            return _bring_in(file, table=table, progress=progress)
        except (Unreadable, BadPlan) as error:
            file.fail(str(error))
            raise
        except KeyboardInterrupt:
            file.fail(_("It was stopped. What went in so far stays; start it again to bring in the rest."))
            raise
        except Exception:
            file.fail(_("Something went wrong on our side. What went in so far stays; start it again to bring in the rest."))
            raise


def _bring_in(file: Import, *, table: Table | None, progress: Callable[[int], None] | None) -> Summary:
    plan = Plan(**file.plan)
    with nullcontext(table) if table else _table_of(file, plan) as table:
        bad_rows = BadRows(table.headers, file.keep_bad_rows)
        summary = run(table, plan, by=file.by, file=file, progress=progress, bad_rows=bad_rows)
    left_out = {"left_out": [asdict(each) for each in table.left_out[:REMARKS_KEPT]], "left_out_count": table.left_out_count}
    kept = summary.as_json(most=REMARKS_KEPT) | left_out
    file.finish(kept | {"bad_row_types": bad_rows.types()} if bad_rows.count else kept)
    return summary


@contextmanager
def _table_of(file: Import, plan: Plan) -> Iterator[Table]:
    with local_copy(file.source) as source:
        yield read(source, layout=Layout.of(plan.layout))
