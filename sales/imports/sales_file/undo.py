"""A whole file of sales taken back as one of leads is: the enquiries and deals it made go with their sales, and what it changed of
sales, refunds and enquiries that were here is put back.
"""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from django.db import connection

from accounts.models import User
from leads.imports.kinds import Survey
from leads.imports.undo import taking_back
from leads.imports.undo.taking_back import TakingBack
from leads.models import Import, Lead
from sales.imports.undo import SALE
from sales.models import Sale

take_back, bring_back = taking_back.take_back, taking_back.bring_back

# The leads of sales that were taken back with a file, by what these are known by.
TAKEN_BACK = """
SELECT DISTINCT deal.lead_id FROM sales_saleevent sale
JOIN sales_opportunityevent deal ON deal.pgh_obj_id = sale.opportunity_id AND deal.pgh_context_id = sale.pgh_context_id
WHERE sale.pgh_label = 'delete' AND deal.pgh_label = 'delete' AND sale.line = ANY(%(lines)s)
  AND sale.pgh_context_id IN (SELECT unnest(undo_contexts) FROM leads_import)
"""


def survey(file: Import, *, most: int) -> Survey:
    """`free` counts sales: those of enquiries that go, and those on enquiries that were here."""
    plan = TakingBack.of(file)
    result = plan.survey(most=most)
    on_known_leads = len(plan.changes.leads_with_rows(SALE))
    on_made_leads = Sale.objects.filter(opportunity__lead__in=plan.free).count()
    return replace(result, free=on_made_leads + on_known_leads, changes=result.changes - on_known_leads)


def bring_again(lines: Iterable[str], *, file: Import | None, by: User | None) -> set[UUID]:
    """Rows of another file are about sales that were taken back with their own: they stand again. Returns their leads."""
    with connection.cursor() as cursor:
        cursor.execute(TAKEN_BACK, {"lines": list(lines)})
        leads = [pk for (pk,) in cursor.fetchall()]
    return taking_back.bring_again(Lead.objects.filter(pk__in=leads), file=file, by=by) if leads else set()
