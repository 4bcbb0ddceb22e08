from datetime import date, timedelta

import pytest
from django.core import serializers
from django.utils import timezone

from leads.contacts import referrals
from leads.models import Activity, Contact, ContactEmail, ContactPhone, HandOff, Lead, Message, Touch
from leads.tests.making import make_lead
from sales.hand_off import transfer
from sales.models import NotNow, Opportunity, Sale
from sales.pipeline import closing

TABLES = (Lead, Contact, ContactPhone, ContactEmail, Touch, Activity, HandOff, Message, Opportunity, Sale, NotNow)


@pytest.fixture
def everything():
    """Every row that a merger may touch, as text: `everything()`."""
    return lambda: {model.__name__: serializers.serialize("json", model.objects.order_by("pk")) for model in TABLES}


@pytest.fixture
def mia(business, cast, sources, stages):
    """Mia Stone, who asked twice under two spellings. The later contact bought, was written to and sent Ann; the earlier one sent it."""
    earlier = make_lead("M. Stone", phones=["0161 496 0123"], source=sources["Leaflet"], received_at=timezone.now() - timedelta(days=9))
    numbers = ["0161 496 0123", "0161 496 0456"]
    later = make_lead("Mia Stone", phones=numbers, emails=["mia@example.com"], company="Stone & Co", source=sources["Signboard"])
    closing.win(transfer.open_opportunity(later, by=cast.sales), by=cast.sales, amount=120)
    Contact.objects.filter(pk=earlier.contact_id).update(street="1 High St", town="Leeds", about="Rings twice")
    Contact.objects.filter(pk=later.contact_id).update(street="2 Elm Row", about="Has a dog", yearly_spend=900)
    Message.objects.create(lead=later, contact=later.contact, direction="out", status="sent", address="mia@example.com", message_id="<a@b>")
    NotNow.ask_again(later.contact, kind="quiet", product=None, on=date(2030, 1, 1), by=cast.sales)
    referrals.name(make_lead("Ann Lee", source=sources["Leaflet"]), later.contact, by=cast.staff)
    referrals.name(later, earlier.contact, by=cast.staff)
    Activity.plan(later, by=cast.staff, on=timezone.localdate())
    return Lead.objects.get(pk=earlier.pk), Lead.objects.get(pk=later.pk)
