"""A sequence over real mail servers: what it sends, the answer, the bounce and the click come back to the right lead and end it."""

from datetime import timedelta
from email import message_from_bytes, policy
from urllib.parse import unquote

import pytest
import time_machine
from django.test import Client

from accounts.models import Business
from accounts.scheduler import jobs
from leads import mail
from leads.models import IncomingMail, Lead, MailAddress
from leads.tests.mail.conftest import letter
from leads.tests.mail.test_reading_the_mailbox import REPORT
from leads.timeline import timeline
from sales.models import Ended
from sales.tests.sequences.conftest import london

pytestmark = pytest.mark.django_db
BEGIN, SENT, END = london(2025, 6, 2, 10), london(2025, 6, 3, 11), london(2025, 7, 4, 11)
CHORES = ("read the mailbox", "follow up by itself", "send e-mail")


@pytest.fixture
def days():
    """Let the worker run each day up to a moment; on the first the whole of it twice, and the mailbox then (its server hashes slowly)."""

    def run(clock, now, until) -> None:
        chores = CHORES * 2
        while now < until:
            now = min(now + timedelta(days=1), until)
            clock.move_to(now)
            for name in chores:
                jobs[name].work(Business.current())
            chores = CHORES[1:]

    return run


def answers(arrived, post):
    post.deliver(letter("Ann <ann@example.com>", subject="Re: First", text="Yes, gladly.", In_Reply_To=arrived["Message-ID"]))


def comes_back(arrived, post):
    post.deliver(REPORT.format(n=1, action="failed", code="5.1.1", id=arrived["Message-ID"]))


def clicks(arrived, post):
    href = arrived["List-Unsubscribe"].partition(">")[0].removeprefix("<https://leads.example.com")
    assert arrived["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert Client(enforce_csrf_checks=True).post(href, {"List-Unsubscribe": "One-Click"}).status_code == 200


def writes_by_the_button(arrived, post):
    """What a mail program sends by itself: the subject it was told to, from whichever address."""
    subject = unquote(arrived["List-Unsubscribe"].partition("?subject=")[2].rstrip(">"))
    post.deliver(letter("Dan at work <d@work.example>", subject=subject, text=""))


HAPPENS = {
    "Ann": (answers, Ended.REPLIED, ["Yes, gladly."]),
    "Bea": (comes_back, Ended.BOUNCED, ["It did not arrive.\n\n\nIt is ready."]),
    "Cleo": (clicks, Ended.OPTED_OUT, []),
    "Dan": (writes_by_the_button, Ended.OPTED_OUT, []),
    "Iris": (lambda *nothing: None, Ended.FINISHED, []),
}


def address(name: str) -> str:
    return f"{name.lower()}@example.com"


@pytest.fixture
def quoted_to(make_sequence, make_opportunity, stages, cast):
    """Each of them, quoted to, by their names."""

    def make() -> dict:
        make_sequence((1, "", "First"), (3, "", "Second"), (5, "", "Third"))
        made = {name: make_opportunity(name, email=address(name)) for name in HAPPENS}
        for opportunity in made.values():
            opportunity.move_to(stages["Quoted"], by=cast.sales, gated=False)
        return made

    return make


def test_it_stops_for_those_to_whom_something_happened_and_goes_on_for_the_one_who_says_nothing(
    quoted_to, days, box, mailbox, post, settings
):
    settings.LEADTRACK_URL = "https://leads.example.com"
    with time_machine.travel(BEGIN, tick=False) as clock:
        people = quoted_to()
        days(clock, BEGIN, SENT)
        first = {each["To"]: each for each in taken(box)}
        for name, (happens, _reason, _words) in HAPPENS.items():
            happens(first[address(name)], post)
        days(clock, SENT, END)

    told = {name: [each["Subject"] for each in taken(box) if each["To"] == address(name)] for name in people}
    assert told == {name: ["First", "Second", "Third"] if name == "Iris" else ["First"] for name in people}
    for name, (_happens, reason, words) in HAPPENS.items():
        lead = people[name].lead
        came = [entry.text for entry in timeline(lead) if entry.mail and entry.mail.is_incoming]
        assert (people[name].sequence_runs.get().ended_for, came) == (reason, words)
        assert mail.has_opted_out(address(name)) == (reason == Ended.OPTED_OUT)
        assert MailAddress.objects.among([address(name)]).failing().exists() == (reason == Ended.BOUNCED)
        assert lead.activities.planned().filter(text__startswith="Answer").count() == (reason == Ended.REPLIED)
    assert Lead.objects.count() == len(people), "none of it became a lead"


def test_mail_from_a_stranger_is_a_lead_once_and_is_sent_nothing(make_sequence, days, box, mailbox, post, sources):
    type(mailbox).objects.update(source=sources["Leaflet"])
    with time_machine.travel(BEGIN, tick=False) as clock:
        make_sequence((0, "", "Welcome"), source=sources["Leaflet"], name="Welcome")
        post.deliver(letter())
        days(clock, BEGIN, SENT)
        post.number_anew()
        days(clock, SENT, SENT + timedelta(days=2))
    lead = Lead.objects.get()
    assert (lead.contact.main_email.address, lead.source) == ("nora@example.org", sources["Leaflet"])
    assert [entry.text for entry in timeline(lead) if entry.mail] == ["Do you make them?"]
    assert (sorted(IncomingMail.objects.values_list("outcome", flat=True)), box.taken) == (["known", "lead"], [])


def taken(box) -> list:
    return [message_from_bytes(raw, policy=policy.default) for raw in box.taken]
