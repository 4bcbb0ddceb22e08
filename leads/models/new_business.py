"""Which leads count, once for the ORM and for SQL: conditions on a lead, whose table or alias stands for {lead}.

LeadCondition(NEW_BUSINESS)            in a filter on leads
NEW_BUSINESS.format(lead="l")          in SQL that calls leads_lead `l`
"""

from django.db.models import BooleanField, Expression, F

STANDING = "{lead}.state <> 'withdrawn' AND {lead}.merged_into_id IS NULL"
JUNK = "{lead}.disqualified_for IN ('spam', 'test')"
VALID = f"{STANDING} AND NOT {JUNK}"

NO_ENQUIRY = "{lead}.made_for_sale AND {lead}.received_at IS NULL"
"""Made for a sale alone: it counts once somebody wrote down when they asked."""

CLIENT_BEFORE = """client.id = {lead}.contact_id AND client.client_lead_id IS NOT NULL AND client.client_since IS NOT NULL
    AND client.client_lead_id <> {lead}.id AND client.client_since <= {lead}.received_at"""
"""Joins the contact of a lead as `client` where they were one already, through another lead, when it came.

A time that nobody knows is no earlier one. IS NOT NULL says nothing new: with it clients alone are joined, not every contact.
"""

FROM_A_CLIENT = f"EXISTS (SELECT FROM leads_contact client WHERE {CLIENT_BEFORE})"
"""One join, however many clients: NOT IN over a list of leads goes through the list once a lead."""

NEW_BUSINESS = f"{VALID} AND NOT ({NO_ENQUIRY}) AND NOT {FROM_A_CLIENT}"
"""METRICS.md: valid new-business lead."""


class LeadCondition(Expression):
    """One of the above as a condition of a queryset of leads, under whatever name the query gives their table."""

    conditional = True

    def __init__(self, sql: str) -> None:
        super().__init__(output_field=BooleanField())
        self.sql, self.lead = sql, F("pk")

    def get_source_expressions(self):
        return [self.lead]

    def set_source_expressions(self, exprs):
        (self.lead,) = exprs

    def as_sql(self, compiler, connection):
        alias = compiler.quote_name(self.lead.alias)
        return f"({self.sql.format(lead=alias)})", []
