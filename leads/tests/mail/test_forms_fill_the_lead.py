"""What was typed into a form on a website stands on the lead and its contact, marked as read by a program."""

import re

import pytest

from leads.models import Campaign, Lead, Source
from leads.tests.mail.conftest import letter
from leads.tests.mail.servers import USER

TEXT = "Name: Lena Berg\nEmail: lena@client-a.example\nPhone: 0113 496 0142\nCompany: Berg Ltd\nMessage: How much is a kitchen?\n{more}"


@pytest.fixture
def form(take):
    """A mail of a form, and the lead it became."""

    def submit(sender: str = f"Our website <{USER}>", more: str = "", text: str = TEXT, **headers) -> tuple[str, Lead | None]:
        outcome, message, _why = take(letter(sender, subject="New entry", text=text.format(more=more), **headers))
        return outcome, message and message.lead

    return submit


def facts(lead: Lead) -> tuple:
    contact = lead.contact
    return contact.name, contact.company, contact.main_email and contact.main_email.address, contact.main_phone and contact.main_phone.e164


LENA = ("Lena Berg", "Berg Ltd", "lena@client-a.example", "+441134960142")


@pytest.mark.parametrize("reply_to", ["lena@client-a.example", ""])
def test_fields_fill_the_lead_with_or_without_reply_to(form, reply_to):
    outcome, lead = form(Reply_To=reply_to)
    assert (outcome, facts(lead), lead.interest, lead.channel) == ("lead", LENA, "How much is a kitchen?", "website")


@pytest.mark.parametrize("header", [r'"Lena\""', "Lena", "lena berg"])
def test_typed_name_is_the_leads_where_the_header_has_a_part_of_it(form, header):
    """WordPress writes `Lena"` for a visitor called "Berg, Lena"."""
    _outcome, lead = form(Reply_To=f"{header} <lena@client-a.example>")
    assert lead.contact.name == "Lena Berg"


def test_other_name_in_the_header_stays(form):
    _outcome, lead = form(Reply_To="Tom Ash <lena@client-a.example>")
    assert lead.contact.name == "Tom Ash"


SENDERS = ["noreply@formspree.io", "Jotform <noreply@jotform.com>", "form-submission@squarespace.info", "no-reply@portal.example"]


@pytest.mark.parametrize("sender", SENDERS)
def test_a_form_service_is_never_the_customer(form, sender):
    outcome, lead = form(sender, List_Unsubscribe="<mailto:u@forms.example>", Auto_Submitted="auto-generated")
    assert (outcome, facts(lead)) == ("lead", LENA)


def test_a_form_under_the_visitors_own_address_fills_too(form):
    assert facts(form("Lena <lena@client-a.example>")[1])[1:] == LENA[1:]


def test_a_caller_back_without_an_address_is_a_lead(form):
    outcome, lead = form(text="Name: Lena Berg\nPhone: 0113 496 0142")
    assert (outcome, facts(lead)) == ("lead", ("Lena Berg", "", None, "+441134960142"))


def test_two_visitors_are_two_leads(form):
    form()
    form(text="Name: Omar Haddad\nEmail: omar@client-b.example")
    assert set(Lead.objects.values_list("contact__name", flat=True)) == {"Lena Berg", "Omar Haddad"}


def test_a_known_number_brings_the_person_back(form):
    _outcome, lead = form()
    outcome, again = form(text="Name: Lena Berg\nPhone: 0113 496 0142\nMessage: And a bench?")
    assert (outcome, again) == ("touch", lead)


def test_a_stranger_who_writes_of_somebody_else_is_the_stranger(form):
    outcome, lead = form("Nora Quill <nora@example.org>")
    assert (outcome, facts(lead)) == ("lead", ("Nora Quill", "", "nora@example.org", None))


def test_a_copy_of_what_we_sent_is_no_form(form):
    assert form(To="lena@client-a.example")[0] == "ignored"


def test_a_quoted_form_in_our_own_mail_is_none(form):
    assert form(text="Look at this.\n\n> Name: Lena Berg\n> Email: lena@client-a.example")[0] == "ignored"


def test_what_they_say_they_heard_is_the_source(form, sources):
    _outcome, lead = form(more="How did you hear about us?: leaflet")
    assert (lead.source, lead.how_known) == (sources["Leaflet"], "asked")


def test_what_was_tracked_comes_before_what_was_said(form, sources):
    spring = Campaign.objects.create(name="Spring", source=sources["Leaflet"])
    _outcome, lead = form(more="Heard about us: Signboard\nPage URL: https://alder.example/?utm_source=x&utm_campaign=spring")
    assert (lead.source, lead.campaign, lead.how_known) == (sources["Leaflet"], spring, "tracked")
    assert "Asked how they heard of us: Signboard." in lead.notes


def test_an_unknown_source_is_noted_and_not_made(form, sources):
    before = Source.objects.count()
    _outcome, lead = form(more="How did you hear about us?: a dream\nutm_source: tiktok")
    assert (lead.source, lead.how_known, Source.objects.count()) == (None, "", before)
    assert lead.notes.splitlines() == ["The form says utm_source: tiktok.", "Asked how they heard of us: a dream."]


def test_what_was_read_is_marked_until_somebody_had_it_in_hand(form, cast, client):
    _outcome, lead = form()
    client.force_login(cast.staff)
    page = client.get(lead.get_absolute_url()).content.decode()
    assert "Read from the text of a mail" in page
    lead.edit(by=cast.staff, interest="A kitchen")
    page = client.get(lead.get_absolute_url()).content.decode()
    assert "Read from the text of a mail" not in page


def visible(client, lead) -> str:
    """The words of its page, without what is folded away and the titles of the window and the head."""
    page = client.get(lead.get_absolute_url()).text
    page = re.sub(r"<details.*?</details>", "", page[page.index("</h1>") :], flags=re.DOTALL)
    return re.sub(r"<[^>]*>", " ", page)


def test_each_value_of_a_form_stands_once(form, cast, client):
    _outcome, lead = form(more="utm_source: tiktok")
    client.force_login(cast.staff)
    words = visible(client, lead)
    values = ("Berg Ltd", "tiktok", "How much is a kitchen?")
    assert {value: words.count(value) for value in values} == dict.fromkeys(values, 1)
    assert "utm_source: tiktok" in client.get(lead.get_absolute_url()).text


def test_other_values_of_a_later_form_are_shown(form, cast, client):
    _outcome, lead = form()
    form(text="Name: Lena Berg\nPhone: 0113 496 0142\nInterest: A bench\nMessage: And a bench?")
    client.force_login(cast.staff)
    words = " ".join(visible(client, lead).split())
    assert ("Read in its text: What they want A bench" in words, "And a bench?" in words) == (True, True)


def test_a_plain_mail_marks_nothing(take, cast, client):
    _outcome, message, _why = take(letter())
    client.force_login(cast.staff)
    page = client.get(message.lead.get_absolute_url()).content.decode()
    assert "Read from the text of a mail" not in page
    assert "Read in its text:" not in page
