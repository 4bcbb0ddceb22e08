"""What was recorded can be put right, and what it said before is kept."""

import pytest
from django.urls import reverse

from leads.models import Campaign, Contact, Lead
from leads.tests.making import make_lead


@pytest.fixture
def lead(cast, sources):
    return make_lead("Maria", phones=["0113 496 0142"], emails=["maria@example.com"], source=sources["Leaflet"])


def as_it_is(client, lead) -> dict:
    """The form of the page as a browser would send it back untouched."""
    form = client.get(reverse("lead_change", args=[lead.pk])).context["form"]
    values = {name: form[name].value() for name in form.fields}
    values["received_time"] = values["received_time"] and values["received_time"].strftime("%H:%M")
    return {name: "" if value is None else getattr(value, "pk", value) for name, value in values.items()}


def change(client, lead, **data):
    return client.post(reverse("lead_change", args=[lead.pk]), as_it_is(client, lead) | data)


@pytest.fixture(autouse=True)
def signed_in(client, cast):
    client.force_login(cast.staff)


def test_saved_as_it_is_nothing_is_written(client, lead):
    assert change(client, lead).status_code == 302
    assert not lead.changes.exists()


def test_fields_of_the_enquiry_are_set_and_told(client, lead, sources, cast):
    change(client, lead, source=sources["Signboard"].pk, channel="website", interest="Oak worktops", notes="Ring after five")
    lead.refresh_from_db()
    assert (lead.source, lead.channel, lead.interest, lead.notes) == (sources["Signboard"], "website", "Oak worktops", "Ring after five")
    told = lead.changes.get()
    assert (told.before["source"], told.after["source"], told.by) == ("Leaflet", "Signboard", cast.staff)


def test_the_moment_is_read_in_the_time_zone_of_the_business(client, lead):
    change(client, lead, received_on="2026-06-01", received_time="12:30")
    lead.refresh_from_db()
    assert lead.received_at.isoformat() == "2026-06-01T11:30:00+00:00"


def test_the_same_minute_keeps_its_seconds(client, lead, business):
    before = lead.received_at
    local = before.astimezone(business.zone)
    change(client, lead, received_on=local.strftime("%Y-%m-%d"), received_time=local.strftime("%H:%M"))
    lead.refresh_from_db()
    assert lead.received_at == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("received_on", "2999-01-01"),
        ("received_on", "1066-10-14"),
        ("received_on", "yesterday"),
        ("emails", "not an address"),
        ("phones", "ask Jo"),
        ("phones", "1" * 61),
        ("name", "\u200b\u200b"),
        ("interest", "x" * 501),
        ("source", "999999"),
        ("channel", "pigeon"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field_and_kept(client, lead, field, value):
    response = change(client, lead, **{field: value})
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert response.context["form"][field].value() == value
    assert not lead.changes.exists()


def test_a_campaign_of_another_source_is_refused(client, lead, sources):
    campaign = Campaign.objects.create(name="Board", source=sources["Signboard"])
    assert "campaign" in change(client, lead, campaign=campaign.pk).context["form"].errors


def test_a_campaign_alone_brings_its_source(client, lead, sources):
    campaign = Campaign.objects.create(name="Board", source=sources["Signboard"])
    change(client, lead, campaign=campaign.pk, source="")
    lead.refresh_from_db()
    assert (lead.campaign, lead.source) == (campaign, sources["Signboard"])


def test_numbers_are_added_and_taken_away_and_the_person_stays_one(client, lead):
    change(client, lead, name="Maria Lindqvist", phones="0113 496 0142\n020 7946 0018 ext 4", emails="")
    contact = Contact.objects.get()
    assert contact.name == "Maria Lindqvist"
    assert [(phone.e164, phone.extension) for phone in contact.phones.all()] == [("+441134960142", ""), ("+442079460018", "4")]
    assert not contact.emails.exists()
    told = lead.changes.get()
    assert (told.before["name"], told.after["name"], told.after["emails"]) == ("Maria", "Maria Lindqvist", [])


def test_text_is_stored_to_the_letter(client, lead):
    change(client, lead, name="  Ünïcøde =1+1 <b> ", interest="'; DROP TABLE leads; --")
    lead.refresh_from_db()
    assert (lead.contact.name, lead.interest) == ("  Ünïcøde =1+1 <b> ", "'; DROP TABLE leads; --")


def test_a_nameless_enquiry_gets_a_person(client, cast):
    nameless = make_lead()
    change(client, nameless, name="Omar", phones="0113 496 0150")
    nameless.refresh_from_db()
    assert (nameless.contact.name, nameless.contact.main_phone.e164) == ("Omar", "+441134960150")


def test_a_number_somebody_has_asks_who_it_is(client, lead):
    nameless = make_lead()
    response = change(client, nameless, phones="+44 113 496 0142")
    assert response.status_code == 422
    assert response.context["form"].known == [lead.contact]
    assert Lead.objects.get(pk=nameless.pk).contact is None


def test_it_is_them_adds_to_what_we_know(client, lead):
    nameless = make_lead()
    change(client, nameless, phones="0113 496 0142\n0113 496 0199", who=lead.contact.pk)
    nameless.refresh_from_db()
    assert nameless.contact == lead.contact
    assert (nameless.contact.name, nameless.contact.phones.count(), nameless.contact.emails.count()) == ("Maria", 2, 1)


def test_somebody_else_may_share_a_number(client, lead):
    nameless = make_lead()
    change(client, nameless, name="Her son", phones="0113 496 0142", who="new")
    nameless.refresh_from_db()
    assert nameless.contact != lead.contact


def test_the_signed_out_change_nothing(client, lead):
    client.logout()
    client.post(reverse("lead_change", args=[lead.pk]), {"name": "Eve"})
    assert Contact.objects.get().name == "Maria"
