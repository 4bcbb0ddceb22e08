"""The messages of sequences, for a letter that somebody writes by hand."""

from accounts.models import Business, User
from leads.mail.outbound.drafts import Draft
from leads.models import Lead
from sales.models import MessageTemplate
from sales.placeholders import fill, fill_line
from sales.sequences.rendering import values_for


def drafts(lead: Lead, user: User) -> list[Draft]:
    """All that are in use, from that user to the person of that lead. Two queries."""
    values = values_for(lead, seller=user, business=Business.current())
    templates = MessageTemplate.objects.in_use()
    return [Draft(str(each.pk), each.name, fill_line(each.subject, values), fill(each.text, values)) for each in templates]
