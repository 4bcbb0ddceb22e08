"""A shared address that is a group or a list: the customer is who wrote to it, not the group."""

import pytest

from leads.mail.inbound.requester import with_requester
from leads.mail.parsing.incoming import read
from leads.models import Mailbox, MailSettings
from leads.tests.mail.conftest import letter

GROUP = "enquiries@alder.example"
LIST = {"List_Id": "<enquiries.alder.example>", "Precedence": "list"}


@pytest.fixture
def requester(business):
    """Name and address of whoever a mail with these headers is from."""
    mailbox = Mailbox.objects.create(host="mail.alder.example", user="desk@alder.example")

    def of(sender: str, **headers) -> tuple[str, str]:
        incoming = with_requester(read(letter(sender, **headers).encode()), mailbox)
        return incoming.name, incoming.sender

    return of


def test_writer_under_from_is_the_customer(requester):
    sender = "Ravi Patel <ravi@patel-builders.example>"
    assert requester(sender, List_Post=f"<mailto:{GROUP}>", **LIST) == ("Ravi Patel", "ravi@patel-builders.example")


def test_group_that_rewrote_from_names_the_writer(requester):
    headers = LIST | {"X_Original_From": "Ines Costa <ines@costa-arq.example>", "Reply_To": GROUP}
    assert requester(f"\"'Ines Costa' via Enquiries\" <{GROUP}>", **headers) == ("Ines Costa", "ines@costa-arq.example")


def test_reply_to_names_the_writer_unless_it_is_the_list(requester):
    sender = "Ines via Offers <offers@lists.example>"
    headers = {"List_Id": "<offers.lists.example>", "List_Post": "<mailto:offers@lists.example>"}
    both = "offers@lists.example, Ines Costa <ines@costa-arq.example>"
    assert requester(sender, **headers, Reply_To=both) == ("Ines Costa", "ines@costa-arq.example")
    assert requester(sender, **headers, Reply_To="offers@lists.example")[1] == "offers@lists.example"


def test_list_id_alone_tells_the_list_from_the_writer(requester):
    headers = {"List_Id": "Offers <offers.lists.example>", "Reply_To": "Ines <ines@costa-arq.example>"}
    assert requester("Offers <offers@lists.example>", **headers)[1] == "ines@costa-arq.example"


def test_reply_to_of_a_writer_who_stands_under_from_is_not_the_customer(requester):
    headers = LIST | {"Reply_To": "Desk <desk@elsewhere.example>"}
    assert requester("Ravi Patel <ravi@patel-builders.example>", **headers)[1] == "ravi@patel-builders.example"


def test_original_sender_without_a_group_is_not_believed(requester):
    assert requester("Nora <nora@example.org>", X_Original_From="Ines <ines@costa-arq.example>")[1] == "nora@example.org"


def test_colleague_writing_to_the_group_stays_one_of_us(requester):
    MailSettings.objects.create(from_address=GROUP)
    assert requester(f"Tom via Enquiries <{GROUP}>", X_Original_From="Tom <tom@alder.example>", **LIST)[1] == GROUP
