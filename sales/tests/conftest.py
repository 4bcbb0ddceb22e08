from datetime import timedelta

import pytest
from django.utils import timezone

from leads.models import Channel, Contact, Lead
from leads.phones import parse_phone
from sales.hand_off.transfer import accept, hand_over


@pytest.fixture
def make_lead(sources, cast):
    """A lead that came `days` ago. `name` None: an anonymous tick."""

    def make(name: str | None = "Helen Marsh", *, days: int = 3, phone: str = "", email: str = "", **fields) -> Lead:
        contact = fields.pop("contact", None)
        if contact is None and name is not None:
            phones = [parse_phone(phone, country="GB")] if phone else []
            contact = Contact.make(name=name, phones=phones, emails=[email] if email else [])
        values = {"source": sources["Leaflet"], "channel": Channel.WALK_IN, "logged_by": cast.staff}
        return Lead.objects.create(contact=contact, received_at=timezone.now() - timedelta(days=days), **values | fields)

    return make


@pytest.fixture
def make_opportunity(make_lead, stages, cast):
    """An opportunity in the first stage, with whoever sells here."""

    def make(*args, owner=None, value=None, **fields):
        lead = make_lead(*args, **fields)
        opportunity = accept(hand_over(lead, by=cast.staff), by=owner or cast.sales)
        if value is not None:
            opportunity.edit(by=cast.sales, value=value)
        return opportunity

    return make


@pytest.fixture
def sales_client(client, cast):
    client.force_login(cast.sales)
    return client


@pytest.fixture
def staff_client(client, cast):
    client.force_login(cast.staff)
    return client


@pytest.fixture
def as_htmx():
    return {"headers": {"HX-Request": "true"}}
