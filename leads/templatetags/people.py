from django import template
from django.urls import reverse

from leads.models import Contact

register = template.Library()


@register.simple_tag
def page_of(contact: Contact, sells: bool = False) -> str:
    """Where a person can be looked at: their page as a client for those who sell, else their latest enquiry; "" without either."""
    if sells and contact.client_lead_id:
        return reverse("client", args=[contact.pk])
    latest = contact.leads.standing().order_by("-listed_at", "-pk").first()
    return latest.get_absolute_url() if latest else ""
