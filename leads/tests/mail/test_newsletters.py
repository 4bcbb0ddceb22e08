"""Mail to many: what somebody wrote to a shared group of ours is a customer's, a newsletter is nobody's."""

import pytest

from leads.mail.inbound.newsletters import is_newsletter
from leads.mail.parsing.incoming import read
from leads.models import Mailbox
from leads.tests.mail.conftest import letter

OURS = {"List_Id": "<enquiries.alder.example>", "List_Post": "<mailto:enquiries@alder.example>", "Precedence": "list"}
BUTTON = {"List_Unsubscribe": "<mailto:no@news.example>"}
ELSEWHERE = {"To": "sales-team@googlegroups.com", "List_Id": "<sales-team.googlegroups.com>", "Precedence": "list"}
NEWSLETTERS = {
    "a mailing": BUTTON | {"Precedence": "bulk"},
    "a mailing with one click": BUTTON | {"List_Unsubscribe_Post": "List-Unsubscribe=One-Click"},
    "a list of others": {"List_Id": "<news.example.org>"},
    "a list of others with a button": BUTTON | {"List_Id": "<news.example.org>", "To": "talk@example.org", "Cc": "desk@alder.example"},
    "to nobody here": BUTTON | {"To": "undisclosed-recipients:;"},
    "a mailing to our group": OURS | BUTTON | {"Feedback_ID": "7:mailer"},
    "a group nobody named": ELSEWHERE,
}
OF_PEOPLE = {
    "nothing": {},
    "our group": OURS,
    "our group with its button": OURS | BUTTON | {"To": "enquiries@alder.example"},
    "our group with one click": OURS | BUTTON | {"List_Unsubscribe_Post": "List-Unsubscribe=One-Click"},
    "our group by its id alone": {"List_Id": "Enquiries <enquiries.alder.example>", "To": "someone@example.org"},
    "a button of the writer's firm": BUTTON,
    "bulk alone": {"Precedence": "bulk"},
}


@pytest.fixture
def mailbox(business):
    return Mailbox.objects.create(host="mail.alder.example", user="desk@alder.example")


def incoming(**headers):
    return read(letter("Ravi <ravi@patel.example>", **headers).encode())


@pytest.mark.parametrize("name", NEWSLETTERS)
def test_newsletter_is_known(mailbox, name):
    assert is_newsletter(incoming(**NEWSLETTERS[name]), mailbox)


@pytest.mark.parametrize("name", OF_PEOPLE)
def test_mail_of_a_customer_is_no_newsletter(mailbox, name):
    assert not is_newsletter(incoming(**OF_PEOPLE[name]), mailbox)


def test_group_named_in_settings_is_ours(mailbox):
    mailbox.groups = "Sales-Team@googlegroups.com"
    assert not is_newsletter(incoming(**ELSEWHERE), mailbox)
