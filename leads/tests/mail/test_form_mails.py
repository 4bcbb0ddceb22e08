"""A form on our website writes under an address of ours: its mail is a lead of whoever filled it in."""

import pytest

from leads.mail.inbound.mailbox import poll
from leads.models import IncomingMail, Lead, Mailbox, MailSettings, Message
from leads.tests.mail.conftest import letter
from leads.tests.mail.servers import USER

PEOPLE = {"Lena Berg": "lena@client-a.example", "Omar Haddad": "omar@client-b.example", "Mia Chen": "mia@client-c.example"}


@pytest.fixture
def form(mailbox, post):
    """A form that writes as `sender` for each of `people`, and what became of each mail."""

    def write(sender: str, people: dict = PEOPLE, **headers) -> list[str]:
        for name, address in people.items():
            reply_to = f"{name} <{address}>" if address else ""
            post.deliver(letter(sender, subject=f"New enquiry from {name}", **({"Reply_To": reply_to} | headers)))
        poll(Mailbox.objects.get())
        return list(IncomingMail.objects.order_by("uid").values_list("outcome", flat=True))

    return write


SENDERS = [f"Our website <{USER}>", "WordPress <wordpress@alder.example>", "Apache <www-data@web01.alder.example>"]


@pytest.mark.parametrize("sender", SENDERS)
def test_each_form_is_a_lead_of_its_customer(form, sender):
    assert form(sender) == ["lead"] * 3
    people = {lead.contact.name: lead.contact.main_email.address for lead in Lead.objects.all()}
    assert people == PEOPLE
    assert set(IncomingMail.objects.values_list("sender", flat=True)) == set(PEOPLE.values())


def test_a_form_in_the_name_of_one_of_us_is_its_customers(form, cast):
    assert form(f"Tom <{cast.sales.email}>") == ["lead"] * 3


def test_an_answer_goes_to_the_customer(form, write):
    form(SENDERS[0], {"Lena Berg": "lena@client-a.example"})
    assert write(lead=Lead.objects.exclude(contact__name="Maria Lind").get()).address == "lena@client-a.example"
    assert Message.objects.incoming().get().address == "lena@client-a.example"


def test_a_name_that_is_missing_is_not_the_forms(form):
    form(SENDERS[1], {}, Reply_To="")
    form(SENDERS[1], {"x": ""}, Reply_To="nia@client-d.example")
    assert Lead.objects.get().contact.name == ""


@pytest.mark.parametrize("reply_to", ["", USER, "desk@shop.alder.example"])
def test_what_is_to_be_answered_to_us_stays_ours(form, reply_to):
    assert form(SENDERS[0], {"Us": ""}, Reply_To=reply_to) == ["ignored"]


def test_a_stranger_is_whoever_stands_under_from(form):
    form("Nora Quill <nora@example.org>", {"Desk": "desk@elsewhere.example"})
    assert Lead.objects.get().contact.main_email.address == "nora@example.org"


def test_a_mailbox_at_a_provider_makes_nobody_there_one_of_us(form):
    MailSettings.objects.create(from_address="alder.kitchens@gmail.com")
    form("Nora Quill <nora@gmail.com>", {"Her firm": "desk@elsewhere.example"})
    assert Lead.objects.get().contact.main_email.address == "nora@gmail.com"


def test_a_form_that_is_to_be_passed_over_is(form):
    Mailbox.objects.update(ignored="wordpress@alder.example")
    assert form(SENDERS[1]) == ["ignored"] * 3
