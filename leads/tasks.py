"""Work that takes longer than somebody should wait, done by the worker."""

from dataclasses import asdict

import pghistory
from django.tasks import task
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import here
from accounts.models import Business
from leads.importing.bad_rows import BadRows
from leads.importing.files.layout import Layout
from leads.importing.plan import BadPlan, Plan
from leads.importing.reading import read
from leads.importing.running import run
from leads.importing.table import Unreadable
from leads.models import Import

REMARKS_KEPT = 300


@task
def run_import(pk: str) -> None:
    """Bring one file in. Called twice, it does it once."""
    running = Import.objects.select_related("by").get(pk=pk)
    if not running.begin():
        return
    business = Business.current()
    by = running.by_id
    with here.at(business), timezone.override(business.zone), pghistory.context(user=by, url=f"import {running.name}"):
        try:
            _bring_in(running)
        except (Unreadable, BadPlan) as error:
            running.fail(str(error))
        except Exception:
            running.fail(_("Something went wrong on our side. What went in so far stays; start it again to bring in the rest."))
            raise


def _bring_in(running: Import) -> None:
    plan = Plan(**running.plan)
    table = read(running.source, layout=Layout.of(plan.layout))
    bad_rows = BadRows(table.headers, running.keep_bad_rows)
    summary = run(table, plan, by=running.by, file=running, progress=running.tell, bad_rows=bad_rows)
    left_out = {"left_out": [asdict(each) for each in table.left_out[:REMARKS_KEPT]], "left_out_count": table.left_out_count}
    kept = summary.as_json(most=REMARKS_KEPT) | left_out
    running.finish(kept | {"bad_row_types": bad_rows.types()} if bad_rows.count else kept)
