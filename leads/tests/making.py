"""Leads for the tests of the records, made by the models' own verbs."""

from django.utils import timezone

from leads.models import Contact, Lead
from leads.phones import parse_phone


def make_lead(name: str = "", *, phones=(), emails=(), company: str = "", **fields) -> Lead:
    known = name or phones or emails or company
    numbers = [parse_phone(phone, country="GB") for phone in phones]
    contact = Contact.make(name=name, company=company, phones=numbers, emails=emails) if known else None
    return Lead.objects.create(**{"contact": contact, "channel": "phone", "received_at": timezone.now()} | fields)
