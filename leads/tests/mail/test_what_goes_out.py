"""What is in a mail beside its text: the way out, the thread, who it is from."""

import pytest

from leads import mail
from leads.mail import unsubscribe_links
from leads.mail.outbound.delivery import send
from leads.models import MailSettings


@pytest.fixture
def sent(write, mailoutbox):
    def send_it(**changes):
        message = write(**changes)
        send(message.pk)
        return mailoutbox[-1].message()

    return send_it


@pytest.fixture(autouse=True)
def _address(settings):
    settings.LEADTRACK_URL = "https://leads.example.com"


STEP = {"by": None, "reference": "step 3"}
"""What a sequence sends."""


def test_a_sequence_has_the_way_out_of_one_click(sent):
    raw = sent(**STEP)
    href = f"https://leads.example.com/unsubscribe/{unsubscribe_links.token('maria@example.com')}/"
    assert raw["List-Unsubscribe"].replace("\n", "").startswith(f"<{href}>, <mailto:")
    assert raw["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert href in raw.get_content()


def test_a_letter_to_one_person_is_no_list(sent):
    raw = sent()
    assert [name for name in raw if name.lower().startswith(("list-", "precedence"))] == []
    assert f"https://leads.example.com/unsubscribe/{unsubscribe_links.token('maria@example.com')}/" in raw.get_content()


def test_one_click_needs_https(sent, settings):
    settings.LEADTRACK_URL = "http://leads.example.com"
    raw = sent(**STEP)
    assert raw["List-Unsubscribe"].startswith("<http://leads.example.com/unsubscribe/")
    assert raw["List-Unsubscribe-Post"] is None


def test_without_an_address_of_ours_the_way_out_is_an_answer(sent, settings):
    settings.LEADTRACK_URL = ""
    raw = sent(**STEP)
    assert raw["List-Unsubscribe"].startswith("<mailto:")
    assert raw["List-Unsubscribe-Post"] is None
    assert "answer with the word “unsubscribe”" in raw.get_content()


def test_it_comes_from_the_business_and_answers_go_where_they_should(sent):
    MailSettings.objects.create(from_name='Alder "&" Finch, Leeds', from_address="hello@alder.example", reply_to="desk@alder.example")
    raw = sent()
    assert [(one.display_name, one.addr_spec) for one in raw["From"].addresses] == [('Alder "&" Finch, Leeds', "hello@alder.example")]
    assert (raw["Reply-To"], raw["Message-ID"].endswith("@alder.example>")) == ("desk@alder.example", True)


def test_an_answer_names_what_it_answers(sent):
    first = sent()
    answer = sent(subject="Re: Your bench")
    assert answer["In-Reply-To"] == first["Message-ID"] == answer["References"]


def test_only_what_nobody_wrote_says_so(sent):
    assert sent()["Auto-Submitted"] is None
    assert sent(by=None, reference="step 3")["Auto-Submitted"] == "auto-generated"


def test_a_subject_of_several_lines_is_one_line(sent):
    assert sent(subject="Your\r\nBcc: everybody@example.com")["Bcc"] is None


def test_nobody_outside_can_make_a_way_out_for_another(business, client):
    forged = unsubscribe_links.token("maria@example.com").replace(":", "x:")
    assert client.post(f"/unsubscribe/{forged}/").status_code == 404
    assert not mail.has_opted_out("maria@example.com")
