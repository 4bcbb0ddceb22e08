"""Work that takes longer than somebody should wait, done by the worker."""

from contextlib import suppress
from datetime import timedelta

import pghistory
from django.tasks import task
from django.utils import timezone

from accounts import current_business
from accounts.models import Business
from accounts.scheduler import scheduled
from leads.imports.plan import BadPlan
from leads.imports.runs.file_run import bring_in
from leads.imports.table import Unreadable
from leads.models import Import


@task
def run_import(pk: str) -> None:
    """Bring one file in. Called twice, it does it once."""
    file = Import.objects.select_related("by").get(pk=pk)
    business = Business.current()
    context = pghistory.context(user=file.by_id, url=f"import {file.name}")
    # The page says why it stopped.
    with suppress(Unreadable, BadPlan), current_business.at(business), timezone.override(business.zone), context:
        bring_in(file)


@scheduled("go on with imports that were cut off", every=timedelta(minutes=1))
def go_on_with_imports(business: Business) -> None:
    """Those that say they run while nobody is at them."""
    for file in Import.objects.filter(state=Import.State.RUNNING):
        with file.alone() as is_alone:
            is_in_line = is_alone and file.go_on()
        if is_in_line:
            run_import.enqueue(str(file.pk))
