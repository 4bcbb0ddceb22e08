from django import template
from django.urls import reverse

from leads.models import Contact

register = template.Library()


@register.simple_tag
def page_of(contact: Contact, sells: bool = False) -> str:
    """Where a person can be looked at; "" for somebody who never asked, and so has no page. One query, or none."""
    if contact.client_lead_id or contact.leads.standing().exists():
        return reverse("contact", args=[contact.pk])
    return ""
